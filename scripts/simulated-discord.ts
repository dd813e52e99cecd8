import type { Found, Place, Poster, Sent } from '../src/daily/poster.ts';

/** Discord takes the same nonce for the same message for some minutes. */
const NONCE_MS = 180_000;

/** A message in a simulated channel. `at` is the true time of its arrival. */
export type SimulatedMessage = {
  readonly id: string;
  readonly nonce: string;
  readonly payload: string;
  readonly at: number;
};

/** What can go wrong, each a share of the calls, 0 to 1. */
export type Faults = {
  /** The request is lost, and the sender never hears. */
  readonly lost: number;
  /** The message arrives, and the sender never hears. */
  readonly unheard: number;
  /** The sender never hears, and the message arrives up to a minute later. */
  readonly late: number;
  readonly limited: number;
  readonly lookFails: number;
};

/** Nothing goes wrong. */
export const NO_FAULTS: Faults = { lost: 0, unheard: 0, late: 0, limited: 0, lookFails: 0 };

/** Channels with their messages, and a clock of their own. */
export class SimulatedDiscord implements Poster {
  readonly channels = new Map<string, SimulatedMessage[]>();
  readonly told: string[] = [];
  /** Channels in which nothing can be posted, and why. */
  readonly trouble = new Map<string, 'gone' | 'forbidden'>();
  readonly #random: () => number;
  readonly #now: () => number;
  #late: { readonly channelId: string; readonly nonce: string; readonly payload: string; readonly at: number }[] = [];
  #lastId = 1000;
  faults: Faults = NO_FAULTS;

  constructor(random: () => number, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  async look(channelId: string): Promise<Place> {
    const trouble = this.trouble.get(channelId);
    if (trouble === 'gone') return { kind: 'not-ready', reason: { kind: 'channel-gone' } };
    if (trouble === 'forbidden') {
      return { kind: 'not-ready', reason: { kind: 'missing-permission', permissions: ['SendMessages'] } };
    }
    const messages = this.#in(channelId);
    // What the gateway told last may be older than what is there.
    const known = messages[messages.length - 1 - Math.floor(this.#random() * 3)];
    return { kind: 'ready', lastMessageId: known?.id ?? '0', publishes: channelId.endsWith('1') };
  }

  async send(channelId: string, payload: string, nonce: string): Promise<Sent> {
    this.#settle();
    const { lost, unheard, late, limited } = this.faults;
    if (this.trouble.has(channelId)) return { kind: 'not-sent', reason: { kind: 'channel-gone' } };
    if (this.#random() < limited) return { kind: 'limited', forMs: Math.ceil(this.#random() * 600_000) };
    if (this.#random() < lost) return { kind: 'unknown' };
    if (this.#random() < late) {
      this.#late.push({ channelId, nonce, payload, at: this.#now() + this.#random() * 60_000 });
      return { kind: 'unknown' };
    }
    const messageId = this.#accept(channelId, payload, nonce, this.#now());
    return this.#random() < unheard ? { kind: 'unknown' } : { kind: 'sent', messageId };
  }

  async find(channelId: string, nonce: string, after: string): Promise<Found> {
    this.#settle();
    if (this.#random() < this.faults.lookFails) return { kind: 'not-looked', reason: { kind: 'unreachable' } };
    const found = this.#in(channelId).find((one) => one.nonce === nonce && BigInt(one.id) > BigInt(after));
    return { kind: 'looked', messageId: found?.id ?? null };
  }

  async publish(): Promise<boolean> {
    return this.#random() >= this.faults.lost;
  }

  async tell(userId: string): Promise<boolean> {
    this.told.push(userId);
    return true;
  }

  #in(channelId: string): SimulatedMessage[] {
    const messages = this.channels.get(channelId) ?? [];
    this.channels.set(channelId, messages);
    return messages;
  }

  #accept(channelId: string, payload: string, nonce: string, at: number): string {
    const messages = this.#in(channelId);
    const same = messages.find((one) => one.nonce === nonce && at - one.at < NONCE_MS);
    if (same !== undefined) return same.id;
    const id = String(this.#lastId++);
    messages.push({ id, nonce, payload, at });
    return id;
  }

  /** Lets arrive what was late. */
  #settle(): void {
    const now = this.#now();
    const arrived = this.#late.filter(({ at }) => at <= now);
    this.#late = this.#late.filter(({ at }) => at > now);
    for (const { channelId, payload, nonce, at } of arrived) this.#accept(channelId, payload, nonce, at);
  }
}
