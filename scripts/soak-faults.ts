import type { FakeDiscord } from '../test/fakes/discord/fake-discord.ts';
import type { Interaction } from '../test/fakes/discord/interaction.ts';
import type { RestFault } from '../test/fakes/discord/rest-faults.ts';

const CALLBACK = { method: 'POST', route: '/interactions/:interaction/:token/callback' };
const EDIT = { method: 'PATCH', route: '/webhooks/:application/:token/messages/:message' };
const FOLLOW_UP = { method: 'POST', route: '/webhooks/:application/:token' };

/** How often each kind of fault comes, in a thousand interactions. */
const PER_THOUSAND = { rest: 20, gateway: 2, twice: 4, expired: 3 } as const;

const REST_FAULTS: readonly RestFault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'rate-limit', retryAfter: 0.3 },
  { kind: 'rate-limit', retryAfter: 0.3, global: true },
  { kind: 'slow', ms: 900 },
  { kind: 'slow-reply', ms: 900 },
  { kind: 'half-reply' },
  { kind: 'done-then-status', status: 502 },
  { kind: 'lost-reply' },
  { kind: 'close' },
];

/** Injects faults at random, and counts them. */
export class SoakFaults {
  readonly counts = { rest: 0, gateway: 0, twice: 0, expired: 0 };
  readonly #discord: FakeDiscord;
  readonly #random: () => number;

  constructor(discord: FakeDiscord, random: () => number) {
    this.#discord = discord;
    this.#random = random;
  }

  /** Perhaps a fault, before the next interaction; `pending` are those that are not yet answered. Those that a fault may make late are
   *  marked as such. */
  async perhaps(pending: readonly Interaction[]): Promise<void> {
    if (this.#falls(PER_THOUSAND.rest)) this.#rest();
    if (this.#falls(PER_THOUSAND.twice)) this.#twice();
    if (this.#falls(PER_THOUSAND.expired)) this.#expire(pending);
    if (this.#falls(PER_THOUSAND.gateway)) await this.#gateway(pending);
  }

  #rest(): void {
    this.counts.rest++;
    const fault = this.#pick(REST_FAULTS);
    this.#discord.faults.add(this.#pick([CALLBACK, EDIT, FOLLOW_UP]), fault, fault.kind === 'status' ? 2 : 1);
  }

  #twice(): void {
    this.counts.twice++;
    this.#discord.gateway.deliverTwice();
  }

  #expire(pending: readonly Interaction[]): void {
    const [one] = pending;
    if (one === undefined) return;
    this.counts.expired++;
    one.faulted = true;
    this.#discord.expire(one);
  }

  async #gateway(pending: readonly Interaction[]): Promise<void> {
    this.counts.gateway++;
    for (const one of pending) if (one.ack === null) one.faulted = true;
    const { gateway } = this.#discord;
    const before = gateway.connected;
    this.#pick([
      () => gateway.askReconnect(),
      () => gateway.invalidate(true),
      () => gateway.invalidate(false),
      () => gateway.silence(),
      () => gateway.drop(),
      () => gateway.close(4000),
      () => gateway.close(1000),
    ])();
    await this.#discord.until(() => gateway.connected > before && gateway.isReady, 'a session after a fault');
  }

  #falls(perThousand: number): boolean {
    return this.#random() * 1000 < perThousand;
  }

  #pick<T>(from: readonly T[]): T {
    const one = from[Math.floor(this.#random() * from.length)];
    if (one === undefined) throw new Error('There is nothing to pick from.');
    return one;
  }
}
