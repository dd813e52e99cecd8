import { daySpan, monthsSpan, monthWeekSpan, type Span, thirdSpan, weekSpan } from './calendar.ts';
import {
  dayRange,
  type Found,
  type Groups,
  inMonth,
  inYear,
  lastSpan,
  lastWeekday,
  monthRange,
  numberOf,
  outright,
  type PeriodRule,
  soft,
  spanAgo,
  type Unit,
  weekdayOf,
  weekendOf,
  yearOf,
} from './period-rule.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const START = "(?<![\\p{Script=Latin}\\p{N}]|[.'’]\\b)";
const END = '(?![\\p{Script=Latin}\\p{N}])';
const TO = '\\s*(?:to|through|thru|until|till|[-–—~])\\s*';
const YEAR = `(?:,?\\s+(?:of\\s+)?(?:(?<year>(?:1[5-9]|20)\\d\\d)(?!\\s?%|[.,]\\d)|(?<named>(?:this|last|next)\\s+year)))?${END}`;
const WEEKDAY = '(?<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)';
const ORDINAL = '(?<ordinal>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)';
const COUNT = '(?<count>\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|few|couple\\s+of)';
const UNIT = '(?<unit>day|week|month|year)s?';
const NEWS = '(?:news|items?|articles?|stories|updates?|headlines?|bulletins?|developments?)';

const month = (suffix = ''): string =>
  `(?<month${suffix}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)${END}`;
const day = (suffix = ''): string =>
  `(?<day${suffix}>\\d{1,2})(?<ordinal${suffix}>st|nd|rd|th)?${END}(?!\\s?%|[.,:]\\d)`;
const MONTH = `(?:(?:(?<relative>this|last)\\s+month)${END}|(?:(?<latest>this|last|past)\\s+)?${month()}${YEAR})`;

// Words before a month that tell it from the verb: in may, since march.
const LEAD =
  /(?:^|[^\p{L}])(?:in|on|of|from|since|during|early|late|mid|by|until|till|before|between|last|this|past|dated|after|for|through|and|to)[\s-]*$/iu;

