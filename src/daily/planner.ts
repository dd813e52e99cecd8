import type { Delivery, Outbox, Progress, Reason, Subscription } from '../store/outbox.ts';
import { isOpen, isReplaceable } from '../store/outbox.ts';
import { dayAfter, dayIn } from './days.ts';
import { nonceOf } from './nonce.ts';
import type { Slot } from './slots.ts';
import { slotAfter, slotsBetween } from './slots.ts';

/** A post that did not come at its time is caught up for so long. */
export const CATCH_UP_MS = 24 * 3_600_000;

/** Days are looked back on for slots that were missed while the clock was wrong. */
const LOOK_BACK = 2;

/** What a subscription is to be posted on a day: messages (JSON) with the ids of the items they hold; none when nothing is new. `progress` is
 *  what it was given once they are posted. */
export type Composed = {
  readonly messages: readonly { readonly payload: string; readonly items: readonly string[] }[];
  readonly progress: Progress;
};

/** Makes the messages of a subscription for a day, each to be found again by its nonce; null while the index is not ready. */
export type Compose = (
  subscription: Subscription,
  day: string,
  nonce: (part: number) => string,
) => Promise<Composed | null>;

/** Plans what is due for a subscription by now: the latest slot is to be posted if it is not older than 24 hours, each earlier one gets its
 *  reason. Does nothing while an earlier delivery is open, or when nothing is due. Gives the moment before which nothing has to be planned. */
export async function planDue(
  subscription: Subscription,
  now: number,
  { outbox, compose }: { readonly outbox: Outbox; readonly compose: Compose },
): Promise<number> {
  const due = await dueSlots(subscription, now, outbox);
  if (due === 'open') return now;
  const latest = due.at(-1);
  if (latest !== undefined) await plan(subscription, now, { outbox, compose, due, latest });
  return latest === undefined ? nextSlotAt(subscription, now) : now;
}

type Due = { readonly outbox: Outbox; readonly compose: Compose; readonly due: readonly Slot[]; readonly latest: Slot };

async function plan(subscription: Subscription, now: number, { outbox, compose, due, latest }: Due): Promise<void> {
  const keep = (one: Subscription) => one;
  const make = (slot: Slot, more: Pick<Delivery, 'state' | 'reason'> & Partial<Delivery>): Delivery => ({
    subscriptionId: subscription.id,
    day: slot.day,
    slotAt: slot.at,
    dueAt: now,
    attempts: 0,
    parts: [],
    progress: null,
    changedAt: new Date(now).toISOString(),
    ...more,
  });
  const skipped = (slot: Slot, reason: Reason) => make(slot, { state: 'skipped', reason });
  const isLate = now - latest.at >= CATCH_UP_MS;
  if (subscription.paused !== null || isLate) {
    const reason: Reason = { kind: subscription.paused === null ? 'missed' : 'paused' };
    await outbox.plan(
      due.map((slot) => skipped(slot, reason)),
      keep,
    );
    return;
  }
  const earlier = due
    .slice(0, -1)
    .map((slot) =>
      skipped(slot, now - slot.at < CATCH_UP_MS ? { kind: 'caught-up', by: latest.day } : { kind: 'missed' }),
    );
  const nonce = (part: number) => nonceOf(subscription.id, latest.day, part);
  const composed = await compose(subscription, latest.day, nonce);
  if (composed === null) {
    const waiting = make(latest, { state: 'planned', reason: { kind: 'index-not-ready' } });
    await outbox.plan([...earlier, waiting], keep);
    return;
  }
  const { messages, progress } = composed;
  if (messages.length === 0) {
    const nothing = skipped(latest, { kind: 'nothing-new' });
    await outbox.plan([...earlier, nothing], (one) => ({ ...one, progress }));
    return;
  }
  const parts = partsOf(composed, nonce);
  await outbox.plan([...earlier, make(latest, { state: 'planned', reason: null, parts, progress })], keep);
}

/** The moment of the first slot of a subscription that is still to come; infinity where there is none. */
export function nextSlotAt(subscription: Subscription, now: number): number {
  const today = dayIn(subscription.timeZone)(new Date(now));
  const [first = dayAfter(today, -1)] = [dayAfter(subscription.firstDay, -1), dayAfter(today, -1)].sort().reverse();
  for (let slot = slotAfter(first, subscription); slot !== null; slot = slotAfter(slot.day, subscription)) {
    if (slot.at > now) return slot.at;
  }
  return Number.POSITIVE_INFINITY;
}

/** The parts of a delivery that nothing was sent of yet. */
export function partsOf({ messages }: Composed, nonce: (part: number) => string): Delivery['parts'] {
  return messages.map(({ payload, items }, i) => ({
    payload,
    items,
    nonce: nonce(i + 1),
    after: null,
    messageId: null,
    published: false,
  }));
}

/** Slots that have come and have no delivery, or one that was missed although it is not late: then the clock was wrong. Oldest first; `open`
 *  while a delivery is. */
async function dueSlots(subscription: Subscription, now: number, outbox: Outbox): Promise<Slot[] | 'open'> {
  const today = dayIn(subscription.timeZone)(new Date(now));
  const latest = await outbox.deliveries(subscription.id, LOOK_BACK + 2);
  const last = latest[0]?.day ?? dayAfter(subscription.firstDay, -1);
  const recent = last <= today ? latest : await outbox.deliveries(subscription.id, LOOK_BACK + 2, today);
  if ([...latest, ...recent].some(isOpen)) return 'open';
  const isFree = ({ day, at }: Slot) => {
    const known = recent.find((one) => one.day === day);
    return known === undefined || (isReplaceable(known) && now - at < CATCH_UP_MS);
  };
  const [from = today] = [dayAfter(last, 1), dayAfter(today, -LOOK_BACK)].sort();
  const slots = slotsBetween(from, today, subscription);
  return slots.filter((slot) => slot.day >= subscription.firstDay && slot.at <= now && isFree(slot));
}
