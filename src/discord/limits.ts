/** How often something may be done: `burst` times at once, and once more every `everyMs`. */
export type Rate = { readonly burst: number; readonly everyMs: number };

/** A person's questions: more than anyone reads, far below what would keep others waiting. */
export const PER_USER: Rate = { burst: 20, everyMs: 3_000 };
/** A server's: what one processor core answers while others are still served. */
export const PER_GUILD: Rate = { burst: 600, everyMs: 50 };

/** Keys that have been quiet for so many calls are looked through and forgotten. */
const CLEAN_EVERY = 1_000;

/** Counts by key (a user, a server) how often something is done. What is counted leaks away with time. */
export class Limit {
  readonly #rate: Rate;
  /** Until when each key has used up its rate: a key whose time is past has all of its burst. */
  readonly #usedUntil = new Map<string, number>();
  #calls = 0;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Counts one more for a key where it is allowed, and gives null; else the moment from which it is. */
  take(key: string, now: Date): Date | null {
    const { burst, everyMs } = this.#rate;
    const at = now.getTime();
    if (++this.#calls % CLEAN_EVERY === 0) this.#clean(at);
    const used = Math.max(this.#usedUntil.get(key) ?? at, at);
    const free = used + everyMs - burst * everyMs;
    if (free > at) return new Date(free);
    this.#usedUntil.set(key, used + everyMs);
    return null;
  }

  #clean(at: number): void {
    for (const [key, until] of this.#usedUntil) if (until <= at) this.#usedUntil.delete(key);
  }
}
