import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isName, namesIn, withWholes } from '../../src/answer/names.ts';

describe('namesIn', () => {
  test.each([
    ['상하이 AI+ 실행계획', ['상하이']],
    ['the plan of Shanghai', ['상하이']],
    ['上海的人工智能计划', ['상하이']],
    ["Did Chang'e-6 land?", ['창어 6']],
    ['창어 5호의 달 토양', ['창어 5']],
    ['창어5호', ['창어 5']],
    ['嫦娥六号', ['창어 6']],
    ['선전하는 계획', []],
    ['인도적 지원', []],
    ['애플리케이션', []],
    ['tell us more', []],
    ['', []],
  ])('%s', (text, names) => {
    expect([...namesIn(text)]).toEqual(names);
  });

  test('reads decomposed text like composed text, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('상하이와 베이징', "창어 5호 '24")),
        (text) => {
          expect([...namesIn(text.normalize('NFD'))]).toEqual([...namesIn(text.normalize('NFC'))]);
        },
      ),
    );
  });
});

test('isName tells a name from a sentence that holds one', () => {
  expect(isName('상하이')).toBe(true);
  expect(isName('Shanghai')).toBe(true);
  expect(isName('상하이의 계획')).toBe(false);
});

test('withWholes adds what a place lies in, and not what lies in it', () => {
  expect(withWholes(namesIn('선전에서 착공')).has('중국')).toBe(true);
  expect(withWholes(namesIn('중국의 계획')).has('선전')).toBe(false);
});
