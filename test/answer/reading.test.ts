import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readChunk, readText, together } from '../../src/answer/reading.ts';
import { passageOf } from './passage-of.ts';

test('readText gives tokens, names with what they lie in, and figures', () => {
  expect(readText("베이징, '24년")).toEqual({
    tokens: new Set(['베이', '이징', '24', '년']),
    names: new Set(['베이징', '중국']),
    figures: new Set(['year 2024']),
  });
});

test.each([
  ['베이징에서 27년까지 1,000만 위안', '베이징에서 27년까지 1,000만 위안'.normalize('NFD')],
  ['창어 5호', '창어　５호'],
  ['41% 증가', '41\\% 증가'],
])('readText reads %s alike however it is written', (text, other) => {
  expect(readText(other)).toEqual(readText(text));
});

test('readText bears any text, composed or not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(readText(text.normalize('NFD'))).toEqual(readText(text.normalize('NFC')));
    }),
  );
});

test('readChunk reads what stands above apart from each sentence, and a row with its columns', () => {
  const passage = passageOf('선전의 로봇', ['6G 시험을 했다.', { columns: ['국가'], cells: ['일본'] }]);
  expect(readChunk(passage.chunk)).toEqual({
    context: readText('선전의 로봇'),
    sentences: [readText('6G 시험을 했다.'), readText('국가: 일본')],
  });
});

test('together holds what any of the readings holds, and nothing for none', () => {
  const readings = [readText('베이징 6G'), readText('도쿄 5G')];
  const all = together(readings);
  expect(all.names).toEqual(new Set(['베이징', '중국', '도쿄', '일본']));
  expect(all.figures).toEqual(new Set(['6 G', '6', '5 G', '5']));
  expect(together([])).toMatchObject({ names: new Set(), figures: new Set() });
  expect([all, together([])].map(({ tokens }) => tokens.has('도쿄'))).toEqual([true, false]);
});
