import { setImmediate } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import type { Change, Delivery, Outbox, Part, Progress, Reason, Subscription } from '../store/outbox.ts';
import { nonceOf } from './nonce.ts';
import type { Compose } from './planner.ts';
import { CATCH_UP_MS, partsOf, planDue } from './planner.ts';
import type { Place, Poster } from './poster.ts';
import { slotAfter } from './slots.ts';

/** Longer than a send may take with all that happens to it: who holds a delivery knows by then what became of its message. */
const LEASE_MS = 120_000;
const FIRST_PAUSE_MS = 5_000;
/** Also how far ahead anything of ours can be due: what is further was written by a clock that was wrong. */
const LONGEST_PAUSE_MS = 600_000;
/** A channel or permission that is lost for so long pauses the subscription. */
const TROUBLE_MS = 3 * 24 * 3_600_000;

export type DispatcherOptions = {
  readonly outbox: Outbox;
  readonly poster: Poster;
  readonly compose: Compose;
  /** What a subscriber is told when the subscription is paused for trouble. */
  readonly farewell: (subscription: Subscription, reason: Reason) => string;
  readonly now: () => number;
  /** Names this process among others that may work on the same outbox. */
  readonly owner: string;
  /** Resolves when one more request may be made of Discord. */
  readonly pace: () => Promise<void>;
  /** How many deliveries are worked on at once. */
  readonly atOnce: number;
  readonly log: Logger;
};

