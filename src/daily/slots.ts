import type { Subscription } from '../store/outbox.ts';
import { dayAfter, weekdayOf } from './days.ts';

const DAY_MS = 86_400_000;

type Clock = Pick<Subscription, 'time' | 'timeZone' | 'weekdays'>;

/** The moment (milliseconds since 1970) when clocks in the zone show a time (HH:MM) on a day. A time that is there twice, as when summer ends, is
 *  its first; one that is passed over counts on from the hour before (02:30 becomes 03:30). Null for a day that a zone left out, as Samoa did
 *  with 30 December 2011.
 *  @example slotAt('2024-08-05', '09:00', 'Asia/Seoul') // => Date.parse('2024-08-05T00:00:00Z') */
export function slotAt(day: string, time: string, timeZone: string): number | null {
  return isDayIn(day, timeZone) ? momentOf(day, time, timeZone) : null;
}

/** The days, from the one to the other inclusive, on which a subscription is to have a post, with their moments. */
export function slotsBetween(from: string, to: string, { time, timeZone, weekdays }: Clock): Slot[] {
  const slots: Slot[] = [];
  for (let day = from; day <= to; day = dayAfter(day, 1)) {
    const at = weekdays.includes(weekdayOf(day)) ? slotAt(day, time, timeZone) : null;
    if (at !== null) slots.push({ day, at });
  }
  return slots;
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
  const parts = formatOf(timeZone).formatToParts(moment);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(moment / 1000) * 1000;
}

/** Kept by zone, since making one takes long. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
