/** How many requests a route takes in a time, per channel or per token; as observed, since Discord writes down none. */
export type Limit = { readonly count: number; readonly perMs: number };

/** What the headers of an answer tell: how many requests are left, and in how many seconds the count begins anew. */
export type Allowance = {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAfter: number;
};

type Bucket = { count: number; until: number };

/** Counts the requests of each route in each channel, and tells which are too many. */
export class RateLimits {
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts a request in the bucket named by `key`. One that is too many is not counted. */
  take(key: string, { count, perMs }: Limit): Allowance {
    const now = this.#now();
    const known = this.#buckets.get(key);
    const bucket = known !== undefined && known.until > now ? known : { count: 0, until: now + perMs };
    this.#buckets.set(key, bucket);
    const allowed = bucket.count < count;
    if (allowed) bucket.count += 1;
    return { allowed, limit: count, remaining: count - bucket.count, resetAfter: (bucket.until - now) / 1000 };
  }
}
