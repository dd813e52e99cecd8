import { isoDay, todayIn } from '../answer/calendar.ts';

const DAY_MS = 86_400_000;

/** Gives the calendar day of a moment in a zone.
 *  @example dayIn('Asia/Seoul')(new Date('2024-08-01T20:00:00Z')) // => '2024-08-02' */
export function dayIn(timeZone: string): (moment: Date) => string {
  return (moment) => isoDay(todayIn(timeZone, moment));
}

/** The day so many days later, or earlier where the number is negative.
 *  @example dayAfter('2024-02-28', 2) // => '2024-03-01' */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days the second day is later than the first.
 *  @example daysBetween('2024-02-28', '2024-03-01') // => 2 */
export function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS);
}

/** The days from the first on, that one included, before `end`. Empty when `end` is not later. */
export function daysFrom(first: string, end: string): string[] {
  return Array.from({ length: Math.max(0, daysBetween(first, end)) }, (_, i) => dayAfter(first, i));
}

/** The day of the week: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7;
}
