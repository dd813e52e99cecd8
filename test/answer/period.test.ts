import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { periodOf } from '../../src/answer/period.ts';

const SEOUL = 'Asia/Seoul';
const SUNDAY = { now: new Date('2024-08-04T12:00:00Z'), timeZone: SEOUL }; // 4 August 2024, 21:00 in Seoul

type Case = readonly [question: string, period: string, rest: string];

// Days stated outright: "from..to", or one day. The rest is the question where nothing else is left.
const EXACT: readonly Case[] = [
  ['2024년 7월 24일 소식', '2024-07-24', '소식'],
  ['1869년 5월 11일 조약은?', '1869-05-11', '조약은?'],
  ['7월 24일에 나온 정책은?', '2024-07-24', '나온 정책은?'],
  ['7월24일AI소식', '2024-07-24', 'AI소식'],
  ['7월 24일(수) 기사', '2024-07-24', '기사'],
  ['7월 24일 수요일 기사', '2024-07-24', '기사'],
  ['7월 24일?', '2024-07-24', '7월 24일?'],
  ['8월 4일 소식', '2024-08-04', '소식'],
  ['8월 5일 소식', '2023-08-05', '소식'],
  ['12월 25일 뉴스', '2023-12-25', '뉴스'],
  ['2월 29일 소식', '2024-02-29', '소식'],
  ['작년 7월 24일 소식', '2023-07-24', '소식'],
  ["'24년 7월 24일 소식", '2024-07-24', '소식'],
  ['2024-07-24 items', '2024-07-24', 'items'],
  ['2024. 7. 24. 기사', '2024-07-24', '기사'],
  ["'24.7.24 기사", '2024-07-24', '기사'],
  ['7.24자 소식', '2024-07-24', '소식'],
  ['7.24 뉴스 알려줘', '2024-07-24', '뉴스 알려줘'],
  ['7.24(수) 소식', '2024-07-24', '소식'],
  ['7/24 소식', '2024-07-24', '소식'],
  ['２０２４년 ７월 ２４일 소식', '2024-07-24', '소식'],
  ['7월 10일부터 15일까지 소식', '2024-07-10..2024-07-15', '소식'],
  ['7월 10~15일 소식', '2024-07-10..2024-07-15', '소식'],
  ['7월 24일과 27일 소식', '2024-07-24..2024-07-27', '소식'],
  ['12월 28일부터 1월 3일까지 소식', '2023-12-28..2024-01-03', '소식'],
  ['7.10~7.15까지 나온 기사', '2024-07-10..2024-07-15', '나온 기사'],
  ['2024-07-10부터 2024-07-15까지 소식', '2024-07-10..2024-07-15', '소식'],
  ['2024.7.10~15 소식', '2024-07-10..2024-07-15', '소식'],
  ['July 24, 2024 news', '2024-07-24', 'news'],
  ['What happened on July 24?', '2024-07-24', 'What happened?'],
  ['news of 24 July 2024', '2024-07-24', 'news'],
  ['the 24th of July', '2024-07-24', 'the 24th of July'],
  ['Jul. 24 news', '2024-07-24', 'news'],
  ['July 24 last year', '2023-07-24', 'July 24 last year'],
  ['news on May 5', '2024-05-05', 'news'],
  ['may 5th news', '2024-05-05', 'news'],
  ['news from July 10 to July 15', '2024-07-10..2024-07-15', 'news'],
  ['news of July 10–15, 2024', '2024-07-10..2024-07-15', 'news'],
  ['news of 10 to 15 July', '2024-07-10..2024-07-15', 'news'],
  ['news between 2024-07-10 and 2024-07-15', '2024-07-10..2024-07-15', 'news'],
  ['AI news, December 28 to January 3', '2023-12-28..2024-01-03', 'AI news'],
  ['July 24 and 5 companies', '2024-07-24', 'and 5 companies'],
  ['2024年7月24日的新闻', '2024-07-24', '新闻'],
  ['7月24号有什么消息', '2024-07-24', '有什么消息'],
  ['七月二十四日的新闻', '2024-07-24', '新闻'],
  ['7月24日前沿技术', '2024-07-24', '前沿技术'],
  ['7月10日到15日的新闻', '2024-07-10..2024-07-15', '新闻'],
  ['从7月10日至7月15日的新闻', '2024-07-10..2024-07-15', '新闻'],
];

