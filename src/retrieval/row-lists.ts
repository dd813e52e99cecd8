import { GrowingNumbers } from './growing-numbers.ts';

/** A list of numbers for each row, row after row, in plain numbers that garbage collection need not walk. */
export class RowLists {
  readonly #numbers = new GrowingNumbers();
  readonly #starts = new GrowingNumbers();

  /** Adds the list of the next row; numbers are 0 to 2^32 - 1. */
  push(numbers: Iterable<number>): void {
    this.#starts.push(this.#numbers.length);
    for (const number of numbers) this.#numbers.push(number);
  }

  /** The list of a row that was added, as a view that the next addition may leave behind. */
  of(row: number): Uint32Array {
    const end = row + 1 < this.#starts.length ? this.#starts.at(row + 1) : this.#numbers.length;
    return this.#numbers.values.subarray(this.#starts.at(row), end);
  }
}
