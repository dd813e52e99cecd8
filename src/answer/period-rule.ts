import { dateOf, daySpan, latestSpan, monthFrom, monthsBefore, monthsSpan, type Span, weekSpan } from './calendar.ts';

/** What words mean: the days, and whether they state them outright (a date with its day) or only roughly. */
export type Reading = { readonly span: Span; readonly outright: boolean };

/** The named groups of a match; those that took no part are undefined. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** Words that a rule's pattern found: its named groups and the text on both sides. */
export type Found = {
  readonly groups: Groups;
  readonly before: string;
  readonly after: string;
};

/** One way to name a period. The pattern is global; where `read` gives null the words are a topic and name no period, so that
 *  no shorter rule may read a part of them (최근 4년, 2월 30일). */
export type PeriodRule = {
  readonly pattern: RegExp;
  readonly read: (found: Found, today: number) => Reading | null;
};

/** The year of a date: a number, or the latest that has begun, or the latest that is over (지난 7월, last July). */
export type YearRef = number | 'begun' | 'ended';

const YEAR_OFFSETS: ReadonlyMap<string, number> = new Map([
  ...(['올해', '올', '금년', 'this', 'thisyear', 'theyear', '今年'] as const).map((word) => [word, 0] as const),
  ...(['작년', '지난해', 'lastyear', '去年'] as const).map((word) => [word, -1] as const),
  ...(['재작년', '前年'] as const).map((word) => [word, -2] as const),
  ...(['내년', 'next', 'nextyear', '明年'] as const).map((word) => [word, 1] as const),
]);

const NUMBER_WORDS: readonly (readonly string[])[] = [
  ['零', '〇'],
  ['한', '첫', '첫째', '하루', '일', '一', 'one', 'a', 'an', 'first', '1st'],
  ['두', '둘째', '이틀', '이', '二', '两', '兩', 'two', 'second', '2nd', 'couple'],
  ['세', '셋째', '사흘', '삼', '三', 'three', 'third', '3rd'],
  ['네', '넷째', '나흘', '사', '四', 'four', 'fourth', '4th'],
  ['다섯', '다섯째', '닷새', '오', '五', 'five', 'fifth', '5th'],
  ['여섯', '엿새', '육', '六', 'six'],
  ['일곱', '이레', '칠', '七', 'seven'],
  ['여덟', '팔', '八', 'eight'],
  ['아홉', '구', '九', 'nine'],
  ['열', '열흘', '십', '十', 'ten'],
];

/** A number written in digits or as a Korean, English or Chinese word up to 99; NaN for any other text.
 *  @example numberOf('二十四') // => 24
 *  @example numberOf('사흘') // => 3 */
export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const word = text.toLowerCase();
  const plain = NUMBER_WORDS.findIndex((words) => words.includes(word));
  if (plain >= 0) return plain;
  const tens = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(word);
  if (tens === null) return Number.NaN;
  return (tens[1] === undefined ? 1 : numberOf(tens[1])) * 10 + (tens[2] === undefined ? 0 : numberOf(tens[2]));
}

/** The year that the groups `year` and `named` (with the suffix) state, or null when they state none. Two digits are of this
 *  century. */
export function yearOf(groups: Groups, today: number, suffix = ''): YearRef | null {
  const digits = groups[`year${suffix}`];
  if (digits !== undefined) {
    const year = Number([...digits].map((digit) => numberOf(digit)).join(''));
    return digits.length === 2 ? 2000 + year : year;
  }
  const named = groups[`named${suffix}`]?.replace(/\s/g, '').toLowerCase();
  if (named === undefined) return null;
  const offset = YEAR_OFFSETS.get(named);
  return offset === undefined ? 'ended' : dateOf(today).year + offset;
}

/** The span that `build` gives for the year stated, or for the latest year when none is. */
export function inYear(year: YearRef | null, today: number, build: (year: number) => Span | null): Span | null {
  return typeof year === 'number' ? build(year) : latestSpan(today, build, year === 'ended');
}

/** A reading that prefers; null stays null. */
export function soft(span: Span | null): Reading | null {
  return span === null ? null : { span, outright: false };
}

/** A reading that states its days; null stays null. */
export function outright(span: Span | null): Reading | null {
  return span === null ? null : { span, outright: true };
}

/** A day as a range's words state it: what they leave out is null. */
export type DayRef = { readonly year: YearRef | null; readonly month: number | null; readonly day: number };

