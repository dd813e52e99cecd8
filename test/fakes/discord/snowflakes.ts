const DISCORD_EPOCH = 1_420_070_400_000; // 2015-01-01, from which Discord counts its ids
const TIME_SHIFT = 22n; // the bits below hold worker, process and a counter

/** Gives ids as Discord does: each holds the time it was made at, and is above all before it. */
export class Snowflakes {
  readonly #now: () => number;
  #last = 0n;

  /** `now` gives milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  next(): string {
    const first = BigInt(Math.floor(this.#now()) - DISCORD_EPOCH) << TIME_SHIFT;
    this.#last = first > this.#last ? first : this.#last + 1n;
    return String(this.#last);
  }
}
