import { byImportance } from '../answer/importance.ts';
import type { Bulletin } from '../bulletin/bulletin.ts';
import type { Progress, Subscription } from '../store/outbox.ts';
import type { Store, StoredBulletin } from '../store/store.ts';
import { dayAfter, dayIn, daysFrom, weekdayOf } from './days.ts';
import type { Entry } from './entry.ts';
import { entriesOf } from './entry.ts';
import { issueInterval } from './issue-interval.ts';

/** So many items are posted on a day at most: an archive that is taken in at once is no news. */
export const MOST_ITEMS = 30;

/** What a subscription gets on a day. `left` are passed over for want of room. `progress` is what it was given once
 *  these are posted. */
export type NextItems = {
  readonly entries: readonly Entry[];
  readonly left: readonly Entry[];
  readonly progress: Progress;
};

/** How far a subscription is that begins on `day`: what is there is not news to it. Mode `spread` begins with the latest issue while the next is not
 *  due yet. */
export function baselineOf(
  bulletins: readonly StoredBulletin[],
  mode: Subscription['mode'],
  day: string,
  timeZone: string,
): Progress {
  const all = entriesOf(bulletins);
  const through = lastOrder(all);
  const [latest] = bulletins;
  if (mode === 'new' || latest === undefined) return { through, beyond: [] };
  const first = latest.bulletin.publishedOn ?? dayIn(timeZone)(new Date(latest.addedAt));
  if (dayAfter(first, issueInterval(latest, bulletins)) <= day) return { through, beyond: [] };
  const waiting = (entry: Entry) => entry.bulletin.id === latest.bulletin.id;
  const given = all.filter((entry) => !waiting(entry)).map(({ item }) => item.id);
  return progressAfter({ through: 0, beyond: [] }, given, all);
}

/** The items that a subscription gets on `day`, in the order of their issues. Mode `new`: all that it was not given yet. Mode `spread`: the
 *  share of one day, most important first, so that all are given by the day when the next issue is due. */
export async function nextItems(
  subscription: Pick<Subscription, 'mode' | 'sections' | 'weekdays' | 'timeZone' | 'progress'>,
  day: string,
  bulletins: readonly StoredBulletin[],
  store: Pick<Store, 'bulletin'>,
): Promise<NextItems> {
  const { mode, sections, progress } = subscription;
  const all = entriesOf(bulletins);
  const wanted = (entry: Entry) => sections === null || sections.includes(entry.item.section ?? '');
  const waiting = all.filter((entry) => !isGiven(entry, progress) && wanted(entry));
  if (mode === 'new') {
    const entries = waiting.slice(0, MOST_ITEMS);
    const through = Math.max(progress.through, lastOrder(all));
    return { entries, left: waiting.slice(MOST_ITEMS), progress: { through, beyond: [] } };
  }
  const ranked = await inRank(waiting, store);
  const share = new Set(ranked.slice(0, shareOf(waiting, day, subscription, bulletins)));
  const entries = waiting.filter(({ item }) => share.has(item.id));
  const given = entries.map(({ item }) => item.id);
  return { entries, left: [], progress: progressAfter(progress, given, all.filter(wanted)) };
}

/** What a subscription was given after these items, of `all` that it wants. */
function progressAfter(before: Progress, given: readonly string[], all: readonly Entry[]): Progress {
  const ids = new Set([...before.beyond, ...given]);
  const later = all.filter(({ order }) => order > before.through).sort((a, b) => a.order - b.order);
  const firstWaiting = later.find(({ item }) => !ids.has(item.id));
  const through = firstWaiting === undefined ? lastOrder(later, before.through) : firstWaiting.order - 1;
  const isBeyond = new Set(later.filter(({ order }) => order > through).map(({ item }) => item.id));
  return { through, beyond: [...ids].filter((id) => isBeyond.has(id)) };
}

function isGiven({ item, order }: Entry, { through, beyond }: Progress): boolean {
  return order <= through || beyond.includes(item.id);
}

function lastOrder(entries: readonly Entry[], least = 0): number {
  return entries.reduce((last, { order }) => Math.max(last, order), least);
}

/** How many of the waiting items are due on `day`: as many as leave equal shares for the days until the next issue. */
function shareOf(
  waiting: readonly Entry[],
  day: string,
  { weekdays, timeZone }: Pick<Subscription, 'weekdays' | 'timeZone'>,
  bulletins: readonly StoredBulletin[],
): number {
  const [newest] = waiting;
  const issue = bulletins.find(({ bulletin }) => bulletin.id === newest?.bulletin.id);
  if (newest === undefined || issue === undefined) return 0;
  const interval = issueInterval(issue, bulletins);
  const kept = dayIn(timeZone)(new Date(newest.addedAt));
  const dues = [issue.bulletin.publishedOn ?? kept, kept].map((first) => dayAfter(first, interval));
  const due = dues.find((one) => one > day) ?? day;
  const days = daysFrom(day, due).filter((one) => weekdays.includes(weekdayOf(one))).length;
  return Math.min(MOST_ITEMS, Math.ceil(waiting.length / Math.max(1, days)));
}

/** The ids of entries, newest issue first and the most important first in each. */
async function inRank(entries: readonly Entry[], store: Pick<Store, 'bulletin'>): Promise<string[]> {
  const ids = [...new Set(entries.map(({ bulletin }) => bulletin.id))];
  const whole = await Promise.all(ids.map((id) => store.bulletin(id)));
  const waiting = new Set(entries.map(({ item }) => item.id));
  return whole
    .filter((bulletin): bulletin is Bulletin => bulletin !== null)
    .flatMap((bulletin) => byImportance(bulletin))
    .filter((id) => waiting.has(id));
}
