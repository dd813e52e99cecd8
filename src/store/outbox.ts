import { z } from 'zod';
import { daySchema, languageSchema } from '../bulletin/bulletin.ts';

const momentSchema = z.iso.datetime();

/** Why a day has no post, or what an open delivery waits for. `missed`: the program did not run; `caught-up`: the post of a later day
 *  brought what this one would have. */
const reasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paused') }).readonly(),
  z.object({ kind: z.literal('nothing-new') }).readonly(),
  z.object({ kind: z.literal('index-not-ready') }).readonly(),
  z.object({ kind: z.literal('missed') }).readonly(),
  z.object({ kind: z.literal('caught-up'), by: daySchema }).readonly(),
  z.object({ kind: z.literal('channel-gone') }).readonly(),
  z.object({ kind: z.literal('missing-permission'), permissions: z.array(z.string()).readonly() }).readonly(),
  z.object({ kind: z.literal('rate-limited'), until: momentSchema }).readonly(),
  z.object({ kind: z.literal('unreachable') }).readonly(),
  z.object({ kind: z.literal('refused'), message: z.string() }).readonly(),
]);
export type Reason = z.infer<typeof reasonSchema>;

/** Which items a subscription was given: all up to the place `through` in the order of keeping (see StoredBulletin), and the ids of
 *  those beyond it. */
const progressSchema = z.object({ through: z.int().nonnegative(), beyond: z.array(z.string()).readonly() }).readonly();
export type Progress = z.infer<typeof progressSchema>;

/** Who wants daily digests where and when. `userId` is who subscribed, null once they asked to be forgotten; `time` is HH:MM in `timeZone`;
 *  `weekdays` are 1 (Monday) to 7; `sections` are titles, null for all. `firstDay` is the first that is scheduled. `troubleSince` is when
 *  channel or permission were found lost. */
export const subscriptionSchema = z
  .object({
    id: z.string(),
    guildId: z.string(),
    channelId: z.string(),
    userId: z.string().nullable(),
    mode: z.enum(['new', 'spread']),
    language: languageSchema,
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    timeZone: z.string(),
    weekdays: z.array(z.int().min(1).max(7)).readonly(),
    sections: z.array(z.string()).readonly().nullable(),
    firstDay: daySchema,
    createdAt: momentSchema,
    progress: progressSchema,
    paused: z
      .discriminatedUnion('by', [
        z.object({ by: z.literal('user'), since: momentSchema }).readonly(),
        z.object({ by: z.literal('trouble'), since: momentSchema, reason: reasonSchema, told: z.boolean() }).readonly(),
      ])
      .nullable(),
    troubleSince: momentSchema.nullable(),
  })
  .readonly();
export type Subscription = z.infer<typeof subscriptionSchema>;

/** One message of a delivery. `payload` is the message as JSON; `nonce` is its own for ever. `after` is the id of the last message that was in
 *  the channel before this one could be: null until a send may have begun. `messageId` is null until it is known to be there. */
const partSchema = z
  .object({
    payload: z.string(),
    nonce: z.string().max(25),
    items: z.array(z.string()).readonly(),
    after: z.string().nullable(),
    messageId: z.string().nullable(),
    published: z.boolean(),
  })
  .readonly();
export type Part = z.infer<typeof partSchema>;

/** What becomes of one day of a subscription. `slotAt` is its moment, `dueAt` when it is to be tried (next), both in milliseconds since
 *  1970. `progress` is the subscription's once all parts are posted. `reason` says why there is no post, or what an open one waits for. */
export const deliverySchema = z
  .object({
    subscriptionId: z.string(),
    day: daySchema,
    state: z.enum(['planned', 'sending', 'posted', 'failed', 'skipped']),
    slotAt: z.int(),
    dueAt: z.int(),
    attempts: z.int().nonnegative(),
    parts: z.array(partSchema).readonly(),
    progress: progressSchema.nullable(),
    reason: reasonSchema.nullable(),
    changedAt: momentSchema,
  })
  .readonly();
export type Delivery = z.infer<typeof deliverySchema>;

/** A right to work on a delivery until a moment in milliseconds since 1970. */
export type Lease = { readonly owner: string; readonly until: number };

/** Changes a subscription in one step with what else is written; must not wait for anything. */
export type Change = (subscription: Subscription) => Subscription;

/** Subscriptions and what became of each of their days. Every write is one transaction, whatever processes write at the same time. Methods
 *  reject with an `AppError`: STATE_BUSY, STATE_DAMAGED, DISK_FULL, STATE_READ_ONLY. */
export interface Outbox {
  /** All subscriptions, in the order of their ids. */
  subscriptions(): Promise<readonly Subscription[]>;
  /** The subscription of this id, or null when there is none. */
  subscription(id: string): Promise<Subscription | null>;
  /** Adds a subscription, or replaces the one of the same id. */
  subscribe(subscription: Subscription): Promise<void>;
  /** Changes a subscription; does nothing when there is none of this id. */
  change(id: string, change: Change): Promise<void>;
  /** Removes a subscription with its deliveries; false when there is none. */
  unsubscribe(id: string): Promise<boolean>;
  /** The deliveries of a subscription, latest day first; at most `most`, and none of a day after `upTo` where that is given. */
  deliveries(subscriptionId: string, most: number, upTo?: string): Promise<readonly Delivery[]>;
  /** Adds deliveries, whole or not at all, with a change of their subscription. A day that has one keeps it, unless that `isReplaceable`: then
   *  the new one takes its place. Does nothing when the subscription is gone or has a delivery that is open. False when nothing was added. */
  plan(deliveries: readonly Delivery[], change: Change): Promise<boolean>;
  /** Takes the open delivery that is due first and that nobody else holds; null when there is none. Where `dueAt` or the end of a lease is
   *  further away than `longest` milliseconds, the clock was set back: it counts as past. */
  claim(now: number, lease: Lease, longest: number): Promise<Delivery | null>;
  /** Keeps what became of a claimed delivery, and holds on to it; false when it is not held by `lease.owner` any more: then nothing is
   *  written. */
  keep(delivery: Delivery, lease: Lease): Promise<boolean>;
  /** Like `keep`, with a change of the subscription, and gives the delivery back. */
  release(delivery: Delivery, owner: string, change: Change): Promise<boolean>;
}

/** Whether something is still to be done for a delivery. */
export function isOpen({ state }: Pick<Delivery, 'state'>): boolean {
  return state === 'planned' || state === 'sending';
}

/** Whether a day has a delivery that another one may replace: nothing was ever tried for it. */
export function isReplaceable({ state, reason }: Pick<Delivery, 'state' | 'reason'>): boolean {
  return state === 'skipped' && reason?.kind === 'missed';
}
