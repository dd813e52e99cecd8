/** What goes wrong with a request. */
export type RestFault =
  /** Refused with a status before anything is done, such as 500 or 401. */
  | { readonly kind: 'status'; readonly status: number; readonly body?: unknown }
  /** Refused with 429; `retryAfter` is in seconds. Where it is not `global`, the route alone is limited. */
  | { readonly kind: 'rate-limit'; readonly retryAfter: number; readonly global?: boolean }
  /** Reaches Discord late: nothing is done before `ms` have passed. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Done at once, but the reply takes `ms`. */
  | { readonly kind: 'slow-reply'; readonly ms: number }
  /** Done, but the reply breaks off in the middle. */
  | { readonly kind: 'half-reply' }
  /** Done, but the reply is another status, such as 502. */
  | { readonly kind: 'done-then-status'; readonly status: number }
  /** Done, but the reply never comes, and the connection stays open. */
  | { readonly kind: 'lost-reply' }
  /** The connection is closed before anything is done. */
  | { readonly kind: 'close' };

/** Which requests a fault meets: all that fit what is given. `route` is a pattern such as `/channels/:channel/messages`. */
export type RestMatch = {
  readonly method?: string;
  readonly route?: string;
  readonly when?: (request: { readonly path: string; readonly body: unknown }) => boolean;
};

type Request = { readonly method: string; readonly route: string; readonly path: string; readonly body: unknown };
type Planned = { readonly match: RestMatch; readonly fault: RestFault; left: number; hits: number };

/** A fault that was planned: how many requests it met so far, and the way to end it. */
export type PlannedFault = { readonly hits: number; readonly stop: () => void };

/** The faults that are to meet requests; the one planned first goes first, one a request. */
export class RestFaults {
  readonly #planned: Planned[] = [];

  /** Lets a fault meet the next `times` requests that match. */
  add(match: RestMatch, fault: RestFault, times = 1): PlannedFault {
    const planned = { match, fault, left: times, hits: 0 };
    this.#planned.push(planned);
    return {
      get hits() {
        return planned.hits;
      },
      stop: () => {
        planned.left = 0;
      },
    };
  }

  /** Ends all faults. */
  clear(): void {
    this.#planned.length = 0;
  }

  /** The fault that a request meets, counting it; null for none. */
  take(request: Request): RestFault | null {
    const planned = this.#planned.find((one) => one.left > 0 && matches(one.match, request));
    if (planned === undefined) return null;
    planned.left -= 1;
    planned.hits += 1;
    return planned.fault;
  }
}

function matches({ method, route, when }: RestMatch, request: Request): boolean {
  return (
    (method === undefined || method === request.method) &&
    (route === undefined || route === request.route) &&
    (when === undefined || when(request))
  );
}
