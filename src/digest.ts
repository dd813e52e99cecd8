import type { Digest } from './answer/answer.ts';
import { isoDay, todayIn } from './answer/calendar.ts';
import { bulletinRef, itemRef, linksOf } from './answer/citation.ts';
import { summarize } from './answer/summarize.ts';
import type { ItemOverview, Overview } from './bulletin/overview.ts';
import type { Places } from './bulletin/places.ts';
import { placeOf } from './bulletin/places.ts';
import type { Store, StoredBulletin } from './store/store.ts';

const DAY = 86_400_000; // milliseconds
const DEFAULT_INTERVAL = 7; // days until the next issue, while only one issue is known

export type DigestOptions = {
  readonly now: Date;
  readonly timeZone: string;
  /** Where the texts of the bulletins are read. */
  readonly store: Pick<Store, 'bulletin'>;
};

type Entry = { readonly item: ItemOverview; readonly bulletin: Overview; readonly places: Places };

/** The items of a day (YYYY-MM-DD) with their leading sentences: by their own date or, where an item has none, by the day its
 *  bulletin was published. Without a day (null): what was added today; if nothing was, today's share of the latest issue, whose
 *  items are spread over the working days until the next one is due. Empty when the day has no items. */
export async function digest(
  day: string | null,
  bulletins: readonly StoredBulletin[],
  options: DigestOptions,
): Promise<Digest> {
  const today = isoDay(todayIn(options.timeZone, options.now));
  const entries = day === null ? itemsOfToday(bulletins, today, options) : itemsOfDay(bulletins, day);
  const ids = [...new Set(entries.map(({ bulletin }) => bulletin.id))];
  const whole = await Promise.all(ids.map((id) => options.store.bulletin(id)));
  const texts = new Map(whole.flatMap((bulletin) => bulletin?.items ?? []).map((item) => [item.id, item]));
  return {
    date: day ?? today,
    items: entries.map(({ item, bulletin, places }) => ({
      item: itemRef(item),
      bulletin: bulletinRef(bulletin),
      summary: summarize(texts.get(item.id) ?? { ...item, blocks: [] }).map((one) => ({
        ...one,
        place: placeOf(places, one.lines),
      })),
      links: linksOf(item),
    })),
  };
}

/** The days that have items, newest first. */
export function digestDays(bulletins: readonly StoredBulletin[]): readonly string[] {
  const days = entriesOf(bulletins).flatMap((entry) => dayOf(entry) ?? []);
  return [...new Set(days)].sort().reverse();
}

function itemsOfDay(bulletins: readonly StoredBulletin[], day: string): Entry[] {
  return entriesOf(bulletins).filter((entry) => dayOf(entry) === day);
}

function dayOf({ item, bulletin }: Entry): string | null {
  return item.date ?? bulletin.publishedOn;
}

function itemsOfToday(
  bulletins: readonly StoredBulletin[],
  today: string,
  { now, timeZone }: Pick<DigestOptions, 'now' | 'timeZone'>,
): Entry[] {
  const isToday = (moment: Date) =>
    // Asking the calendar of the zone takes 20 microseconds, a fifth of a second for the items of 1,000 bulletins.
    Math.abs(moment.getTime() - now.getTime()) < 2 * DAY && isoDay(todayIn(timeZone, moment)) === today;
  const added = bulletins.flatMap(({ bulletin, file, itemsAddedAt }) =>
    bulletin.items
      .filter((item) => isToday(new Date(itemsAddedAt.get(item.id) ?? 0)))
      .map((item) => ({ item, bulletin, places: file.places })),
  );
  return added.length > 0 ? added : shareOfLatest(bulletins, today);
}

/** Items of the latest issue for one of the working days until the next; the first days take one more where it does not divide. */
function shareOfLatest(bulletins: readonly StoredBulletin[], today: string): Entry[] {
  const dated = bulletins.filter(isPublished);
  const published = dated
    .map(({ bulletin }) => bulletin.publishedOn)
    .sort()
    .reverse();
  const latest = dated.find(({ bulletin }) => bulletin.publishedOn === published[0]);
  if (latest === undefined) return [];
  const { bulletin, file } = latest;
  const previous = published.find((day) => day < bulletin.publishedOn);
  const interval = previous === undefined ? DEFAULT_INTERVAL : daysBetween(previous, bulletin.publishedOn);
  const days = workingDays(bulletin.publishedOn, interval);
  const at = days.indexOf(today);
  if (at === -1) return [];
  const start = Math.ceil((bulletin.items.length * at) / days.length);
  const end = Math.ceil((bulletin.items.length * (at + 1)) / days.length);
  return bulletin.items.slice(start, end).map((item) => ({ item, bulletin, places: file.places }));
}

type Published = StoredBulletin & { readonly bulletin: { readonly publishedOn: string } };

function isPublished(stored: StoredBulletin): stored is Published {
  return stored.bulletin.publishedOn !== null;
}

function entriesOf(bulletins: readonly StoredBulletin[]): Entry[] {
  return bulletins.flatMap(({ bulletin, file }) =>
    bulletin.items.map((item) => ({ item, bulletin, places: file.places })),
  );
}

/** Monday to Friday among the `count` days from `first` on. */
function workingDays(first: string, count: number): string[] {
  const start = Date.parse(first);
  return Array.from({ length: count }, (_, i) => new Date(start + i * DAY))
    .filter((day) => day.getUTCDay() !== 0 && day.getUTCDay() !== 6)
    .map((day) => day.toISOString().slice(0, 10));
}

function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY);
}
