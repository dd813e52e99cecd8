import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentWords } from '../../src/answer/content.ts';

test.each([
  ['우한 연구원은 언제 발표됐어?', [['연구', '구원'], ['발표']]],
  ['큐비트짜리임?', [['큐비', '비트']]],
  ['대출이 잘못되면 은행은 얼마를 떠안나요?', [['대출'], ['잘못'], ['은행']]],
  ['석탄발전 줄인대?', [['석탄', '탄발', '발전']]],
  ['화웨이가 로봇 만들었대', [['화웨', '웨이'], ['로봇']]],
  ['대학이랑 기업이 같이 하는 거야?', [['대학'], ['기업']]],
  ['로봇 점수야?', [['로봇'], ['점수']]],
  ['상하이에서 발표했대', [['발표']]],
  ['500큐비트', []],
  ['Tell me about the quantum chips', [['quantum'], ['chips']]],
  ['量子芯片', [['量子', '子芯', '芯片']]],
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
      expect(contentWords(text.normalize('NFD'))).toEqual(contentWords(text.normalize('NFC')));
    }),
  );
});
