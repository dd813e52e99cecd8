import { type FoundDate, findDates } from '../bulletin/dates.ts';
import type { Period } from './answer.ts';
import { isoDay, todayIn } from './calendar.ts';
import { CHINESE_PERIODS } from './chinese-periods.ts';
import { ENGLISH_PERIODS } from './english-periods.ts';
import { KOREAN_PERIODS } from './korean-periods.ts';
import { withoutWords } from './period-rest.ts';
import type { Reading } from './period-rule.ts';

/** What a question says about time. `exact`: it states the days outright, so items of other days are no answer; otherwise the period
 *  only prefers. `rest`: the question in NFKC without the words for the period; the whole question when nothing else is left. */
export type UnderstoodPeriod = { readonly period: Period; readonly exact: boolean; readonly rest: string };

const RULES = [...KOREAN_PERIODS, ...ENGLISH_PERIODS, ...CHINESE_PERIODS];

const LONGEST_EXACT = 366; // days; who names a longer stretch by its ends asks for a term, not for the days of items
const LONG = 27; // days from first to last: a month or more, which a goal or plan may have

const LIMIT_BEFORE =
  /(?:(?<!\p{L})(?:by|until|till|before|than|versus|vs\.?|compared (?:to|with)|relative to|as of|up to)\s+(?:the\s+)?(?:end of\s+)?|[比较較]|截至|截止|(?<![找看收查提得听見见])[到至])\s*$/iu;
const LIMIT_AFTER =
  /^(?:\s*[초말])?\s*(?:까지|대비|보다|에?\s?비해|에?\s?비하|기준(?!금리)|동기(?=\s|대비|보다|에\s|$)|(?:이전|전)(?:에|까지|의|\s|$)|연속|相比|同期|同比|为止|為止|连续|連續|以前|[底末]?之?前(?![沿瞻景往进進列所期端]))/u;