/** From one day to another. An end without month is in the month of the start; a side without year takes the other's, so that the
 *  end is the first such day after the start; without any, the start is the latest. Null when impossible or turned round. */
export function dayRange(start: DayRef, end: DayRef, today: number): Span | null {
  const { month } = start;
  if (month === null) return null;
  const first = (year: number): Span | null => daySpan(year, month, start.day);
  const last = (year: number): Span | null => daySpan(year, end.month ?? month, end.day);
  const from =
    start.year === null && typeof end.year === 'number'
      ? upTo(last(end.year), first)
      : inYear(start.year, today, first);
  if (from === null) return null;
  const { year } = dateOf(from.from);
  const until = typeof end.year === 'number' ? last(end.year) : last(year);
  if (until !== null && until.to >= from.from) return { from: from.from, to: until.to };
  const next = end.year === null && end.month !== null && end.month < month ? last(year + 1) : null;
  return next === null ? null : { from: from.from, to: next.to };
}

function upTo(end: Span | null, build: (year: number) => Span | null): Span | null {
  return end === null ? null : latestSpan(end.from, build, false);
}

/** From one month to another within twelve months; null for a longer stretch, which is a plan's term rather than a time of news. */
export function monthRange(
  start: { readonly year: YearRef | null; readonly month: number },
  end: { readonly year: YearRef | null; readonly month: number },
  today: number,
): Span | null {
  if (monthsSpan(2000, start.month) === null || monthsSpan(2000, end.month) === null) return null;
  const crosses = end.month < start.month ? 1 : 0;
  const stated = typeof end.year === 'number' && start.year === null ? end.year - crosses : start.year;
  const whole = inYear(stated, today, (year) => monthsSpan(year, start.month, end.month + crosses * 12));
  if (whole === null || typeof end.year !== 'number') return whole;
  const until = monthsSpan(end.year, end.month);
  return until !== null && until.to === whole.to ? whole : null;
}

/** Units that a number counts back from today. */
export type Unit = 'day' | 'week' | 'month' | 'year';

// A news period further back than this is a topic: "the last 500 days".
const LONGEST = { day: 366, week: 52, month: 24, year: 1 } as const;

/** The last n days, weeks or months: from as many before today to today, so that 최근 2주 runs from the same weekday two weeks ago. Null
 *  for several years (최근 4년 연속), which is what an item tells and not when it is from. */
export function lastSpan(count: number, unit: Unit, today: number): Span | null {
  if (!(count >= 1 && count <= LONGEST[unit])) return null;
  switch (unit) {
    case 'day':
      return { from: today - count, to: today };
    case 'week':
      return { from: today - count * 7, to: today };
    case 'month':
      return { from: monthsBefore(today, count), to: today };
    case 'year':
      return { from: monthsBefore(today, 12), to: today };
  }
}

/** The day, whole week or whole month that was n of them ago; null for years. */
export function spanAgo(count: number, unit: Unit, today: number): Span | null {
  if (!(count >= 1 && count <= LONGEST[unit])) return null;
  switch (unit) {
    case 'day':
      return { from: today - count, to: today - count };
    case 'week':
      return weekSpan(today, -count);
    case 'month': {
      const { year, month } = monthFrom(today, -count);
      return monthsSpan(year, month);
    }
    case 'year':
      return null;
  }
}

/** The latest day before today that falls on a weekday (0 Monday to 6 Sunday). */
export function lastWeekday(weekday: number, today: number): Span {
  const day = today - 1 - ((dateOf(today - 1).weekday - weekday + 7) % 7);
  return { from: day, to: day };
}

/** A day of a week by its weekday (0 Monday to 6 Sunday). */
export function weekdayOf(week: Span, weekday: number): Span {
  return { from: week.from + weekday, to: week.from + weekday };
}

/** Saturday and Sunday of a week. */
export function weekendOf(week: Span): Span {
  return { from: week.to - 1, to: week.to };
}

/** The span that `build` gives for a month: one so many months from this one, or one by its number and perhaps year. */
export function inMonth(
  {
    month,
    offset,
    year,
  }: { readonly month: number; readonly offset: number | undefined; readonly year: YearRef | null },
  today: number,
  build: (year: number, month: number) => Span | null,
): Span | null {
  if (offset === undefined) return inYear(year, today, (candidate) => build(candidate, month));
  const named = monthFrom(today, offset);
  return build(named.year, named.month);
}
