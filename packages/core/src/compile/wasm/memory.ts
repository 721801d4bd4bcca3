/** Gives out addresses in the module's memory. */

export const PAGE_SIZE = 65536;

export class Memory {
  #end = 0;

  /** @returns the address of `bytes` free bytes, a multiple of 16 */
  reserve(bytes: number): number {
    const address = this.#end;
    this.#end = Math.ceil((address + bytes) / 16) * 16;
    return address;
  }

  get size(): number {
    return this.#end;
  }
}
