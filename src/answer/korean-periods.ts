import { daySpan, latestInMonths, monthsSpan, monthWeekSpan, type Span, thirdSpan, weekSpan } from './calendar.ts';
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
  type Reading,
  soft,
  spanAgo,
  type Unit,
  weekdayOf,
  weekendOf,
  yearOf,
} from './period-rule.ts';

const NEWS =
  '(?:소식|뉴스|기사|보도|동향|항목|이슈|정책|발표|나온|올라온|게시|브리핑|요약|정리|주요|관련|있었|무슨|어떤|알려|공개|열린)';
const PARTICLE =
  '(?:에서는|에서도|에서|에는|에도|에만|에|엔|의|자로|자|중에|중|동안|간|까지|부터|이후|이래|들어|경|쯤|은|는|이|가|을|를|도|만|로|과|와|이나|나|및|대비|보다|이전|전|말|초)';

// A word ends where no Hangul follows, or a particle, or in a question without spaces a word of news: so 이번 주요 is not 이번 주.
const END = `(?=[^가-힣]|$|${PARTICLE}*(?:[^가-힣]|$|${NEWS}))`;
const START = '(?<![가-힣])';
const NUMBER_START = '(?<![\\p{Script=Latin}\\d.,:/\\-])';
const WEEKDAYS = '월화수목금토일';
const WEEKDAY = `(?:\\s?\\([${WEEKDAYS}](?:요일)?\\)|\\s?[${WEEKDAYS}]요일)?`;
const COUNT = '(?<count>\\d{1,3}|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|일(?=주일))';
const ORDINAL =
  '(?<week>[1-5]\\s*(?:주\\s*차|째\\s*주|번째\\s*주|주)|(?:첫|둘|셋|넷|다섯)\\s*째\\s*주|(?:첫|두|세|네|다섯)\\s*번째\\s*주|첫\\s*주|마지막\\s*주)';

const year = (suffix = ''): string =>
  `(?:(?:['’‘]?(?<year${suffix}>(?:1[5-9]|20)\\d\\d|\\d\\d)\\s*(?:년도?|\\.)|(?<![가-힣])(?<named${suffix}>올해|금년|올|작년|지난\\s*해|재작년|내년|지난))(?:의)?\\s*)?`;
// 이번 달 흙 샘플 is soil of the moon, 올해의 책 and 이달의 과학자 are titles.
const NO_MOON = '(?!\\s*(?:흙|토양|표면|샘플|탐사|착륙|뒷면|궤도|암석|먼지|기지|극지))';
const NO_TITLE = `(?!의\\s(?!.{0,20}${NEWS}))`;

const month = (suffix = ''): string => `(?<month${suffix}>\\d{1,2})\\s*월달?`;
const day = (suffix = ''): string => `(?<day${suffix}>\\d{1,2})`;
const MONTH = `(?:${year()}${month()}|(?<relative>이번\\s*달|이달|지지난\\s*달|지난\\s*달|저번\\s*달)${NO_MOON}${NO_TITLE})`;

const MONTH_OFFSETS: ReadonlyMap<string, number> = new Map([
  ['이번달', 0],
  ['이달', 0],
  ['지난달', -1],
  ['저번달', -1],
  ['지지난달', -2],
]);
const DAYS_AGO: ReadonlyMap<string, number> = new Map([
  ['오늘', 0],
  ['금일', 0],
  ['어제', 1],
  ['어저께', 1],
  ['그제', 2],
  ['그저께', 2],
  ['엊그제', 2],
  ['그끄제', 3],
  ['그끄저께', 3],
]);
const DAY_COUNTS = '하루|이틀|사흘|나흘|닷새|엿새|이레|열흘|보름|며칠';