const TO = /^\s*(?:부터|에서|to|until|till|through|到|至|[~∼〜–—-])\s*$/iu;
const SEASON_AFTER = /^\s*(?:시즌|학년도|season(?!\p{L})|赛季|賽季)/iu; // 2010-11 시즌 is two years
const BETWEEN = /(?<!\p{L})between\s+$/iu;
const UNTIL_KOREAN = /^\s*까지/u;
const PLAN_AFTER =
  /^(?:['’]s)?(?:\s*(?:초|말|의|도|度|的|底|末))?\s*(?:목표|계획|전망|예산|targets?(?!\p{L})|goals?(?!\p{L})|plans?(?!\p{L})|目标|目標|计划|計劃|规划|規劃)/iu;
const SINCE_BEFORE = /(?:(?<!\p{L})(?:since|after)\s+(?:the\s+)?|自从?|自從)$/iu;
const SINCE_AFTER =
  /^(?:자|에)?\s*(?:부터|이후|이래|onwards?(?!\p{L})|以来|以來|之后|之後|以后|以後|起(?!\p{Script=Han}))/iu;

/** The period of time that a question in Korean, English or Chinese names, or null when it names none.
 *
 *  Exact are days and ranges of days, stated outright: people who name a day mean that day. Softer are whole months and longer (an item
 *  dated in August may well tell of July), what is relative to today, days still to come, dates that could be amounts (7.10~7.15),
 *  open ends (since July 24) and several periods at once, which become one that spans them. Limits, comparisons and
 *  plans (27년까지, 작년 대비, 올해 목표) and bare years are topics and name no period.
 *
 *  Without a year a date is the latest that has begun by today in the zone (an IANA name). Weeks run Monday to Sunday; the nth week of a
 *  month has its nth Thursday (ISO 8601). 최근 and recent go back 14 days.
 *  @example
 *  periodOf('지난주 AI 소식 알려줘', { now: new Date('2024-08-04T12:00:00Z'), timeZone: 'Asia/Seoul' })
 *  // => { period: { from: '2024-07-22', to: '2024-07-28' }, exact: false, rest: 'AI 소식 알려줘' } */
export function periodOf(question: string, options: { now: Date; timeZone: string }): UnderstoodPeriod | null {
  const text = question.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const today = todayIn(options.timeZone, options.now);
  const named = joined(text, longestFirst(candidates(text, today))).flatMap(({ start, end, reading }) => {
    const meant = reading === null ? null : inContext(reading, text.slice(0, start), text.slice(end), today);
    return meant === null ? [] : [{ start, end, reading: meant }];
  });
  const reading = together(named.map((candidate) => candidate.reading));
  if (reading === null) return null;
  return {
    period: { from: isoDay(reading.span.from), to: isoDay(reading.span.to) },
    exact: reading.outright,
    rest: withoutWords(text, named),
  };
}

/** Words that may name a period; without a reading they are known to be a topic. */
type Candidate = { readonly start: number; readonly end: number; readonly reading: Reading | null };

function candidates(text: string, today: number): Candidate[] {
  // Most rules find nothing; looking takes a fifth of the time that beginning to list what is found does.
  const found = RULES.filter(({ pattern }) => text.search(pattern) !== -1).flatMap(({ pattern, read }) =>
    [...text.matchAll(pattern)].map((match) => {
      const start = match.index;
      const end = start + match[0].length;
      const context = { groups: match.groups ?? {}, before: text.slice(0, start), after: text.slice(end) };
      return { start, end, reading: read(context, today) };
    }),
  );
  return [...found, ...findDates(text, isoDay(today)).flatMap((date) => numericDate(text, date))];
}

/** Dates in figures, as bulletins write them too: 2024. 7. 24., '24.7.24~26, (7.24), 2024-07. Those in words are read by the rules, which
 *  also know the words around them (작년 7월, July last year). */
function numericDate(text: string, { start, end, from, to, precision, hasYear }: FoundDate): Candidate[] {
  const words = text.slice(start, end);
  if (/\p{L}/u.test(words) && precision !== 'range') return [];
  if (SEASON_AFTER.test(text.slice(end))) return [];
  const span = { from: dayOfIso(from), to: dayOfIso(to) };
  const whole = wholeOf(from, to);
  if (whole === 'years') return [{ start, end, reading: null }];
  if (/\p{L}/u.test(words)) return [];
  const day = hasYear || /^\s*(?:일|자|\([월화수목금토일]\))/u.test(text.slice(end));
  return [{ start, end, reading: { span, outright: day && whole === 'days' } }];
}

function wholeOf(from: string, to: string): 'years' | 'months' | 'days' {
  if (from.endsWith('-01-01') && to.endsWith('-12-31')) return 'years';
  return from.endsWith('-01') && isoDay(dayOfIso(to) + 1).endsWith('-01') ? 'months' : 'days';
}

function dayOfIso(day: string): number {
  return Math.round(Date.parse(day) / 86_400_000);
}

/** Of candidates that overlap only the longest, for it has read the most of what is said. */
function longestFirst(all: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of all.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (kept.every(({ start, end }) => candidate.end <= start || candidate.start >= end)) kept.push(candidate);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** Two periods with "to" between them are one, from the first day of one to the last of the other. */
function joined(text: string, all: readonly Candidate[]): Candidate[] {
  const result: Candidate[] = [];
  for (const next of all) {
    const last = result.at(-1);
    const between = last === undefined ? '' : text.slice(last.end, next.start);
    const to = TO.test(between) || (between === ' and ' && BETWEEN.test(text.slice(0, last?.start)));
    const span = to ? stretch(last?.reading ?? null, next.reading) : null;
    if (last === undefined || span === null) {
      result.push(next);
      continue;
    }
    const end = next.end + (UNTIL_KOREAN.exec(text.slice(next.end))?.[0].length ?? 0);
    result[result.length - 1] = { start: last.start, end, reading: span };
  }
  return result;
}

function stretch(first: Reading | null, last: Reading | null): Reading | null {
  if (first === null || last === null || first.span.from > last.span.to) return null;
  return { span: { from: first.span.from, to: last.span.to }, outright: first.outright && last.outright };
}

/** What a reading means between the words around it; null when they make a topic of it. */
function inContext({ span, outright }: Reading, before: string, after: string, today: number): Reading | null {
  if (LIMIT_BEFORE.test(before) || LIMIT_AFTER.test(after)) return null;
  if (span.to - span.from >= LONG && PLAN_AFTER.test(after)) return null;
  if (SINCE_BEFORE.test(before) || SINCE_AFTER.test(after)) {
    return span.from > today ? null : { span: { from: span.from, to: Math.max(span.from, today) }, outright: false };
  }
  if (span.from > today) return outright ? { span, outright: false } : null;
  return { span, outright: outright && span.to - span.from <= LONGEST_EXACT };
}

/** One reading for all: the one that lies in all others, else the stretch that holds them all. */
function together(readings: readonly Reading[]): Reading | null {
  const [first, ...others] = readings;
  if (first === undefined) return null;
  const inner = readings.find(({ span }) => readings.every((r) => r.span.from <= span.from && span.to <= r.span.to));
  if (inner !== undefined) return inner;
  const from = Math.min(first.span.from, ...others.map(({ span }) => span.from));
  const to = Math.max(first.span.to, ...others.map(({ span }) => span.to));
  return { span: { from, to }, outright: false };
}