/** Brings digests from subscriptions to channels, each once. All that it knows is in the outbox: it may be killed at any point, and another may
 *  go on at the same time. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  /** When each subscription was last found to have nothing to be planned, and until when. */
  readonly #quiet = new Map<string, { readonly clock: string; readonly from: number; readonly until: number }>();
  #claims = 0;
  #stopping = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Plans what is due by now and works on all that is due; ends when nothing is. A fault of one does not hold up the others. */
  async run(): Promise<void> {
    const { outbox, log } = this.#options;
    for (const subscription of await outbox.subscriptions()) {
      if (this.#stopping) return;
      try {
        await this.#attend(subscription);
      } catch (error) {
        log.error({ err: error, subscription: subscription.id }, 'a subscription could not be attended to');
      }
      await setImmediate(); // hundreds of them must not hold up an answer
    }
    await Promise.all(Array.from({ length: this.#options.atOnce }, () => this.#work()));
  }

  /** Lets a run end after the messages that are under way. */
  stop(): void {
    this.#stopping = true;
  }

  async #attend(subscription: Subscription): Promise<void> {
    await this.#watchTrouble(subscription);
    const now = this.#options.now();
    const { time, timeZone, weekdays, firstDay } = subscription;
    const clock = JSON.stringify([time, timeZone, weekdays, firstDay]);
    const quiet = this.#quiet.get(subscription.id);
    if (quiet?.clock === clock && quiet.from <= now && now < quiet.until) return;
    const until = await planDue(subscription, now, this.#options);
    this.#quiet.set(subscription.id, { clock, from: now, until });
  }

  async #work(): Promise<void> {
    const { outbox, now, log } = this.#options;
    while (!this.#stopping) {
      // A name of its own for each claim: a slow worker must lose it to others of this process too.
      const owner = `${this.#options.owner} ${++this.#claims}`;
      const delivery = await outbox.claim(now(), { owner, until: now() + LEASE_MS }, LONGEST_PAUSE_MS);
      if (delivery === null) return;
      try {
        await new Attempt(delivery, { ...this.#options, owner }).run();
      } catch (error) {
        // Its lease ends by itself, and then it is tried again.
        log.error({ err: error, subscription: delivery.subscriptionId, day: delivery.day }, 'a delivery failed');
      }
    }
  }

  /** Pauses a subscription whose channel or permission stayed lost, and tells who subscribed. */
  async #watchTrouble(subscription: Subscription): Promise<void> {
    const { outbox, poster, now, farewell } = this.#options;
    const { id, userId, channelId, paused, troubleSince } = subscription;
    if (paused?.by === 'trouble' && !paused.told) {
      const text = farewell(subscription, paused.reason);
      const told = userId === null || (await poster.tell(userId, text, nonceOf(id, paused.since, 0)));
      if (told) await outbox.change(id, (one) => ({ ...one, paused: { ...paused, told } }));
    }
    if (paused !== null || troubleSince === null || now() - Date.parse(troubleSince) < TROUBLE_MS) return;
    const place = await poster.look(channelId);
    const since = new Date(now()).toISOString();
    if (place.kind === 'ready') await outbox.change(id, (one) => ({ ...one, troubleSince: null }));
    else if (isTrouble(place.reason)) {
      const { reason } = place;
      await outbox.change(id, (one) => ({ ...one, paused: { by: 'trouble', since, reason, told: false } }));
    }
  }
}

/** One attempt at a delivery that was claimed. Every step is kept before the next, so that whoever takes over knows what may have happened. */
class Attempt {
  readonly #options: DispatcherOptions;
  #delivery: Delivery;

  constructor(delivery: Delivery, options: DispatcherOptions) {
    this.#delivery = delivery;
    this.#options = options;
  }

  async run(): Promise<void> {
    const { outbox, poster, now } = this.#options;
    const subscription = await outbox.subscription(this.#delivery.subscriptionId);
    if (subscription === null) return;
    const place = await poster.look(subscription.channelId);
    const { slotAt, day } = this.#delivery;
    const next = slotAfter(day, subscription);
    const isOver = now() - slotAt >= CATCH_UP_MS || (next !== null && next.at <= now());
    if (isOver || subscription.paused !== null) return this.#giveUp(subscription, place);
    if (this.#delivery.parts.length === 0 && !(await this.#compose(subscription))) return;
    if (place.kind === 'not-ready') return this.#hold(place.reason);
    for (let i = 0; i < this.#delivery.parts.length; i++) {
      if (!(await this.#post(i, subscription.channelId, place.lastMessageId))) return;
    }
    if (place.publishes && !(await this.#publish(subscription.channelId))) return;
    await this.#release({ state: 'posted', reason: null }, this.#delivery.progress, (one) => ({
      ...one,
      troubleSince: null,
    }));
  }

  /** Makes the messages that could not be made when the delivery was planned; false when there is nothing to go on with. */
  async #compose(subscription: Subscription): Promise<boolean> {
    const { day } = this.#delivery;
    const nonce = (part: number) => nonceOf(subscription.id, day, part);
    const composed = await this.#options.compose(subscription, day, nonce);
    if (composed === null) {
      await this.#hold({ kind: 'index-not-ready' });
      return false;
    }
    const { progress } = composed;
    if (composed.messages.length === 0) {
      await this.#release({ state: 'skipped', reason: { kind: 'nothing-new' }, progress }, progress);
      return false;
    }
    return this.#keep({ parts: partsOf(composed, nonce), progress });
  }

  /** Brings one message into the channel, unless it is there. False when the attempt is over. */
  async #post(index: number, channelId: string, lastMessageId: string): Promise<boolean> {
    const part = this.#delivery.parts[index];
    if (part === undefined || part.messageId !== null) return true;
    const { poster, pace } = this.#options;
    if (part.after !== null) {
      const found = await poster.find(channelId, part.nonce, part.after);
      if (found.kind === 'not-looked') return this.#over(this.#hold(found.reason));
      if (found.messageId !== null) return this.#keepPart(index, { messageId: found.messageId });
    }
    await pace();
    const before = this.#delivery.parts[index - 1]?.messageId ?? lastMessageId;
    // Kept first: from here on the message may be there.
    if (!(await this.#keepPart(index, { after: part.after ?? before }))) return false;
    const sent = await poster.send(channelId, part.payload, part.nonce);
    switch (sent.kind) {
      case 'sent':
        return this.#keepPart(index, { messageId: sent.messageId });
      case 'unknown':
        return this.#over(this.#hold({ kind: 'unreachable' }));
      case 'limited': {
        const until = new Date(this.#options.now() + sent.forMs).toISOString();
        return this.#over(this.#hold({ kind: 'rate-limited', until }, sent.forMs));
      }
      case 'not-sent':
        return this.#over(this.#hold(sent.reason));
    }
  }

  /** Passes on the messages that are there. False when the attempt is over. */
  async #publish(channelId: string): Promise<boolean> {
    const { poster, pace } = this.#options;
    for (const [index, part] of this.#delivery.parts.entries()) {
      if (part.published || part.messageId === null) continue;
      await pace();
      const published = await poster.publish(channelId, part.messageId);
      if (!published) return this.#over(this.#hold({ kind: 'unreachable' }));
      if (!(await this.#keepPart(index, { published }))) return false;
    }
    return true;
  }

  /** Ends the delivery without its messages, or with some of them. What may have been sent is looked for, so that its items do not come twice. */
  async #giveUp(subscription: Subscription, place: Place): Promise<void> {
    const { poster } = this.#options;
    const { channelId, paused } = subscription;
    for (const [index, part] of this.#delivery.parts.entries()) {
      if (part.messageId !== null || part.after === null || place.kind !== 'ready') continue;
      const found = await poster.find(channelId, part.nonce, part.after);
      if (found.kind === 'looked' && found.messageId !== null) {
        if (!(await this.#keepPart(index, { messageId: found.messageId }))) return;
      }
    }
    const { parts, progress } = this.#delivery;
    const posted = parts.filter(({ messageId }) => messageId !== null);
    if (parts.length > 0 && posted.length === parts.length) {
      return this.#release({ state: 'posted', reason: null }, progress);
    }
    const given = posted.flatMap(({ items }) => items);
    const begun = parts.some(({ after }) => after !== null);
    const why: Reason = this.#delivery.reason ?? { kind: begun ? 'unreachable' : 'missed' };
    const reason: Reason = paused === null ? why : { kind: 'paused' };
    const state = paused !== null && posted.length === 0 ? 'skipped' : 'failed';
    const before = subscription.progress;
    await this.#release({ state, reason }, { ...before, beyond: [...before.beyond, ...given] });
  }

  /** Gives the delivery back until it is tried again. */
  async #hold(reason: Reason, pauseMs?: number): Promise<void> {
    const { now, log } = this.#options;
    const { attempts, subscriptionId, day } = this.#delivery;
    const pause = Math.min(pauseMs ?? FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20), LONGEST_PAUSE_MS);
    log.warn({ subscription: subscriptionId, day, reason, pause }, 'a delivery has to wait');
    const since = new Date(now()).toISOString();
    const change: Change = (one) =>
      isTrouble(reason) && one.troubleSince === null ? { ...one, troubleSince: since } : one;
    await this.#release({ reason, attempts: attempts + 1, dueAt: now() + pause }, null, change);
  }

  async #over(holding: Promise<void>): Promise<false> {
    await holding;
    return false;
  }

  #keepPart(index: number, more: Partial<Part>): Promise<boolean> {
    const parts = this.#delivery.parts.map((part, i) => (i === index ? { ...part, ...more } : part));
    return this.#keep({ state: 'sending', parts });
  }

  async #keep(more: Partial<Delivery>): Promise<boolean> {
    const { outbox, owner, now } = this.#options;
    this.#delivery = this.#changed(more);
    return outbox.keep(this.#delivery, { owner, until: now() + LEASE_MS });
  }

  async #release(more: Partial<Delivery>, progress: Progress | null, change: Change = (one) => one): Promise<void> {
    const { outbox, owner } = this.#options;
    this.#delivery = this.#changed(more);
    await outbox.release(this.#delivery, owner, (one) => change(progress === null ? one : { ...one, progress }));
  }

  #changed(more: Partial<Delivery>): Delivery {
    return { ...this.#delivery, ...more, changedAt: new Date(this.#options.now()).toISOString() };
  }
}

/** What a subscription does not get over by waiting a little. */
function isTrouble(reason: Reason): boolean {
  return reason.kind === 'channel-gone' || reason.kind === 'missing-permission';
}