/** Ways to name a period in Korean. A month without year is the latest that has begun, 지난 7월 the latest that is over. */
export const KOREAN_PERIODS: readonly PeriodRule[] = [
  // 7월 10일부터 15일까지, 7월 10~15일, 작년 12월 28일 ~ 1월 3일, 7월 24일과 27일
  rule(
    `${NUMBER_START}${year()}${month()}\\s*${day()}\\s*일?${WEEKDAY}\\s*(?:부터|에서|[~∼〜–—-]|과|와|및|이나|,)\\s*${year('2')}(?:${month('2')}\\s*)?${day('2')}\\s*일${WEEKDAY}(?:\\s*까지)?`,
    ({ groups }, today) =>
      outright(
        dayRange(
          { year: yearOf(groups, today), month: given(groups.month), day: Number(groups.day) },
          { year: yearOf(groups, today, '2'), month: given(groups.month2), day: Number(groups.day2) },
          today,
        ),
      ),
  ),
  rule(`${NUMBER_START}${year()}${month()}\\s*${day()}\\s*일${WEEKDAY}`, ({ groups }, today) =>
    outright(
      inYear(yearOf(groups, today), today, (candidate) => daySpan(candidate, Number(groups.month), Number(groups.day))),
    ),
  ),
  // 7.24 소식, 7/24 뉴스: two numbers are a date only beside a word of news
  rule(
    `${NUMBER_START}(?<![~%])(?<month>\\d{1,2})[./](?<day>\\d{1,2})(?:에)?(?=\\s?(?:소식|뉴스|기사|보도|나온|발표된|발표한))`,
    ({ groups }, today) =>
      outright(inYear(null, today, (candidate) => daySpan(candidate, Number(groups.month), Number(groups.day)))),
  ),
  // 7.10~7.15: may as well be amounts, so it only prefers unless 까지, 일 or 자 says that it is days
  rule(
    `${NUMBER_START}(?<month>\\d{1,2})[./](?<day>\\d{1,2})\\s*[~∼〜–—-]\\s*(?<month2>\\d{1,2})[./](?<day2>\\d{1,2})(?!\\d|[.,]\\d|\\s*(?:%|퍼|배|점|억|만|천|조|명|건|개|대|위안|달러|원|倍|亿|万|元|\\p{Script=Latin}))(?<until>\\s*까지)?`,
    readNumericRange,
  ),
  // 지난 24일자, 24일자: the latest such day of a month
  rule(`(?<!\\d|[월月.,]\\s*)(?:지난\\s*)?${day()}\\s*일자`, ({ groups }, today) =>
    soft(latestInMonths(today, (y, m) => daySpan(y, m, Number(groups.day)))),
  ),
  rule(`${START}지난\\s*${day()}\\s*일(?=에(?:[^가-힣]|$|${NEWS}))`, ({ groups }, today) =>
    soft(latestInMonths(today, (y, m) => daySpan(y, m, Number(groups.day)))),
  ),
  // 7~9월, 7월부터 9월까지
  rule(
    `${NUMBER_START}${year()}(?<month>\\d{1,2})\\s*월?\\s*(?:부터|에서|[~∼〜–—-])\\s*${year('2')}${month('2')}(?:\\s*까지)?${END}`,
    ({ groups }, today) =>
      soft(
        monthRange(
          { year: yearOf(groups, today), month: Number(groups.month) },
          { year: yearOf(groups, today, '2'), month: Number(groups.month2) },
          today,
        ),
      ),
  ),
  rule(`${NUMBER_START}${MONTH}\\s*(?:의\\s*)?${ORDINAL}(?!\\s*(?:간|동안|만|전))${END}`, ({ groups }, today) => {
    const week = weekNumber(groups.week ?? '');
    return soft(withMonth(groups, today, (y, m) => monthWeekSpan(y, m, week)));
  }),
  // 셋째 주 소식: of the latest month in which that week has begun
  rule(`${START}(?<week>(?:첫|둘|셋|넷|다섯)\\s*째\\s*주)${END}`, ({ groups }, today) => {
    const week = weekNumber(groups.week ?? '');
    return soft(latestInMonths(today, (y, m) => monthWeekSpan(y, m, week)));
  }),
  rule(`${NUMBER_START}${MONTH}\\s*(?<third>초순|초반|초|상순|중순|중반|하순|말경|말)${END}`, ({ groups }, today) => {
    const third = /^[초상]/.test(groups.third ?? '') ? 1 : /^중/.test(groups.third ?? '') ? 2 : 3;
    return soft(withMonth(groups, today, (y, m) => thirdSpan(y, m, third)));
  }),
  rule(`${NUMBER_START}${MONTH}${END}`, ({ groups }, today) =>
    soft(withMonth(groups, today, (y, m) => monthsSpan(y, m))),
  ),
  rule(`${NUMBER_START}${year()}(?<half>[상하])반기${END}`, ({ groups }, today) =>
    soft(
      inYear(yearOf(groups, today), today, (y) => (groups.half === '상' ? monthsSpan(y, 1, 6) : monthsSpan(y, 7, 12))),
    ),
  ),
  rule(`${NUMBER_START}${year()}(?<quarter>[1-4])(?:/4)?\\s*(?:사\\s*)?분기${END}`, ({ groups }, today) => {
    const first = Number(groups.quarter) * 3 - 2;
    return soft(inYear(yearOf(groups, today), today, (y) => monthsSpan(y, first, first + 2)));
  }),
  rule(
    `${START}(?<week>이번\\s*주|지지난\\s*주|저저번\\s*주|지난\\s*주|저번\\s*주)(?:(?<weekend>\\s*말)|\\s*(?<weekday>[${WEEKDAYS}])요일)?${END}`,
    ({ groups }, today) => {
      const named = groups.week ?? '';
      const week = weekSpan(today, /^이번/.test(named) ? 0 : /^(?:지지난|저저번)/.test(named) ? -2 : -1);
      if (groups.weekend !== undefined) return soft(weekendOf(week));
      return soft(groups.weekday === undefined ? week : weekdayOf(week, WEEKDAYS.indexOf(groups.weekday)));
    },
  ),
  // 금주 is also abstinence, so a word of news has to follow
  rule(`${START}금주(?=의?\\s*(?:소식|뉴스|기사|동향|이슈|항목|보도|주요))`, (_, today) => soft(weekSpan(today, 0))),
  rule(`${START}지난\\s*(?<weekday>[${WEEKDAYS}])요일${END}`, ({ groups }, today) =>
    soft(lastWeekday(WEEKDAYS.indexOf(groups.weekday ?? ''), today)),
  ),
  rule(`${START}(?<named>올해|금년|작년|지난\\s*해|재작년)${NO_TITLE}${END}`, ({ groups }, today) =>
    soft(inYear(yearOf(groups, today), today, (y) => monthsSpan(y, 1, 12))),
  ),
  // 2024년에 나온 소식: a year is a topic unless it dates the news itself
  rule(
    `(?<![\\d~∼〜–-]|\\d['’])(?:(?<year>(?:19|20)\\d\\d)|['’](?<year2>\\d\\d))\\s*년도?(?=(?:에\\s?(?:나온|발표된|보도된|올라온|실린)|에|의)?\\s(?:\\S{1,12}\\s)?(?:소식|뉴스|기사|보도)|(?:에|의)?(?:소식|뉴스|기사))`,
    ({ groups }, today) =>
      soft(inYear(yearOf(groups, today) ?? yearOf(groups, today, '2'), today, (y) => monthsSpan(y, 1, 12))),
  ),
  rule(`${START}(?<ago>${[...DAYS_AGO.keys()].join('|')})(?!서야|야)${END}`, ({ groups }, today) => {
    const then = today - (DAYS_AGO.get(groups.ago ?? '') ?? 0);
    return soft({ from: then, to: then });
  }),
  rule(`${START}(?<!가장\\s?)(?:최근|요즘|요사이|근래)${END}`, (_, today) => soft(lastSpan(2, 'week', today))),
  rule(
    `${START}(?:최근|지난|과거|요)\\s*(?:${COUNT}\\s*(?<unit>일|주일|주|개월|달|개년|년)|(?<days>${DAY_COUNTS}))(?:\\s*(?:간|동안))?${END}`,
    ({ groups }, today) => soft(lastSpan(countOf(groups), unitOf(groups.unit), today)),
  ),
  // several years are what an item tells, whatever word comes next: 최근 4년 연속
  rule(`${START}(?:최근|지난|과거)\\s*(?:수|몇|\\d{1,3})\\s*(?:개\\s*년|년)`, ({ groups }, today) =>
    soft(lastSpan(countOf(groups), 'year', today)),
  ),
  rule(
    `${START}(?<!\\d[.,]?)(?:${COUNT}\\s*(?<unit>일|주일|주|개월|달|년)|(?<days>하루|이틀|사흘|나흘|닷새|엿새|이레|열흘|보름))\\s*전${END}`,
    ({ groups }, today) => soft(spanAgo(countOf(groups), unitOf(groups.unit), today)),
  ),
];

