import { wallClock } from '../answer/calendar.ts';
import { Recent } from '../recent.ts';
import type { Subscription } from '../store/outbox.ts';
import { dayAfter, weekdayOf } from './days.ts';

const DAY_MS = 86_400_000;

type Clock = Pick<Subscription, 'time' | 'timeZone' | 'weekdays'>;

/** The moment (milliseconds since 1970) when clocks in the zone show a time (HH:MM) on a day. A time that is there twice, as when summer ends, is
 *  its first; one that is passed over counts on from the hour before (02:30 becomes 03:30). Null for a day that a zone left out, as Samoa did
 *  with 30 December 2011.
 *  @example slotAt('2024-08-05', '09:00', 'Asia/Seoul') // => Date.parse('2024-08-05T00:00:00Z') */
export function slotAt(day: string, time: string, timeZone: string): number | null {
  const key = `${day} ${time} ${timeZone}`;
  const known = slots.get(key);
  if (known !== undefined) return known;
  const slot = isDayIn(day, timeZone) ? momentOf(day, time, timeZone) : null;
  slots.set(key, slot);
  return slot;
}

/** Slots asked for lately: the same ones every few seconds, and one takes some 50 µs. */
const slots = new Recent<number | null>(5_000);

/** The days, from the one to the other inclusive, on which a subscription is to have a post, with their moments. */
export function slotsBetween(from: string, to: string, { time, timeZone, weekdays }: Clock): Slot[] {
  const found: Slot[] = [];
  for (let day = from; day <= to; day = dayAfter(day, 1)) {
    const at = weekdays.includes(weekdayOf(day)) ? slotAt(day, time, timeZone) : null;
    if (at !== null) found.push({ day, at });
  }
  return found;
}

/** A day with the moment of its post. */
export type Slot = { readonly day: string; readonly at: number };

/** The first slot after a day. Null when no weekday is chosen. */
export function slotAfter(day: string, clock: Clock): Slot | null {
  // A week has every weekday; one more for a day that a zone left out.
  const [next = null] = slotsBetween(dayAfter(day, 1), dayAfter(day, 14), clock);
  return next;
}

function isDayIn(day: string, timeZone: string): boolean {
  const midnight = momentOf(day, '00:00', timeZone);
  return new Date(midnight + offsetAt(midnight, timeZone)).toISOString().slice(0, 10) === day;
}

function momentOf(day: string, time: string, timeZone: string): number {
  const shown = Date.parse(`${day}T${time}:00Z`);
  // Zones are at most 14 hours from UTC and change at most once in two days: these are the offsets before and after a change.
  const before = offsetAt(shown - DAY_MS, timeZone);
  const after = offsetAt(shown + DAY_MS, timeZone);
  const fitting = [shown - before, shown - after].filter((moment) => moment + offsetAt(moment, timeZone) === shown);
  return fitting.length > 0 ? Math.min(...fitting) : shown - before;
}

/** How many milliseconds clocks in the zone are ahead of UTC at a moment. */
function offsetAt(moment: number, timeZone: string): number {
  return wallClock(moment, timeZone) - Math.floor(moment / 1000) * 1000;
}
