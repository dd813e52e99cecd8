import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalize } from '../../src/bulletin/normalize.ts';

const rejoined = (text: string) =>
  normalize(text)
    .map((line) => `${line.text}\n`)
    .join('');

test('normalize numbers lines from 1 whatever ends them', () => {
  expect(normalize('가\r\n나\r다\n라')).toEqual([
    { number: 1, text: '가' },
    { number: 2, text: '나' },
    { number: 3, text: '다' },
    { number: 4, text: '라' },
  ]);
});

test('normalize opens no line behind the last line end and none for an empty text', () => {
  expect(normalize('가\n')).toHaveLength(1);
  expect(normalize('\n\n')).toHaveLength(2);
  expect(normalize('')).toEqual([]);
});

test('normalize removes byte order mark, zero-width and control characters but not tabs', () => {
  expect(normalize('\uFEFF가\u200B나\u200D\u0007\t다\u00AD')[0]?.text).toBe('가나\t다');
});

test('normalize turns odd spaces into plain ones', () => {
  expect(normalize('가\u00A0나\u3000다\u0001라\u2028마\u000C바')[0]?.text).toBe('가 나 다 라 마 바');
});

test('normalize keeps decomposed Hangul, full-width digits and look-alikes as they were', () => {
  const text = `${'한글'.normalize('NFD')}０１\u2F00`;
  expect(normalize(text)[0]?.text).toBe(text);
});

test('normalize is idempotent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(normalize(rejoined(text))).toEqual(normalize(text));
    }),
  );
});