const SOFT: readonly Case[] = [
  ['오늘의 소식', '2024-08-04', '소식'],
  ['오늘 뭐 있어?', '2024-08-04', '뭐 있어?'],
  ['어제 나온 기사', '2024-08-03', '나온 기사'],
  ['그제 뉴스', '2024-08-02', '뉴스'],
  ['이번 주 소식', '2024-07-29..2024-08-04', '소식'],
  ['이번주 주요 정책', '2024-07-29..2024-08-04', '주요 정책'],
  ['금주의 소식', '2024-07-29..2024-08-04', '소식'],
  ['지난주 AI 소식 알려줘', '2024-07-22..2024-07-28', 'AI 소식 알려줘'],
  ['지난주AI소식알려줘', '2024-07-22..2024-07-28', 'AI소식알려줘'],
  ['지난주 의료 소식', '2024-07-22..2024-07-28', '의료 소식'],
  ['지난주 기준금리 발표', '2024-07-22..2024-07-28', '기준금리 발표'],
  ['지난주?', '2024-07-22..2024-07-28', '지난주?'],
  ['저번 주에 무슨 일이 있었어?', '2024-07-22..2024-07-28', '무슨 일이 있었어?'],
  ['지지난주 뉴스', '2024-07-15..2024-07-21', '뉴스'],
  ['지난주 월요일 뉴스', '2024-07-22', '뉴스'],
  ['지난 주말 뉴스', '2024-07-27..2024-07-28', '뉴스'],
  ['지난 월요일 기사', '2024-07-29', '기사'],
  ['이번 달 소식', '2024-08-01..2024-08-31', '소식'],
  ['올해의 뉴스', '2024-01-01..2024-12-31', '뉴스'],
  ['이번 달의 AI 소식', '2024-08-01..2024-08-31', 'AI 소식'],
  ['지난달 기사', '2024-07-01..2024-07-31', '기사'],
  ['지난달 말 소식', '2024-07-21..2024-07-31', '소식'],
  ['올해 소식', '2024-01-01..2024-12-31', '소식'],
  ['작년 뉴스', '2023-01-01..2023-12-31', '뉴스'],
  ['최근 소식', '2024-07-21..2024-08-04', '소식'],
  ['요즘 반도체 동향', '2024-07-21..2024-08-04', '반도체 동향'],
  ['최근 7월 24일 소식', '2024-07-24', '소식'],
  ['7월 셋째 주 소식', '2024-07-15..2024-07-21', '소식'],
  ['7월 3주차 소식', '2024-07-15..2024-07-21', '소식'],
  ['7월 두 번째 주', '2024-07-08..2024-07-14', '7월 두 번째 주'],
  ['2024년 7월 마지막 주', '2024-07-22..2024-07-28', '2024년 7월 마지막 주'],
  ['8월 다섯째 주 소식', '2023-08-28..2023-09-03', '소식'],
  ['둘째 주 소식', '2024-07-08..2024-07-14', '소식'],
  ['7월 초 소식', '2024-07-01..2024-07-10', '소식'],
  ['7월 중순 소식', '2024-07-11..2024-07-20', '소식'],
  ['7월말 기사', '2024-07-21..2024-07-31', '기사'],
  ['2024년 7월 소식', '2024-07-01..2024-07-31', '소식'],
  ["'23년 3월 전인대에서 뭐가 나왔어?", '2023-03-01..2023-03-31', '전인대에서 뭐가 나왔어?'],
  ["'24.7월 소식", '2024-07-01..2024-07-31', '소식'],
  ['7월 소식', '2024-07-01..2024-07-31', '소식'],
  ['지난 7월 소식', '2024-07-01..2024-07-31', '소식'],
  ['9월 소식', '2023-09-01..2023-09-30', '소식'],
  ['6~7월 소식', '2024-06-01..2024-07-31', '소식'],
  ['상반기 소식', '2024-01-01..2024-06-30', '소식'],
  ['지난해 하반기 소식', '2023-07-01..2023-12-31', '소식'],
  ['1분기 뉴스', '2024-01-01..2024-03-31', '뉴스'],
  ['지난 3일 소식', '2024-08-01..2024-08-04', '소식'],
  ['지난 3일에 나온 기사', '2024-08-03', '나온 기사'],
  ['24일자 기사', '2024-07-24', '기사'],
  ['최근 2주 소식', '2024-07-21..2024-08-04', '소식'],
  ['최근 일주일간 소식', '2024-07-28..2024-08-04', '소식'],
  ['지난 한 달 소식', '2024-07-04..2024-08-04', '소식'],
  ['3일 전 기사', '2024-08-01', '기사'],
  ['7.10~7.15 소식', '2024-07-10..2024-07-15', '소식'],
  ['금융 지원 확대(7.24)', '2024-07-24', '금융 지원 확대'],
  ['7월 20일 이후 소식', '2024-07-20..2024-08-04', '소식'],
  ['어제와 오늘 소식', '2024-08-03..2024-08-04', '소식'],
  ['7월 10일 소식과 7월 24일 소식', '2024-07-10..2024-07-24', '소식과 소식'],
  ['내년 3월 5일 발사', '2025-03-05', '발사'],
  ['2024년에 나온 소식', '2024-01-01..2024-12-31', '나온 소식'],
  ['last week AI news', '2024-07-22..2024-07-28', 'AI news'],
  ["last week's AI news", '2024-07-22..2024-07-28', 'AI news'],
  ['this week', '2024-07-29..2024-08-04', 'this week'],
  ['the week before last', '2024-07-15..2024-07-21', 'the week before last'],
  ["yesterday's news", '2024-08-03', 'news'],
  ["what is today's news?", '2024-08-04', 'what is news?'],
  ['What did China announce last month?', '2024-07-01..2024-07-31', 'What did China announce?'],
  ['news in July 2024', '2024-07-01..2024-07-31', 'news'],
  ['news in March', '2024-03-01..2024-03-31', 'news'],
  ['what came out in may', '2024-05-01..2024-05-31', 'what came out'],
  ['news of last July', '2024-07-01..2024-07-31', 'news'],
  ['news of the past 3 days', '2024-08-01..2024-08-04', 'news'],
  ['past week', '2024-07-28..2024-08-04', 'past week'],
  ['two weeks ago', '2024-07-15..2024-07-21', 'two weeks ago'],
  ['early July news', '2024-07-01..2024-07-10', 'news'],
  ['mid-July news', '2024-07-11..2024-07-20', 'news'],
  ['third week of July', '2024-07-15..2024-07-21', 'third week of July'],
  ['Q2 2024 news', '2024-04-01..2024-06-30', 'news'],
  ['news since July 20', '2024-07-20..2024-08-04', 'news'],
  ['last Monday', '2024-07-29', 'last Monday'],
  ['news of Friday last week', '2024-07-26', 'news'],
  ['last weekend', '2024-07-27..2024-07-28', 'last weekend'],
  ['the day before yesterday', '2024-08-02', 'the day before yesterday'],
  ["this year's news", '2024-01-01..2024-12-31', 'news'],
  ['2023 news', '2023-01-01..2023-12-31', 'news'],
  ['July, week 2', '2024-07-08..2024-07-14', 'July, week 2'],
  ['first half of 2024', '2024-01-01..2024-06-30', 'first half of 2024'],
  ['second quarter of this year', '2024-04-01..2024-06-30', 'second quarter of this year'],
  ['November 2023 to January 2024', '2023-11-01..2024-01-31', 'November 2023 to January 2024'],
  ['June to July 2023', '2023-06-01..2023-07-31', 'June to July 2023'],
  ['AI news of the past couple of weeks', '2024-07-21..2024-08-04', 'AI news'],
  ['a month ago', '2024-07-01..2024-07-31', 'a month ago'],
  ['in the past year', '2023-08-04..2024-08-04', 'in the past year'],
  ['recent AI news', '2024-07-21..2024-08-04', 'AI news'],
  ['news from 2024', '2024-01-01..2024-12-31', 'news'],
  ['上周的AI新闻', '2024-07-22..2024-07-28', 'AI新闻'],
  ['上週的新聞', '2024-07-22..2024-07-28', '新聞'],
  ['上周三家公司的消息', '2024-07-22..2024-07-28', '三家公司的消息'],
  ['上周日本的消息', '2024-07-22..2024-07-28', '日本的消息'],
  ['上周五的新闻', '2024-07-26', '新闻'],
  ['找到上周的消息', '2024-07-22..2024-07-28', '找到消息'],
  ['本周新闻', '2024-07-29..2024-08-04', '新闻'],
  ['昨天的新闻', '2024-08-03', '新闻'],
  ['今天下午的新闻', '2024-08-04', '下午的新闻'],
  ['上个月的消息', '2024-07-01..2024-07-31', '消息'],
  ['这个月有什么', '2024-08-01..2024-08-31', '有什么'],
  ['7月的新闻', '2024-07-01..2024-07-31', '新闻'],
  ['2024年7月的新闻', '2024-07-01..2024-07-31', '新闻'],
  ['最近有什么消息', '2024-07-21..2024-08-04', '有什么消息'],
  ['最近三天的新闻', '2024-08-01..2024-08-04', '新闻'],
  ['第三周的新闻', '2024-07-15..2024-07-21', '新闻'],
  ['7月第三周', '2024-07-15..2024-07-21', '7月第三周'],
  ['6月到7月的新闻', '2024-06-01..2024-07-31', '新闻'],
  ['去年第三季度的新闻', '2023-07-01..2023-09-30', '新闻'],
  ['7月中旬的新闻', '2024-07-11..2024-07-20', '新闻'],
  ['7月最后一周的新闻', '2024-07-22..2024-07-28', '新闻'],
  ['上上周日的新闻', '2024-07-21', '新闻'],
  ['上周末的新闻', '2024-07-27..2024-07-28', '新闻'],
  ['三天前的新闻', '2024-08-01', '新闻'],
  ['过去几天的新闻', '2024-07-28..2024-08-04', '新闻'],
  ['近三个月的新闻', '2024-05-04..2024-08-04', '新闻'],
  ['去年的新闻', '2023-01-01..2023-12-31', '新闻'],
  ['上半年新闻', '2024-01-01..2024-06-30', '新闻'],
  ['2024年的新闻', '2024-01-01..2024-12-31', '新闻'],
];