/** Ways to name a period in English. The verbs may and march, and bare abbreviations, are no months. */
export const ENGLISH_PERIODS: readonly PeriodRule[] = [
  // July 10 to July 15, July 10–15, 2024, December 28 to January 3
  rule(
    `${START}${month()}\\.?\\s+${day()}(?:,?\\s+(?<year2>(?:1[5-9]|20)\\d\\d))?(?:${TO}|\\s+and\\s+(?=\\p{L}|\\d+(?:st|nd|rd|th)?(?:[,.?!]|$|\\s+\\d{4})))(?:${month('2')}\\.?\\s+)?${day('2')}${YEAR}`,
    (found, today) =>
      ambiguous(found) ? null : readRange(found.groups, { year: yearOf(found.groups, today, '2') }, today),
  ),
  // 10 to 15 July 2024
  rule(`${START}${day()}${TO}${day('2')}\\s+(?:of\\s+)?${month()}${YEAR}`, ({ groups }, today) =>
    readRange(groups, { year: null }, today),
  ),
  rule(`${START}${month()}\\.?\\s+${day()}${YEAR}`, (found, today) =>
    ambiguous(found) ? null : readDay(found.groups, today),
  ),
  rule(`${START}${day()}\\s+(?:of\\s+)?${month()}${YEAR}`, (found, today) => {
    const verb = /^(?:may|march|mar)$/.test(found.groups.month ?? '') && found.groups.ordinal === undefined;
    return verb && yearOf(found.groups, today) === null && !LEAD.test(found.before)
      ? null
      : readDay(found.groups, today);
  }),
  rule(`${START}${month()}${TO}${month('2')}${YEAR}`, (found, today) => {
    const { groups } = found;
    if (ambiguous(found)) return null;
    return soft(
      monthRange(
        { year: null, month: monthNumber(groups.month) },
        { year: yearOf(groups, today), month: monthNumber(groups.month2) },
        today,
      ),
    );
  }),
  // early July, mid-July 2024, late last month, the end of July
  rule(
    `${START}(?<third>early|(?:the\\s+)?(?:beginning|start)\\s+of|mid|(?:the\\s+)?middle\\s+of|late|(?:the\\s+)?end\\s+of)[\\s-]+(?:in\\s+)?${MONTH}`,
    ({ groups }, today) => {
      const words = groups.third ?? '';
      const third = /early|beginning|start/i.test(words) ? 1 : /mid/i.test(words) ? 2 : 3;
      return soft(withMonth(groups, today, (y, m) => thirdSpan(y, m, third)));
    },
  ),
  // third week of July, week 3 of July, July week 3
  rule(`${START}(?:${ORDINAL}\\s+week|week\\s+(?<week>[1-5]))\\s+(?:of|in)\\s+${MONTH}`, readWeekOfMonth),
  rule(`${START}${month()},?\\s+week\\s+(?<week>[1-5])${YEAR}`, readWeekOfMonth),
  rule(`${START}(?<latest>this|last|past)\\s+${month()}${END}`, readMonth),
  rule(`${START}${month()}${YEAR}`, (found, today) => (bareMonth(found, today) ? readMonth(found, today) : null)),
  rule(
    `${START}(?<ordinal>first|second|1st|2nd)\\s+half\\s+of\\s+(?:(?<year>(?:19|20)\\d\\d)|(?<named>(?:this|last|the)\\s+year))${END}`,
    readHalf,
  ),
  rule(`${START}h(?<half>[12])\\s+(?:of\\s+)?(?<year>(?:19|20)\\d\\d)${END}`, readHalf),
  rule(`${START}(?:the\\s+)?(?<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)\\s+quarter${YEAR}`, readQuarter),
  rule(`${START}q(?<quarter>[1-4])(?:\\s+of)?\\s+(?<year>(?:19|20)\\d\\d)${END}`, readQuarter),
  rule(`${START}(?<year>(?:19|20)\\d\\d)\\s+q(?<quarter>[1-4])${END}`, readQuarter),
  rule(`(?<=(?:^|[^\\p{L}])(?:in|of|for|during)\\s)q(?<quarter>[1-4])${END}`, readQuarter),
  // USA Today is a name
  rule(`${START}(?<word>today)${END}`, ({ groups, before }, today) =>
    groups.word?.startsWith('T') && /\p{Lu}\p{L}*\s$/u.test(before) ? null : soft(daysAgo(0, today)),
  ),
  rule(`${START}yesterday${END}`, (_, today) => soft(daysAgo(1, today))),
  rule(`${START}(?:the\\s+)?day\\s+before\\s+yesterday${END}`, (_, today) => soft(daysAgo(2, today))),
  rule(`${START}${WEEKDAY}\\s+(?:of\\s+)?(?<week>last|this)\\s+week${END}`, ({ groups }, today) =>
    soft(weekdayOf(weekSpan(today, /last/i.test(groups.week ?? '') ? -1 : 0), weekdayNumber(groups))),
  ),
  rule(`${START}last\\s+${WEEKDAY}${END}`, ({ groups }, today) => soft(lastWeekday(weekdayNumber(groups), today))),
  rule(`${START}(?:last|past)\\s+weekend${END}`, (_, today) => soft(weekendOf(weekSpan(today, -1)))),
  rule(`${START}this\\s+week${END}`, (_, today) => soft(weekSpan(today, 0))),
  rule(`${START}(?:last|previous)\\s+week${END}`, (_, today) => soft(weekSpan(today, -1))),
  rule(`${START}(?:the\\s+)?week\\s+before\\s+last${END}`, (_, today) => soft(weekSpan(today, -2))),
  rule(`${START}(?<relative>this|last|previous)\\s+month${END}`, ({ groups }, today) =>
    soft(withMonth(groups, today, (y, m) => monthsSpan(y, m))),
  ),
  rule(`${START}(?<named>(?:this|last)\\s+year)${END}`, ({ groups }, today) =>
    soft(inYear(yearOf(groups, today), today, (y) => monthsSpan(y, 1, 12))),
  ),
  // the past 3 days, the last two weeks, past week (the last seven days; last week is a week of the calendar)
  rule(`${START}(?:last|past|previous|recent)\\s+(?:a\\s+)?${COUNT}\\s+${UNIT}${END}`, ({ groups }, today) =>
    soft(lastSpan(countOf(groups), unitOf(groups), today)),
  ),
  rule(`${START}past\\s+(?<unit>day|week|month|year)${END}`, ({ groups }, today) =>
    soft(lastSpan(1, unitOf(groups), today)),
  ),
  rule(`${START}(?<![.,])${COUNT}\\s+${UNIT}\\s+ago${END}`, ({ groups }, today) =>
    soft(spanAgo(countOf(groups), unitOf(groups), today)),
  ),
  rule(`${START}(?<!most\\s)(?:recent|recently|lately|these\\s+days)${END}`, (_, today) =>
    soft(lastSpan(2, 'week', today)),
  ),
  // news from 2024, 2024 news: a year is a topic unless it dates the news itself
  rule(
    `(?<=(?:^|[^\\p{L}])${NEWS}\\s(?:[^\\s]{1,20}\\s){0,3}(?:in|from|of|during)\\s)(?<year>(?:19|20)\\d\\d)${END}(?!\\s?%|[.,~–-]\\d)`,
    readYear,
  ),
  rule(`${START}(?<year>(?:19|20)\\d\\d)(?=(?:['’]s)?\\s+(?:news|headlines)${END})`, readYear),
];

