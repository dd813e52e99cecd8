const FIRST = 2; // most tokens stand in one or two chunks
const GROWTH = 1.5;

/** A list of whole numbers from 0 to 2^32 - 1 that takes 4 bytes for each. */
export class GrowingNumbers {
  #values = new Uint32Array(FIRST);
  #length = 0;

  /** How many there are. */
  get length(): number {
    return this.#length;
  }

  /** The numbers, with room behind the last one: for loops that have to be fast. Not to be kept over the next `push`. */
  get values(): Uint32Array {
    return this.#values;
  }

  /** The number at a place; 0 where there is none. */
  at(index: number): number {
    return index < this.#length ? (this.#values[index] ?? 0) : 0;
  }

  /** Adds a number at the end. */
  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Uint32Array(Math.ceil(this.#values.length * GROWTH));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = value;
  }

  /** Puts another number in the place of one that is there. */
  set(index: number, value: number): void {
    if (index < this.#length) this.#values[index] = value;
  }

  /** Leaves only the numbers that pass, in their order. */
  keep(passes: (value: number) => boolean): void {
    const kept = this.#values.subarray(0, this.#length).filter(passes);
    this.#length = kept.length;
    this.#values = kept.length < FIRST ? new Uint32Array(FIRST) : kept;
    this.#values.set(kept);
  }
}