function rule(pattern: string, read: PeriodRule['read']): PeriodRule {
  return { pattern: new RegExp(pattern, 'gu'), read };
}

function given(number: string | undefined): number | null {
  return number === undefined ? null : Number(number);
}

function withMonth(groups: Groups, today: number, build: (year: number, month: number) => Span | null): Span | null {
  const offset = groups.relative === undefined ? undefined : MONTH_OFFSETS.get(groups.relative.replace(/\s/g, ''));
  return inMonth({ month: Number(groups.month), offset, year: yearOf(groups, today) }, today, build);
}

function weekNumber(words: string): number {
  return words.startsWith('마지막') ? -1 : numberOf(words.replace(/\s|번째|주|차|(?<=\d\s*)째/g, ''));
}

function countOf({ count, days }: Groups): number {
  if (days === '보름') return 15;
  if (days === '며칠') return 7;
  return numberOf(days ?? count ?? '');
}

function unitOf(unit: string | undefined): Unit {
  if (unit === undefined || unit === '일') return 'day';
  if (unit.startsWith('주')) return 'week';
  return unit === '달' || unit === '개월' ? 'month' : 'year';
}

function readNumericRange({ groups, after }: Found, today: number): Reading | null {
  const span = dayRange(
    { year: null, month: Number(groups.month), day: Number(groups.day) },
    { year: null, month: Number(groups.month2), day: Number(groups.day2) },
    today,
  );
  const days = groups.until !== undefined || new RegExp(`^\\s*(?:일|자|\\([${WEEKDAYS}]\\))`, 'u').test(after);
  if (days) return outright(span);
  return Number(groups.day) > 9 || Number(groups.day2) > 9 ? soft(span) : null;
}