const NONE: readonly string[] = [
  ...['27년까지 얼마나 줄이나?', '2027년 목표', '2023 글로벌 인공지능 혁신지수', "'24~'27", "'24~'27년 소식", '2035년'],
  ...['by 2027', '到2027年', '2035年的目标', '2023년 신설 기업 수는?', 'how many models were released in 2023?'],
  ...[
    "'23년 말 기준 석탄발전 설비용량은?",
    '2027년 7월 목표',
    '올해 목표는?',
    '올해 말까지',
    '내년 계획',
    '내년',
    'next year',
    '明年',
  ],
  ...[
    '작년 대비 얼마나 늘었나',
    '작년보다',
    'than last year',
    '比去年增长多少',
    '与去年相比',
    '去年同期',
    "this year's targets",
  ],
  ...['최근 4년 연속 몇 위?', '지난 10년간', '5개년 계획', 'in the past two years', '近五年'],
  ...[
    '7월 24일까지 신청',
    '7월 말까지 신청',
    '7월 24일 기준',
    'by July 24',
    'as of July 24',
    '截至7月底',
    '7月24日前完成',
  ],
  ...[
    '7.24%',
    '3.5배',
    '500만',
    '6G',
    '4.0',
    '1,000만 위안',
    '1.2~1.5 수준',
    '7.10~7.15% 상승',
    '24/7 서비스',
    '3·1절',
  ],
  ...['창어 5호', '嫦娥5号', 'ULM-1', 'GPT-4.0', '버전 24.7.24', 'IP 10.0.0.1', 'H2 storage', 'Q1'],
  ...[
    '월드컵',
    '2026 월드컵',
    '3월급',
    '7월호',
    '오늘날',
    '그제서야',
    '최근접 이웃',
    '이번 주요 정책',
    '금주 캠페인',
    '3일 전시회',
  ],
  ...[
    'you may 5 countries',
    'may the force',
    'what may 2024 bring',
    'they march forward',
    'the March of progress',
    'June Huh',
  ],
  ...[
    'second place in the ranking',
    'most recent',
    'USA Today',
    '올해의 책은?',
    '이달의 과학자',
    '가장 최근 항목',
    '最近一次',
    '2010-11 시즌',
    'in 2024',
    '2024',
  ],
  ...[
    '目前天气',
    '登上月球',
    '6月球采样',
    '이번 달 흙 샘플이 특별한 이유가 뭐야?',
    '本周期',
    '第三周期元素',
    '最近邻搜索',
    '今日头条',
    '本周边产品',
  ],
  ...['2월 30일', '2023년 2월 29일', '4월 31일', '13월 1일', 'Feb 30', '2024-13-01', '2月30日'],
  ...['', '   ', '?', '기술 혁신형 중소기업을 위한 금융 지원은?', 'Who leads the index?', '谁领先？'],
];

