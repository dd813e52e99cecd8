import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDates, readDay } from '../../src/bulletin/dates.ts';

const ISSUE = '2024-08-02';

test.each([
  "'24. 7. 24.",
  "'24.7.24",
  '’24.07.24',
  '(7.24)',
  '(07.24)',
  '07.24',
  '2024.7.24',
  '2024. 7. 24.',
  '2024-07-24',
  '2024/07/24',
  '7월 24일',
  '2024년 7월 24일',
  "'24년 7월 24일",
  '24년 7월 24일',
  '2024年7月24日',
  '7月24日',
  'July 24, 2024',
  '24 July 2024',
  'Jul. 24th, 2024',
  'July 24',
  '7. 24.(수)',
  '7.24.(수)',
  '(24.7.24)',
  '(인민망, 7.24)',
  '２０２４．７．２４',
  '(7/24)',
  '7.24일자',
])('findDates reads %s as the day', (text) => {
  expect(findDates(text, ISSUE)).toMatchObject([{ from: '2024-07-24', to: '2024-07-24', precision: 'day' }]);
});

test.each([
  ["'24년", '2024-01-01', '2024-12-31', 'year'],
  ['2024년', '2024-01-01', '2024-12-31', 'year'],
  ["'24~'27", '2024-01-01', '2027-12-31', 'range'],
  ["'24년~'27년", '2024-01-01', '2027-12-31', 'range'],
  ["'19~'23년", '2019-01-01', '2023-12-31', 'range'],
  ['2024-2027年', '2024-01-01', '2027-12-31', 'range'],
  ["'23년 3월", '2023-03-01', '2023-03-31', 'month'],
  ['2024년 2월', '2024-02-01', '2024-02-29', 'month'],
  ['7월', '2024-07-01', '2024-07-31', 'month'],
  ['12월', '2023-12-01', '2023-12-31', 'month'],
  ['in July', '2024-07-01', '2024-07-31', 'month'],
  ['(7.24~26)', '2024-07-24', '2024-07-26', 'range'],
  ['7월 24일~7월 26일', '2024-07-24', '2024-07-26', 'range'],
  ['2024. 7. 24. ~ 7. 26.', '2024-07-24', '2024-07-26', 'range'],
])('findDates reads %s as %s to %s', (text, from, to, precision) => {
  expect(findDates(text, ISSUE)).toMatchObject([{ from, to, precision }]);
});

test.each([
  '7.24%',
  '3.5배',
  '1.05%',
  '미국(1.05%)',
  '버전 24.7.2',
  'v1.2.3',
  '192.168.10.12',
  '2024-02-30',
  '2023년 2월 29일',
  '(2.30)',
  '13월',
  '3~5개',
  '82개',
  '1/10',
  '10년간',
  '3개월',
  'https://a.b/2024/07/24/c.html',
  '2500억 위안',
  'may 5 be',
])('findDates finds no date in %s', (text) => {
  expect(findDates(text, ISSUE)).toEqual([]);
});

test('findDates puts a missing year nearest before or at the reference', () => {
  expect(readDay('(12.28)', '2024-01-05')).toBe('2023-12-28');
  expect(readDay('(1.5)', '2024-01-05')).toBe('2024-01-05');
  expect(readDay('(7.24)', null)).toBeNull();
});

test('findDates tells where a date stands, also in decomposed Hangul', () => {
  const text = '발표일은 2024년 7월 24일이다'.normalize('NFD');
  const [found] = findDates(text, null);
  expect(text.slice(found?.start, found?.end).normalize('NFC')).toBe('2024년 7월 24일');
});

test('readDay takes the last day of a text and no year or month', () => {
  expect(readDay("'석탄발전 개조 행동방안('24~'27)' 발표(7.15)", ISSUE)).toBe('2024-07-15');
  expect(readDay("행동방안('24~'27)", ISSUE)).toBeNull();
  expect(readDay('2024년 7월', ISSUE)).toBeNull();
});

test('findDates keeps order, bounds and the calendar for any text', () => {
  const piece = fc.oneof(
    fc.constantFrom("'24", '~', '.', '년', '월', '일', '(', ')', ' ', '-', '/', 'July', '年'),
    fc.integer({ min: 0, max: 2030 }).map(String),
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (text) => {
        let end = 0;
        for (const date of findDates(text, ISSUE)) {
          expect(date.start).toBeGreaterThanOrEqual(end);
          expect(date.end).toBeGreaterThan(date.start);
          expect(date.from <= date.to).toBe(true);
          expect(new Date(`${date.from}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date.from);
          end = date.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      },
    ),
  );
});
