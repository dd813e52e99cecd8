const EPOCH = 1_420_070_400_000n; // the first moment that ids of Discord can name
const SAFE_MS = 600_000; // further back than any header or clock is wrong by

/** Discord's own time, as the headers of its answers tell it: the machine's clock may be wrong, or be set meanwhile. */
export class DiscordClock {
  readonly #monotonic: () => number;
  #told: { readonly moment: number; readonly at: number } | null = null;

  /** @param monotonic milliseconds since some moment, never set back. */
  constructor(monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic;
  }

  /** Takes the time from the Date header of an answer. */
  hear(date: string | null): void {
    const moment = Date.parse(date ?? '');
    if (!Number.isNaN(moment)) this.#told = { moment, at: this.#monotonic() };
  }

  /** An id that is smaller than that of anything made from now on, and greater than that of anything made an hour ago; null while nothing
   *  was heard. */
  idBeforeNow(): string | null {
    if (this.#told === null) return null;
    const { moment, at } = this.#told;
    const now = Math.floor(moment + this.#monotonic() - at - SAFE_MS);
    return String((BigInt(now) - EPOCH) << 22n);
  }
}

/** The later of two ids. */
export function laterId(one: string, other: string | null): string {
  return other !== null && BigInt(other) > BigInt(one) ? other : one;
}
