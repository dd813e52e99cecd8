import { describe, expect, test } from 'vitest';
import { asksExtreme, extremeRows } from '../../src/answer/extremes.ts';
import { passageOf } from './passage-of.ts';

describe('asksExtreme', () => {
  test.each([
    ['비율 제일 높은 지역은?', 'most'],
    ['Which city has the lowest rate?', 'least'],
    ['哪个城市最多？', 'most'],
    ['가장 적은 곳은?', 'least'],
    ['최소한 몇 명이야?', null],
    ['비율이 얼마야?', null],
  ])('%s', (question, extreme) => {
    expect(asksExtreme(question)).toBe(extreme);
    expect(asksExtreme(question.normalize('NFD'))).toBe(extreme);
  });
});

describe('extremeRows', () => {
  const columns = ['지역', '생존율(%)', '예산', '비고'];
  const rowsOf = (...rows: readonly (readonly string[])[]) => rows.map((cells) => ({ columns, cells }));
  const { sentences } = passageOf('', [
    '표는 다음과 같다.',
    ...rowsOf(
      ['경기', '38.9', '5,000만 원', '9'],
      ['대전', '37.2', '1억 5,000만 원', '있음'],
      ['부산', '-0.6', '1억 원', ''],
    ),
  ]).chunk;
  const matches = (name: string) => Number(name === '예산');

  test('finds the row at the end of the first column of figures, and of the one that matches', () => {
    expect(extremeRows(sentences, 'most', matches)).toEqual(new Set([1, 2]));
    expect(extremeRows(sentences, 'least', matches)).toEqual(new Set([1, 3]));
    expect(extremeRows(sentences, 'most', () => 0)).toEqual(new Set([1]));
  });

  test('finds none in a row alone, without figures or without rows', () => {
    expect(extremeRows(sentences.slice(0, 2), 'most', matches)).toEqual(new Set());
    expect(extremeRows(sentences.slice(0, 1), 'most', matches)).toEqual(new Set());
    const { sentences: words } = passageOf('', rowsOf(['가', '-', '', '있음'], ['나', '-', '', ''])).chunk;
    expect(extremeRows(words, 'most', matches)).toEqual(new Set());
  });

  test('compares the rows of one table only', () => {
    const other = { columns: ['기업', '인원'], cells: ['가', '3'] };
    const { sentences: two } = passageOf('', [...rowsOf(['경기', '38.9', '-', '']), other]).chunk;
    expect(extremeRows(two, 'most', matches)).toEqual(new Set());
  });
});
