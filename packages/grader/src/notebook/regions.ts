/** Regions in a cell's source, marked by comment lines as nbgrader marks them. */

/** What the student version must not contain, or a marker line without its partner: an error in the source. */
export class RegionError extends Error {}

export interface Region {
  /** The white space before the BEGIN line. */
  readonly indent: string;
  /** What stands behind the name on the BEGIN line. */
  readonly text: string;
}

/**
 * Replace each region, marker lines included, by what `replace` makes of it.
 *
 * @param name for example `SOLUTION`, for `// ### BEGIN SOLUTION` to `// ### END SOLUTION`
 * @throws RegionError for a BEGIN without END, an END without BEGIN, and a region within a region
 */
export function replaceRegions(
  source: string,
  name: string,
  replace: (region: Region, lines: readonly string[]) => readonly string[],
): string {
  const result: string[] = [];
  let open: (Region & { lines: string[] }) | undefined;
  for (const line of source.split("\n")) {
    const begin = line.includes(`### BEGIN ${name}`);
    const end = line.includes(`### END ${name}`);
    if (begin && open) throw new RegionError(`a second BEGIN ${name} before END ${name}`);
    if (end && !open) throw new RegionError(`END ${name} without BEGIN ${name}`);
    if (begin) {
      const [before, text] = line.split(`### BEGIN ${name}`);
      open = { indent: /^\s*/.exec(before!)![0], text: text!.trim(), lines: [] };
    } else if (end) {
      result.push(...replace(open!, open!.lines));
      open = undefined;
    } else {
      (open?.lines ?? result).push(line);
    }
  }
  if (open) throw new RegionError(`BEGIN ${name} without END ${name}`);
  return result.join("\n");
}
