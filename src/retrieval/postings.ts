import { GrowingNumbers } from './growing-numbers.ts';

/** A posting is one number: the row and, in the last eight bits, how often the token occurs in it: 255 for more, 0 once the row is
 *  removed. */
export const MOST_COUNTED = 0xff;
export const COUNT_BITS = 8;

/** The rows that hold a token, ascending. */
export class Postings {
  readonly entries = new GrowingNumbers();
  #removed = 0;

  /** How many rows there are. */
  get size(): number {
    return this.entries.length - this.#removed;
  }

  add(row: number, count: number): void {
    this.entries.push((row << COUNT_BITS) | Math.min(count, MOST_COUNTED));
  }

  has(row: number): boolean {
    return (this.entries.at(this.#find(row)) & MOST_COUNTED) > 0;
  }

  /** Leaves an entry without a count, until these are the most: closing up each time would move megabytes for one bulletin. */
  remove(row: number): void {
    if (!this.has(row)) return;
    this.entries.set(this.#find(row), row << COUNT_BITS);
    this.#removed++;
    if (2 * this.#removed <= this.entries.length) return;
    this.entries.keep((entry) => (entry & MOST_COUNTED) > 0);
    this.#removed = 0;
  }

  /** Where the row stands; behind the end where it does not. */
  #find(row: number): number {
    const { values, length } = this.entries;
    let low = 0;
    let high = length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = (values[middle] ?? 0) >>> COUNT_BITS;
      if (found === row) return middle;
      if (found < row) low = middle + 1;
      else high = middle - 1;
    }
    return length;
  }
}
