import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lex } from '../../src/bulletin/lex.ts';
import { normalize } from '../../src/bulletin/normalize.ts';
import { KOSTEC } from './fixture.ts';

const tokensOf = (text: string) => lex(normalize(text));

test.each([
  ['', 'blank'],
  ['---', 'rule'],
  ['![](a.png)', 'rule'],
  ['## 제목', 'heading'],
  ['<h2>제목</h2>', 'heading'],
  ['## 01', 'numeral'],
  ['Ⅱ', 'numeral'],
  ['- 가', 'bullet'],
  ['□ 가', 'bullet'],
  ['1. 가', 'bullet'],
  ['\t- 가', 'bullet'],
  ['- \\* 가', 'note'],
  ['※ 가', 'note'],
  ['〈그림〉', 'caption'],
  ['<표 1> 주요 지표', 'caption'],
  ['a\tb\tc', 'row'],
  ['| a | b |', 'row'],
  ['<https://a.b>', 'link'],
  ['[바로가기](https://a.b)', 'link'],
  ['[중국, 세계 최초](https://a.b)', 'text'],
  ['출 처 : 인민망', 'source'],
  ['#### 참고자료', 'source'],
  ['[원문] 제목', 'source'],
  ['Source: Xinhua', 'source'],
  ['来源：新华社', 'source'],
  ['참고자료'.normalize('NFD'), 'source'],
  ['출처를 밝혀주시기 바랍니다.', 'text'],
  ['8. 2.(금) 발표', 'text'],
  ['2024. 8. 2. 발표', 'text'],
] as const)('lex takes %j for a %s', (line, kind) => {
  expect((tokensOf(line)[0] ?? { kind: 'blank' }).kind).toBe(kind);
});

test('lex takes stars for list marks only where nothing else marks lists', () => {
  expect(tokensOf('* 가\n* 나').map((token) => token.kind)).toEqual(['bullet', 'bullet']);
  expect(tokensOf('□ 가\n○ 나\n* 다').map((token) => token.kind)).toEqual(['bullet', 'bullet', 'note']);
});

test('lex keeps fences and HTML tables together and leaves unclosed ones as lines', () => {
  expect(tokensOf('```\na\n\nb\n```').map(({ kind, lines }) => [kind, lines])).toEqual([['fence', [1, 5]]]);
  expect(tokensOf('<table>\n<tr><td>a</td></tr>\n</table>').map(({ kind }) => kind)).toEqual(['table']);
  expect(tokensOf('```\na')).toHaveLength(2);
});

test('lex puts every line into exactly one token, in order', () => {
  const line = fc.oneof(fc.constantFrom(...KOSTEC.split('\n'), '```', '<table>', '</table>', '|-|-|'), fc.string());
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const text = lines.join('\n');
      const tokens = tokensOf(text);
      expect(tokens.flatMap((token) => token.raw.split('\n'))).toEqual(normalize(text).map((one) => one.text));
      let next = 1;
      for (const token of tokens) {
        expect(token.lines[0]).toBe(next);
        next = token.lines[1] + 1;
      }
    }),
  );
});

test.each(['1. -', '1. ○', '2) ※ -'])(
  'lex keeps the number of %j, which has nothing but marks behind it, as text',
  (text) => {
    expect(tokensOf(text)).toMatchObject([{ kind: 'text', text, mark: '' }]);
  },
);

test('lex reads the lines of a fence without contents one by one, so that the words on its first line are kept', () => {
  expect(tokensOf('```인공지능\n\n```').map(({ kind, text }) => [kind, text])).toEqual([
    ['text', '```인공지능'],
    ['blank', ''],
    ['text', '```'],
  ]);
  expect(tokensOf('```json\n{}\n```').map(({ kind }) => kind)).toEqual(['fence']);
});