function understood(question: string, options = SUNDAY): string | null {
  const found = periodOf(question, options);
  if (found === null) return null;
  const { from, to } = found.period;
  return from === to ? from : `${from}..${to}`;
}

describe('periodOf', () => {
  test.each(EXACT)('periodOf states the days of "%s"', (question, period, rest) => {
    expect(understood(question)).toBe(period);
    expect(periodOf(question, SUNDAY)).toMatchObject({ exact: true, rest });
  });

  // The day inside 최근 is outright: the narrower of two periods that lie in each other counts.
  test.each(SOFT)('periodOf prefers the period of "%s"', (question, period, rest) => {
    expect(understood(question)).toBe(period);
    expect(periodOf(question, SUNDAY)).toMatchObject({ exact: question.startsWith('최근 7월 24일'), rest });
  });

  test.each(NONE)('periodOf finds no period in "%s"', (question) => {
    expect(periodOf(question, SUNDAY)).toBeNull();
  });
});

test.each([
  ['a Sunday evening in Seoul', '2024-08-04T23:30:00+09:00', SEOUL, '2024-08-04', '2024-07-29..2024-08-04'],
  ['the same moment by the clocks of UTC', '2024-08-04T23:30:00+09:00', 'UTC', '2024-08-04', '2024-07-29..2024-08-04'],
  ['a Monday in Seoul that has just begun', '2024-08-05T00:00:00+09:00', SEOUL, '2024-08-05', '2024-08-05..2024-08-11'],
  ['the same moment, still Sunday in UTC', '2024-08-05T00:00:00+09:00', 'UTC', '2024-08-04', '2024-07-29..2024-08-04'],
  ['late Sunday in UTC, Monday in Seoul', '2024-08-04T23:30:00Z', SEOUL, '2024-08-05', '2024-08-05..2024-08-11'],
  [
    'the last evening of a year in New York',
    '2024-01-01T04:59:59Z',
    'America/New_York',
    '2023-12-31',
    '2023-12-25..2023-12-31',
  ],
  ['a leap day', '2024-02-29T12:00:00Z', 'Asia/Shanghai', '2024-02-29', '2024-02-26..2024-03-03'],
])('periodOf takes today and this week from the zone: %s', (_, now, timeZone, today, week) => {
  const options = { now: new Date(now), timeZone };
  expect([understood('오늘', options), understood('this week', options)]).toEqual([today, week]);
});

