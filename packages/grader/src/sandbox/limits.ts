/** How much one hand-in may use. A right one needs a tenth of each. */

export const LIMITS = {
  /** Of wall time, for one request: the longest training of the course takes a second. In milliseconds. */
  request: 10_000,
  /** For all of a hand-in's requests together. In milliseconds. */
  handIn: 60_000,
  /** Of processor time, in seconds: beyond it the kernel ends the process. */
  cpu: 70,
  /** Bytes of V8's heap, of everything that the process allocates, and of the control group. */
  heap: 256_000_000,
  data: 768_000_000,
  memory: 640_000_000,
  /** Bytes of files, all of them in memory. */
  disk: 16_000_000,
  descriptors: 128,
  threads: 64,
  /** Bytes of one reply. */
  reply: 1_000_000,
} as const;

/** Of wall time, in milliseconds: for one request, and for all of a hand-in. */
export interface Times {
  readonly request: number;
  readonly handIn: number;
}
