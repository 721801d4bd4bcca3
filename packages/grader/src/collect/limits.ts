/** How much may be collected. A course of a thousand students with five notebooks each needs a tenth. */

export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes that come out of it, in all. */
  readonly total: number;
}

export const DOWNLOAD: ArchiveLimits = { entries: 50_000, total: 20_000_000_000 };

/** What a single student hands in as an archive: whole folders with the packages of npm come. */
export const STUDENTS_ARCHIVE: ArchiveLimits = { entries: 50_000, total: 100_000_000 };

/** Bytes of such an archive itself. */
export const LARGEST_ARCHIVE = 50_000_000;

/** Honest archives are packed to a tenth. A bomb has a thousand bytes for each one, and is let alone while it is small. */
export const RATIO = { most: 200, from: 100_000_000 } as const;

/** No layout that we know is deeper. The rest is for each folder in the one that is collected. */
export const FOLDER = { depth: 8, files: 100_000, bytes: DOWNLOAD.total } as const;
