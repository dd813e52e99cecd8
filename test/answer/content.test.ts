import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentWords } from '../../src/answer/content.ts';

test.each([
  ['우한 연구원은 언제 발표됐어?', [['연구', '구원'], ['발표']]],
  ['큐비트짜리임?', [['큐비', '비트']]],
  ['대출이 잘못되면 은행은 얼마를 떠안나요?', [['대출'], ['잘못'], ['은행']]],
  ['소식 알려줘', []],
  ['안녕', [['안녕']]],
  ['', []],
])('contentWords of %s leaves out what only asks', (question, words) => {
  expect(contentWords(question)).toEqual(words);
});

test('contentWords bears any text and gives no empty word', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const word of contentWords(text)) expect(word.length).toBeGreaterThan(0);
    }),
  );
});