test.each([
  ['2024-01-01T12:00:00Z', '어제 소식', '2023-12-31'],
  ['2024-01-01T12:00:00Z', '지난주 소식', '2023-12-25..2023-12-31'],
  ['2024-01-15T12:00:00Z', '지난달 소식', '2023-12-01..2023-12-31'],
  ['2024-01-15T12:00:00Z', '지난 7월 소식', '2023-07-01..2023-07-31'],
  ['2024-01-15T12:00:00Z', '하반기 소식', '2023-07-01..2023-12-31'],
  ['2024-03-31T12:00:00Z', 'past month', '2024-02-29..2024-03-31'],
  ['2024-03-31T12:00:00Z', '지난달 말 소식', '2024-02-21..2024-02-29'],
  ['2024-03-01T12:00:00Z', '그제 소식', '2024-02-28'],
  ['2023-03-01T12:00:00Z', '2월 29일 소식', '2020-02-29'],
  ['2024-12-31T12:00:00Z', '1월 첫째 주 소식', '2024-12-30..2025-01-05'],
  ['2024-07-12T12:00:00Z', '7월 10일부터 15일까지 소식', '2024-07-10..2024-07-15'],
  ['2024-07-20T12:00:00Z', '지난 7월 소식', '2023-07-01..2023-07-31'],
  ['2024-07-20T12:00:00Z', '이번 달 셋째 주 소식', '2024-07-15..2024-07-21'],
])('periodOf counts over the ends of months and years: on %s %s', (now, question, period) => {
  expect(understood(question, { now: new Date(now), timeZone: SEOUL })).toBe(period);
});