function rule(pattern: string, read: PeriodRule['read']): PeriodRule {
  return { pattern: new RegExp(pattern, 'giu'), read };
}

/** Whether a month's name is more likely the verb or a word of its own: may and march in small letters without a word for time. */
function ambiguous({ groups, before }: Found): boolean {
  return /^(?:may|march|mar)$/.test(groups.month ?? '') && groups.ordinal === undefined && !LEAD.test(before);
}

/** Whether a name without a day is a month: by its year or a word for time before it, or a full name that is no other word. */
function bareMonth(found: Found, today: number): boolean {
  const name = found.groups.month ?? '';
  if (ambiguous(found)) return false;
  if (LEAD.test(found.before)) return !/(?:^|[^\p{L}])to\s+$/iu.test(found.before) || !/^(?:may|march|mar)$/.test(name);
  if (yearOf(found.groups, today) !== null) return true;
  if (/^(?:March|April|May|June|August)$/.test(name))
    return new RegExp(`^(?:['’]s)?\\s+(?:\\S+\\s+)?${NEWS}`, 'iu').test(found.after);
  return name.length > 3 && !/^(?:sept|march|april|may|june|august)$/i.test(name);
}

function readDay(groups: Groups, today: number): ReturnType<PeriodRule['read']> {
  const month = monthNumber(groups.month);
  return outright(inYear(yearOf(groups, today), today, (year) => daySpan(year, month, Number(groups.day))));
}

function readRange(
  groups: Groups,
  start: { year: ReturnType<typeof yearOf> },
  today: number,
): ReturnType<PeriodRule['read']> {
  const from = { ...start, month: monthNumber(groups.month), day: Number(groups.day) };
  const month = groups.month2 === undefined ? null : monthNumber(groups.month2);
  return outright(dayRange(from, { year: yearOf(groups, today), month, day: Number(groups.day2) }, today));
}

function readMonth({ groups }: Found, today: number): ReturnType<PeriodRule['read']> {
  return soft(withMonth(groups, today, (year, month) => monthsSpan(year, month)));
}

function readWeekOfMonth({ groups }: Found, today: number): ReturnType<PeriodRule['read']> {
  const week = groups.week ?? groups.ordinal ?? '';
  const number = /^last$/i.test(week) ? -1 : numberOf(week);
  return soft(withMonth(groups, today, (year, month) => monthWeekSpan(year, month, number)));
}

function readHalf({ groups }: Found, today: number): ReturnType<PeriodRule['read']> {
  const first = numberOf(groups.half ?? groups.ordinal ?? '') === 1 ? 1 : 7;
  return soft(inYear(yearOf(groups, today), today, (year) => monthsSpan(year, first, first + 5)));
}

function readQuarter({ groups }: Found, today: number): ReturnType<PeriodRule['read']> {
  const first = numberOf(groups.quarter ?? groups.ordinal ?? '') * 3 - 2;
  return soft(inYear(yearOf(groups, today), today, (year) => monthsSpan(year, first, first + 2)));
}

function readYear({ groups }: Found, today: number): ReturnType<PeriodRule['read']> {
  return soft(inYear(yearOf(groups, today), today, (year) => monthsSpan(year, 1, 12)));
}

function withMonth(groups: Groups, today: number, build: (year: number, month: number) => Span | null): Span | null {
  const offset = groups.relative === undefined ? undefined : /this/i.test(groups.relative) ? 0 : -1;
  const latest =
    groups.latest === undefined ? null : /this/i.test(groups.latest) ? ('begun' as const) : ('ended' as const);
  const year = yearOf(groups, today) ?? latest;
  return inMonth({ month: monthNumber(groups.month), offset, year }, today, build);
}

function daysAgo(count: number, today: number): Span {
  return { from: today - count, to: today - count };
}

function monthNumber(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

function weekdayNumber(groups: Groups): number {
  return WEEKDAYS.indexOf((groups.weekday ?? '').slice(0, 3).toLowerCase());
}

function countOf(groups: Groups): number {
  const word = (groups.count ?? '').toLowerCase();
  if (word === 'few') return unitOf(groups) === 'day' ? 7 : 3;
  return word.startsWith('couple') ? 2 : numberOf(word);
}

function unitOf(groups: Groups): Unit {
  const unit = (groups.unit ?? '').toLowerCase();
  return unit === 'day' || unit === 'week' || unit === 'month' ? unit : 'year';
}
