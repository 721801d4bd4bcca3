/** Wait until a hand-in is on the disk itself. A receipt that a power failure can make untrue is none. */

import { open } from "node:fs/promises";

export async function toDisk(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const file = await open(path, "r");
    try {
      await file.sync();
    } catch (error) {
      // Some file systems cannot do this for folders.
      if ((error as NodeJS.ErrnoException).code !== "EINVAL") throw error;
    } finally {
      await file.close();
    }
  }
}
