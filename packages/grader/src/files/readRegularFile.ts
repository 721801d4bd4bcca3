/** Read a file that somebody else has put there: no link, no pipe, no device, and not more than it may have. */

import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** @returns undefined for what is no regular file */
export function readRegularFile(file: string, most: number): Buffer | undefined {
  let fd: number;
  try {
    fd = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ELOOP") return undefined;
    throw error;
  }
  try {
    const { size } = fstatSync(fd);
    if (!fstatSync(fd).isFile()) return undefined;
    // One byte more tells that there is more.
    const bytes = Buffer.alloc(Math.min(size, most + 1));
    let read = 0;
    for (let count = 1; count > 0 && read < bytes.length; read += count)
      count = readSync(fd, bytes, read, bytes.length - read, null);
    return bytes.subarray(0, read);
  } finally {
    closeSync(fd);
  }
}
