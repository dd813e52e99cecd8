import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldTyped, typedPattern } from '../../src/discord/hangul.ts';

const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const syllables = fc
  .array(fc.integer({ min: 0xac00, max: 0xd7a3 }), { minLength: 1, maxLength: 8 })
  .map((codes) => String.fromCharCode(...codes));

function begins(text: string, typed: string): boolean {
  return new RegExp(`^${typedPattern(foldTyped(typed))}`, 'u').test(foldTyped(text));
}

function initialOf(syllable: string): string {
  return INITIALS[Math.floor((syllable.charCodeAt(0) - 0xac00) / 588)] ?? '';
}

test.each([
  ['석탄', 'ㅅㅌ'],
  ['석탄', 'ㅅ탄'],
  ['석탄', '석ㅌ'],
  ['석탄', '서'],
  ['석탄', '석타'],
  ['바이오', '방'],
  ['과학', '고'],
  ['의료', '으'],
  ['갑사', '값'],
  ['박사', 'ㅄ'],
  ['닭', '달'],
  ['석탄 산업', '석탄산업'],
  ['석탄산업', '석탄 산업'],
  ['석탄', '석탄'.normalize('NFD')],
  ['AI 반도체', 'ai ㅂㄷㅊ'],
  ['ＡＩ', 'ai'],
  ['C++ (언어)', 'c++ (언'],
])('typedPattern finds %s by %s', (text, typed) => {
  expect(begins(text, typed)).toBe(true);
});

test.each([
  ['석탄', 'ㅅㄷ'],
  ['석탄', '삭'],
  ['석유 탄소', 'ㅅㅌ'],
  ['이것 탄소', '것ㅌㅅ'],
  ['axb', 'a.b'],
  ['석유', '석탄'],
])('typedPattern does not find %s by %s', (text, typed) => {
  expect(begins(text, typed)).toBe(false);
});

test('typedPattern finds every Hangul word by its initial consonants, any of them mixed with whole syllables', () => {
  fc.assert(
    fc.property(syllables, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (word, bare) => {
      const typed = [...word].map((one, i) => (bare[i] ? initialOf(one) : one)).join('');
      expect(begins(word, typed)).toBe(true);
    }),
  );
});

test('typedPattern finds every text at each moment of typing it, composed or not', () => {
  fc.assert(
    fc.property(syllables, fc.nat(), (word, at) => {
      const keys = [...word.normalize('NFD')];
      const typed = keys.slice(0, 1 + (at % keys.length)).join('');
      expect(begins(word, typed)).toBe(true);
      expect(begins(word, typed.normalize('NFC'))).toBe(true);
    }),
  );
});

test('typedPattern makes a regular expression of any text, which finds that text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 8 }), (text) => {
      expect(begins(text, text)).toBe(true);
    }),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void new RegExp(typedPattern(foldTyped(text)), 'u')));
});
