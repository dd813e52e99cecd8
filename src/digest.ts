import { setImmediate } from 'node:timers/promises';
import type { Digest } from './answer/answer.ts';
import { bulletinRef, itemRef, linksOf } from './answer/citation.ts';
import { byImportance } from './answer/importance.ts';
import { summarize } from './answer/summarize.ts';
import type { Item } from './bulletin/bulletin.ts';
import { placeOf } from './bulletin/places.ts';
import { dayAfter, dayIn, daysBetween, daysFrom, weekdayOf } from './daily/days.ts';
import type { Entry } from './daily/entry.ts';
import { entriesOf } from './daily/entry.ts';
import { issueInterval } from './daily/issue-interval.ts';
import type { Store, StoredBulletin } from './store/store.ts';

const TWO_DAYS_MS = 2 * 24 * 3_600_000;

export type DigestOptions = {
  readonly now: Date;
  readonly timeZone: string;
  /** Where the texts of the bulletins are read. */
  readonly store: Pick<Store, 'bulletin'>;
};

/** The items of a day (YYYY-MM-DD) with their summaries: by their own date or, where an item has none, by the day its bulletin was
 *  published. Without a day (null): what was added today; if nothing was, today's share of the latest issue, whose items are spread over
 *  the working days until the next one is due, the most important first. Empty when the day has no items. */
export async function digest(
  day: string | null,
  bulletins: readonly StoredBulletin[],
  options: DigestOptions,
): Promise<Digest> {
  const { date, entries } = await entriesOn(day, bulletins, options);
  return digestOf(date, entries, options.store);
}

/** The items that `digest` has, without their summaries. */
export async function entriesOn(
  day: string | null,
  bulletins: readonly StoredBulletin[],
  options: DigestOptions,
): Promise<{ readonly date: string; readonly entries: readonly Entry[] }> {
  const all = entriesOf(bulletins);
  if (day !== null) return { date: day, entries: all.filter((entry) => dayOf(entry) === day) };
  const dayAt = dayIn(options.timeZone);
  const date = dayAt(options.now);
  // The clock of a zone is slow to ask: only what can be of today is asked for.
  const isRecent = ({ addedAt }: Entry) => Math.abs(Date.parse(addedAt) - options.now.getTime()) < TWO_DAYS_MS;
  const added = all.filter((entry) => isRecent(entry) && dayAt(new Date(entry.addedAt)) === date);
  return { date, entries: added.length > 0 ? added : await shareOfLatest(bulletins, date, options.store) };
}

/** The items given, in their order, with their summaries. */
export async function digestOf(
  date: string,
  entries: readonly Entry[],
  store: Pick<Store, 'bulletin'>,
): Promise<Digest> {
  const ids = [...new Set(entries.map(({ bulletin }) => bulletin.id))];
  const texts = new Map<string, Item>();
  for (const id of ids) for (const item of (await store.bulletin(id))?.items ?? []) texts.set(item.id, item);
  const items: Digest['items'][number][] = [];
  for (const { item, bulletin, places } of entries) {
    const summary = summarize(texts.get(item.id) ?? { ...item, blocks: [] });
    items.push({
      item: itemRef(item),
      bulletin: bulletinRef(bulletin),
      summary: summary.map((one) => ({ ...one, place: placeOf(places, one.lines) })),
      links: linksOf(item),
    });
    await setImmediate(); // a long digest must not hold up an answer
  }
  return { date, items };
}

/** The days that have items, newest first. */
export function digestDays(bulletins: readonly StoredBulletin[]): readonly string[] {
  const days = entriesOf(bulletins).flatMap((entry) => dayOf(entry) ?? []);
  return [...new Set(days)].sort().reverse();
}

/** Of these days, so many that are nearest to the one given, newest first.
 *  @example nearestDays(['2024-08-09', '2024-08-02', '2024-07-01'], '2024-08-03', 2) // => ['2024-08-09', '2024-08-02'] */
export function nearestDays(days: readonly string[], day: string, count: number): readonly string[] {
  const distance = (one: string) => Math.abs(daysBetween(day, one));
  return [...days]
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, count)
    .sort()
    .reverse();
}

function dayOf({ item, bulletin }: Entry): string | null {
  return item.date ?? bulletin.publishedOn;
}

/** Items of the latest issue for one of the working days until the next; the first days take one more where it does not divide. */
async function shareOfLatest(
  bulletins: readonly StoredBulletin[],
  today: string,
  store: Pick<Store, 'bulletin'>,
): Promise<Entry[]> {
  const latest = bulletins.find(({ bulletin }) => bulletin.publishedOn !== null);
  const first = latest?.bulletin.publishedOn ?? null;
  if (latest === undefined || first === null) return [];
  const next = dayAfter(first, issueInterval(latest, bulletins));
  const days = daysFrom(first, next).filter((day) => weekdayOf(day) <= 5);
  const at = days.indexOf(today);
  const whole = await store.bulletin(latest.bulletin.id);
  if (at === -1 || whole === null) return [];
  const ranked = byImportance(whole);
  const start = Math.ceil((ranked.length * at) / days.length);
  const end = Math.ceil((ranked.length * (at + 1)) / days.length);
  const share = new Set(ranked.slice(start, end));
  return entriesOf([latest]).filter(({ item }) => share.has(item.id));
}
