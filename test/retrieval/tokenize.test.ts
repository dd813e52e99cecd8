import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simplified } from '../../src/retrieval/simplified.ts';
import { tokenize, tokenizeQuery } from '../../src/retrieval/tokenize.ts';

describe('tokenize', () => {
  test.each([
    ['AI가 1,000만 위안을', ['ai', '1000', '만', '위안']],
    ['GDP에서', ['gdp']],
    ["'27년까지", ['27', '년']],
    ['판젠웨이(潘建伟)', ['판젠', '젠웨', '潘建', '建伟']],
    ['석탄발전소의', ['석탄', '탄발', '발전', '전소']],
    ['0.5% 이하', ['0.5', '이하']],
    ['ULM-1', ['ulm', '1']],
    ['달', ['달']],
    ['달에서 나이가', ['달', '나이']],
    ['', []],
  ])('%s', (text, tokens) => {
    expect(tokenize(text)).toEqual(tokens);
  });

  test('reads decomposed Hangul and full-width forms like composed ones', () => {
    expect(tokenize('석탄발전'.normalize('NFD'))).toEqual(tokenize('석탄발전'));
    expect(tokenize('ＡＩ　２０２４')).toEqual(['ai', '2024']);
  });

  test('gives a text without spaces the bigrams of its words', () => {
    const spaced = new Set(tokenize('달 토양 물 분자'));
    const joined = new Set(tokenize('달토양물분자'));
    expect([...spaced].filter((token) => token.length === 2).every((token) => joined.has(token))).toBe(true);
  });

  test('never gives an empty token and is the same for NFC and NFD', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const tokens = tokenize(text);
        expect(tokens).not.toContain('');
        expect(tokenize(text.normalize('NFD'))).toEqual(tokenize(text.normalize('NFC')));
      }),
    );
  });
});

/** A stretch of one script, as a regular expression has it. */
const RUN = /\p{Script=Hangul}+|\p{Script=Han}+|\d+(?:[.,]\d+)*|[^\P{L}\p{Script=Hangul}\p{Script=Han}]+/gu;

test('tokenize splits where the script changes, whatever the characters', () => {
  const character = fc.oneof(
    fc.constantFrom(
      '가',
      '나',
      '我',
      '的',
      '𠀀',
      '𝐀',
      'é',
      'İ',
      '1',
      '2',
      ',',
      '.',
      ' ',
      '\n',
      '々',
      '\uD800',
      '\uDC00',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(character, { maxLength: 20 }), (characters) => {
      const written = simplified(characters.join('').normalize('NFKC').toLowerCase());
      const apart = (written.match(RUN) ?? []).flatMap((run) => {
        if (!/^\p{Script=Han}/u.test(run)) return /^\p{Script=Hangul}/u.test(run) ? [] : [run.replaceAll(',', '')];
        const han = [...run];
        return han.length < 2 ? han : han.slice(1).map((second, i) => `${han[i]}${second}`);
      });
      expect(tokenize(characters.join('')).filter((token) => !/^\p{Script=Hangul}/u.test(token))).toEqual(apart);
    }),
    { numRuns: 200 },
  );
});

test('tokenize makes no difference between traditional and simplified characters', () => {
  expect(tokenize('新質生產力')).toEqual(tokenize('新质生产力'));
});

describe('tokenizeQuery', () => {
  test.each([
    ['위안이 뭐야?', ['위안']],
    ['석탄발전은 얼마나 줄이나?', ['석탄', '탄발', '발전', '줄이']],
    ['What is ULM-1?', ['ulm', '1']],
    ['月壤中发现了什么', ['月壤', '壤中', '中发', '发现', '现了']],
  ])('%s', (question, tokens) => {
    expect(tokenizeQuery(question)).toEqual(tokens);
  });

  test('keeps question words when there is nothing else', () => {
    expect(tokenizeQuery('무엇?')).toEqual(['무엇']);
  });
});
