import { describe, expect, test } from 'vitest';
import { yearSought } from '../../src/answer/other-year.ts';
import { readText } from '../../src/answer/reading.ts';

const LAST_YEAR = { from: '2025-01-01', to: '2025-12-31' };

/** The year that an item of a bulletin of February 2026 has to speak of. */
function sought(period: { from: string; to: string }, text: string, publishedOn: string | null = '2026-02-06') {
  return yearSought(period, { item: readText(text), publishedOn });
}

describe('yearSought', () => {
  test('is the year of a period of a year or half of one', () => {
    expect(sought(LAST_YEAR, '올해 사업비는 14억 원이다.')).toBe('year 2025');
    expect(sought({ from: '2025-07-01', to: '2025-12-31' }, '올해')).toBe('year 2025');
    expect(sought(LAST_YEAR, '올해', null)).toBe('year 2025');
  });

  test('is none for a shorter period, or for one of several years', () => {
    expect(sought({ from: '2026-01-26', to: '2026-02-01' }, '올해')).toBeNull();
    expect(sought({ from: '2025-12-01', to: '2025-12-31' }, '올해')).toBeNull();
    expect(sought({ from: '2024-01-01', to: '2025-12-31' }, '올해')).toBeNull();
  });

  test.each([
    '지난해 사업비는 12억 원',
    '작년보다 2억 원 많다',
    '전년 대비 8% 증가',
    '去年投入2亿元',
    'More than last year',
  ])('is none where the item speaks of it as the year before: %s', (text) => {
    expect(sought(LAST_YEAR, text)).toBeNull();
    expect(sought(LAST_YEAR, text, '2027-02-06')).toBe('year 2025');
  });

  test('is none where the item speaks of it as the year after', () => {
    const nextYear = { from: '2027-01-01', to: '2027-12-31' };
    expect(sought(nextYear, '내년 예산은 20억 원')).toBeNull();
    expect(sought(nextYear, '올해 예산은 20억 원')).toBe('year 2027');
  });
});
