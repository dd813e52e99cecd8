/** First and last day of a stretch of time, both included, each as a day number: days since 1970-01-01, without a zone. */
export type Span = { readonly from: number; readonly to: number };

const MILLISECONDS_A_DAY = 86_400_000;

// A 29 February is at most eight years away: 1896 and 1904 are neighbours among the leap years, and so are 2096 and 2104.
const YEARS_TO_LOOK_BACK = 8;

/** Day number of a calendar date, or null where the calendar has no such date.
 *  @example dayNumber(2024, 2, 30) // => null */
function dayNumber(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.getTime() / MILLISECONDS_A_DAY : null;
}

/** Year, month (1 to 12), day and weekday (0 Monday to 6 Sunday) of a day number. */
export function dateOf(day: number): { year: number; month: number; day: number; weekday: number } {
  const date = new Date(day * MILLISECONDS_A_DAY);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: (date.getUTCDay() + 6) % 7,
  };
}

/** A day number as YYYY-MM-DD.
 *  @example isoDay(0) // => '1970-01-01' */
export function isoDay(day: number): string {
  return new Date(day * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** The day that clocks in the zone (an IANA name) show at this moment, whatever the machine's own zone.
 *  @example isoDay(todayIn('Asia/Seoul', new Date('2024-08-04T23:30:00Z'))) // => '2024-08-05' */
export function todayIn(timeZone: string, now: Date): number {
  return Math.floor(wallClock(now.getTime(), timeZone) / MILLISECONDS_A_DAY);
}

/** What clocks in a zone show at a moment, as if it were UTC; both are milliseconds since 1970. */
export function wallClock(moment: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(moment);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** Kept by zone: making one takes longer than all else that is done to understand a question. */
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

/** One day as a span, or null for an impossible date. */
export function daySpan(year: number, month: number, day: number): Span | null {
  const number = dayNumber(year, month, day);
  return number === null ? null : { from: number, to: number };
}

/** Whole months, both included; months of the last one may run over the year (13 is the next January). Null unless the first
 *  month is 1 to 12. */
export function monthsSpan(year: number, first: number, last: number = first): Span | null {
  const from = dayNumber(year, first, 1);
  if (from === null) return null;
  return { from, to: Date.UTC(year, last, 0) / MILLISECONDS_A_DAY };
}

/** Early (1), middle (2) or late (3) in a month: the 1st to 10th, 11th to 20th, and 21st to the end, as 상순/중순/하순 and 上旬/中旬/下旬 are
 *  counted. */
export function thirdSpan(year: number, month: number, third: number): Span | null {
  const whole = monthsSpan(year, month);
  if (whole === null) return null;
  const from = whole.from + (third - 1) * 10;
  return { from, to: third === 3 ? whole.to : from + 9 };
}

/** The week of a month by number, -1 for the last: Monday to Sunday around the month's nth Thursday, so that a week belongs to the
 *  month that has most of its days (the rule of ISO 8601 for years, of KS X ISO 8601 in Korea). Null when there is none such.
 *  @example monthWeekSpan(2024, 7, 3) // 15 to 21 July 2024 */
export function monthWeekSpan(year: number, month: number, week: number): Span | null {
  const whole = monthsSpan(year, month);
  if (whole === null || Number.isNaN(week) || week === 0) return null;
  const toThursday = (3 - dateOf(whole.from).weekday + 7) % 7;
  const first = whole.from + toThursday;
  const thursday = week > 0 ? first + (week - 1) * 7 : first + Math.floor((whole.to - first) / 7) * 7;
  return thursday > whole.to ? null : { from: thursday - 3, to: thursday + 3 };
}

/** The week, Monday to Sunday, that is `offset` weeks from the one with this day.
 *  @example weekSpan(today, -1) // last week */
export function weekSpan(day: number, offset: number): Span {
  const from = day - dateOf(day).weekday + offset * 7;
  return { from, to: from + 6 };
}

/** The month that is `offset` months from the one with this day, as year and month. */
export function monthFrom(day: number, offset: number): { year: number; month: number } {
  const { year, month } = dateOf(day);
  const months = year * 12 + month - 1 + offset;
  return { year: Math.floor(months / 12), month: (months % 12) + 1 };
}

/** The same day of the month so many months earlier, or that month's last day where it is shorter. */
export function monthsBefore(day: number, months: number): number {
  const { year, month } = monthFrom(day, -months);
  const whole = monthsSpan(year, month);
  return whole === null ? day : Math.min(whole.from + dateOf(day).day - 1, whole.to);
}

/** The latest year's span that has begun by `today`, or with `ended` that is over before it; null when there is none.
 *  @example latestSpan(today, (year) => daySpan(year, 12, 25), false) // last Christmas */
export function latestSpan(today: number, build: (year: number) => Span | null, ended: boolean): Span | null {
  const { year } = dateOf(today);
  // The first week of January may begin in December, so the search starts with the coming year.
  for (let candidate = year + 1; candidate >= year - YEARS_TO_LOOK_BACK; candidate--) {
    const span = build(candidate);
    if (span !== null && (ended ? span.to < today : span.from <= today)) return span;
  }
  return null;
}

/** The latest month's span that has begun by `today`, of the last twelve months; null when there is none. */
export function latestInMonths(today: number, build: (year: number, month: number) => Span | null): Span | null {
  for (let back = 0; back < 12; back++) {
    const { year, month } = monthFrom(today, -back);
    const span = build(year, month);
    if (span !== null && span.from <= today) return span;
  }
  return null;
}
