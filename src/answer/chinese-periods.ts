import { daySpan, latestInMonths, monthsSpan, monthWeekSpan, type Span, thirdSpan, weekSpan } from './calendar.ts';
import {
  dayRange,
  type Groups,
  inMonth,
  inYear,
  lastSpan,
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

const DIGIT = '[一二三四五六七八九]';
const NUMBER = `(?:\\d{1,2}|${DIGIT}?十${DIGIT}?|${DIGIT})`;
const START = '(?<![\\p{Script=Latin}\\d.,:/\\-一二三四五六七八九十])';
const TO = '\\s*(?:到|至|[~∼〜–—-])\\s*';
const COUNT = `(?<count>\\d{1,3}|[两兩几幾]|${DIGIT}?十${DIGIT}?|${DIGIT})`;
const UNIT = '(?:个|個)?(?<unit>天|日|周|週|星期|礼拜|禮拜|月|年)';
const WEEK = '(?:个|個)?(?:周|週|星期|礼拜|禮拜)';

// What follows makes other words of these: 6月球 is the moon, 本周期 a cycle, 上周三家公司 three companies.
const NO_MOON = '(?![球面亮壤光台])';
const NO_CYCLE = '(?![期边邊围圍年岁歲转轉密])';
const WEEKDAY =
  '(?<weekday>一(?![直些共样樣定起家个個项項次])|[二三四六](?![家个個项項次名种種条條大])|五(?![家个個项項次名种種条條大])|[日天](?![本报報气氣]))';

const year = (suffix = ''): string =>
  `(?:(?:(?<year${suffix}>(?:1[5-9]|20)\\d\\d|[一二][〇零一二三四五六七八九]{3}|\\d\\d)\\s*年|(?<named${suffix}>今年|去年|前年|明年))的?\\s*)?`;
const month = (suffix = ''): string => `(?<month${suffix}>${NUMBER})\\s*月份?${NO_MOON}`;
const day = (suffix = ''): string => `(?<day${suffix}>${NUMBER})`;
const MONTH = `(?:${year()}${month()}|(?<relative>本月|[这這]个?個?月|上上个?個?月|上个?個?月)${NO_MOON})`;

const DAYS_AGO: ReadonlyMap<string, number> = new Map([
  ['今天', 0],
  ['今日', 0],
  ['昨天', 1],
  ['昨日', 1],
  ['前天', 2],
  ['大前天', 3],
]);

/** Ways to name a period in Chinese, simplified or traditional. */
export const CHINESE_PERIODS: readonly PeriodRule[] = [
  // 7月10日到15日, 2024年7月10日至8月2日
  rule(
    `${START}${year()}${month()}\\s*${day()}\\s*[日号號]?(?:${TO}|\\s*[和与與及、]\\s*)${year('2')}(?:${month('2')}\\s*)?${day('2')}\\s*[日号號]`,
    ({ groups }, today) =>
      outright(
        dayRange(
          { year: yearOf(groups, today), month: numberOf(groups.month ?? ''), day: numberOf(groups.day ?? '') },
          {
            year: yearOf(groups, today, '2'),
            month: groups.month2 === undefined ? null : numberOf(groups.month2),
            day: numberOf(groups.day2 ?? ''),
          },
          today,
        ),
      ),
  ),
  rule(`${START}${year()}${month()}\\s*${day()}\\s*(?:日(?!本)|[号號])`, ({ groups }, today) =>
    outright(
      inYear(yearOf(groups, today), today, (y) => daySpan(y, numberOf(groups.month ?? ''), numberOf(groups.day ?? ''))),
    ),
  ),
  rule(`${START}${year()}(?<month>${NUMBER})\\s*月?份?${TO}${year('2')}${month('2')}`, ({ groups }, today) =>
    soft(
      monthRange(
        { year: yearOf(groups, today), month: numberOf(groups.month ?? '') },
        { year: yearOf(groups, today, '2'), month: numberOf(groups.month2 ?? '') },
        today,
      ),
    ),
  ),
  rule(
    `${START}${MONTH}的?(?:第(?<week>[1-5一二三四五])|(?<last>最后一|最後一))${WEEK}${NO_CYCLE}`,
    ({ groups }, today) => soft(withMonth(groups, today, (y, m) => monthWeekSpan(y, m, weekNumber(groups)))),
  ),
  // 第三周: of the latest month in which that week has begun
  rule(`${START}第(?<week>[1-5一二三四五])${WEEK}${NO_CYCLE}`, ({ groups }, today) =>
    soft(latestInMonths(today, (y, m) => monthWeekSpan(y, m, weekNumber(groups)))),
  ),
  rule(`${START}${MONTH}的?(?<third>初|上旬|中旬|下旬|底|末)`, ({ groups }, today) => {
    const third = /初|上旬/.test(groups.third ?? '') ? 1 : groups.third === '中旬' ? 2 : 3;
    return soft(withMonth(groups, today, (y, m) => thirdSpan(y, m, third)));
  }),
  rule(`${START}${MONTH}`, ({ groups }, today) => soft(withMonth(groups, today, (y, m) => monthsSpan(y, m)))),
  rule(`${START}${year()}(?<half>[上下])半年`, ({ groups }, today) =>
    soft(
      inYear(yearOf(groups, today), today, (y) => (groups.half === '上' ? monthsSpan(y, 1, 6) : monthsSpan(y, 7, 12))),
    ),
  ),
  rule(`${START}${year()}第?(?<quarter>[1-4一二三四])季度`, ({ groups }, today) => {
    const first = numberOf(groups.quarter ?? '') * 3 - 2;
    return soft(inYear(yearOf(groups, today), today, (y) => monthsSpan(y, first, first + 2)));
  }),
  rule(`(?<week>上上|上|本|[这這])${WEEK}(?:(?<weekend>末)|${WEEKDAY})?${NO_CYCLE}`, ({ groups }, today) => {
    const week = weekSpan(today, groups.week === '上上' ? -2 : groups.week === '上' ? -1 : 0);
    if (groups.weekend !== undefined) return soft(weekendOf(week));
    return soft(groups.weekday === undefined ? week : weekdayOf(week, weekdayNumber(groups.weekday)));
  }),
  rule('(?<named>今年|去年|前年)(?![轻輕级級度])', ({ groups }, today) =>
    soft(inYear(yearOf(groups, today), today, (y) => monthsSpan(y, 1, 12))),
  ),
  // 2024年的消息: a year is a topic unless it dates the news itself
  rule(
    '(?<![\\d~∼〜–-]|到|至|\\d-)(?<year>(?:19|20)\\d\\d)\\s*年(?=(?:发布|發布|发表|發表)?的?\\s?(?:[\\p{Script=Latin}]{1,12}|人工智能|科技)?\\s?的?(?:新闻|新聞|消息|资讯|資訊))',
    ({ groups }, today) => soft(inYear(yearOf(groups, today), today, (y) => monthsSpan(y, 1, 12))),
  ),
  rule('(?<ago>今天|今日(?!头条|頭條)|昨天|昨日|大前天|(?<![目之以])前天)(?![气氣]|下(?!午))', ({ groups }, today) =>
    soft(daysAgo(DAYS_AGO.get(groups.ago ?? '') ?? 0, today)),
  ),
  rule('最近(?![邻鄰点點距]|的[邻鄰点點距]|一[次期个個])|近期|近日|近来|近來', (_, today) =>
    soft(lastSpan(2, 'week', today)),
  ),
  // 最近三天, 过去两周, 近一个月; several years are what an item tells
  rule(`(?:最近|过去|過去|(?<![附最靠接将將临臨])近|[这這])\\s?${COUNT}\\s?${UNIT}${NO_CYCLE}`, ({ groups }, today) =>
    soft(lastSpan(countOf(groups), unitOf(groups.unit), today)),
  ),
  rule(`${START}${COUNT}\\s?${UNIT}(?:之前|以前|前)(?!\\p{Script=Latin})`, ({ groups }, today) =>
    soft(spanAgo(countOf(groups), unitOf(groups.unit), today)),
  ),
];

function rule(pattern: string, read: PeriodRule['read']): PeriodRule {
  return { pattern: new RegExp(pattern, 'gu'), read };
}

function withMonth(groups: Groups, today: number, build: (year: number, month: number) => Span | null): Span | null {
  const { relative } = groups;
  const offset =
    relative === undefined ? undefined : relative.startsWith('上上') ? -2 : relative.startsWith('上') ? -1 : 0;
  return inMonth({ month: numberOf(groups.month ?? ''), offset, year: yearOf(groups, today) }, today, build);
}

function weekNumber(groups: Groups): number {
  return groups.last === undefined ? numberOf(groups.week ?? '') : -1;
}

function weekdayNumber(weekday: string): number {
  return weekday === '日' || weekday === '天' ? 6 : numberOf(weekday) - 1;
}

function daysAgo(count: number, today: number): Span {
  return { from: today - count, to: today - count };
}

function countOf(groups: Groups): number {
  const count = groups.count ?? '';
  if (!/[几幾]/.test(count)) return numberOf(count);
  return unitOf(groups.unit) === 'day' ? 7 : 3;
}

function unitOf(unit: string | undefined): Unit {
  if (unit === '天' || unit === '日') return 'day';
  if (unit === '月') return 'month';
  return unit === '年' ? 'year' : 'week';
}