const QUESTIONS = [...EXACT.map(([question]) => question), ...SOFT.map(([question]) => question), ...NONE];
const anyClock = fc.record({
  now: fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
  timeZone: fc.constantFrom('Asia/Seoul', 'UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Shanghai'),
});
// Texts around the words that rules look for reach further into them than arbitrary ones.
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...QUESTIONS),
  fc
    .array(
      fc.oneof(fc.constantFrom(...QUESTIONS.flatMap((question) => question.split(' '))), fc.nat(2100).map(String)),
      {
        maxLength: 8,
      },
    )
    .map((words) => words.join(' ')),
);

test('periodOf gives two real days in order for any text', () => {
  fc.assert(
    fc.property(anyText, anyClock, (text, clock) => {
      const found = periodOf(text, clock);
      if (found === null) return;
      for (const day of [found.period.from, found.period.to]) {
        expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
      }
      expect(found.period.from <= found.period.to).toBe(true);
      expect(found.rest).toBe(found.rest.trim());
      expect(found.rest).not.toBe('');
    }),
    { numRuns: 1000 },
  );
});

test('periodOf understands decomposed text like composed', () => {
  fc.assert(
    fc.property(anyText, anyClock, (text, clock) => {
      expect(periodOf(text.normalize('NFD'), clock)).toEqual(periodOf(text, clock));
    }),
    { numRuns: 500 },
  );
});

test('periodOf adds nothing to the rest that the question does not have', () => {
  fc.assert(
    fc.property(anyText, anyClock, (text, clock) => {
      const letters = (part: string) => part.normalize('NFKC').replace(/\s/g, '');
      let at = 0;
      for (const letter of letters(periodOf(text, clock)?.rest ?? '')) {
        at = letters(text).indexOf(letter, at) + 1;
        expect(at).toBeGreaterThan(0);
      }
    }),
  );
});

test("periodOf does not depend on the machine's own zone", () => {
  const own = process.env.TZ;
  const zones = [
    { zone: 'Pacific/Kiritimati', offset: -840 },
    { zone: 'America/Los_Angeles', offset: 420 },
    { zone: 'UTC', offset: 0 },
  ];
  const answers = zones.map(({ zone, offset }) => {
    process.env.TZ = zone;
    expect(SUNDAY.now.getTimezoneOffset()).toBe(offset);
    return QUESTIONS.map((question) => periodOf(question, SUNDAY));
  });
  if (own === undefined) delete process.env.TZ;
  else process.env.TZ = own;
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});
