import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut } from '../../src/discord/cut.ts';

describe('cut', () => {
  test.each([
    ['at the end of a sentence', '첫 문장이다. 둘째 문장이다. 셋째는 아주 길다.', 22, '첫 문장이다. 둘째 문장이다. …'],
    ['at the end of a word', 'one two three four five six seven', 20, 'one two three four…'],
    ['before a link', '자세한 것은 [보도자료](https://example.org/very/long) 참조', 20, '자세한 것은…'],
    ['before an address', '원문: https://example.org/very/long/address 참조', 24, '원문:…'],
    ['before a citation', '배출량은 절반으로 줄어든다 [1][2]', 19, '배출량은 절반으로 줄어든다…'],
    ['before a code', 'run `npm run bulletin -- ingest` now', 16, 'run…'],
    ['before an emphasis', '이것은 **아주 중요한 단어**입니다', 14, '이것은…'],
  ])('ends %s', (_, text, most, expected) => {
    expect(cut(text, most)).toBe(expected);
  });

  test('leaves what fits as it is', () => {
    expect(cut('가나다.', 4)).toBe('가나다.');
  });

  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        '[1]',
        '[1][12]',
        '[글](https://a.b/c?d=e)',
        'https://a.b/c',
        '`코드 a`',
        '**굵은 글**',
        '\\*',
        '👩‍🔬',
        '👍🏽',
        '각',
        ' ',
        '. ',
        '。',
        '\n',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[[\]`*<>\\]/g, '')),
    ),
  );

  test('fits, whatever the text, and is its beginning', () => {
    fc.assert(
      fc.property(pieces, fc.nat(120), (parts, most) => {
        const text = parts.join('');
        const result = cut(text, most);
        expect(result.length).toBeLessThanOrEqual(most);
        if (result !== text) expect(text.startsWith(result.replace(/ ?…$/u, ''))).toBe(true);
      }),
    );
  });

  test('never goes through what has to stay whole', () => {
    const tokens = ['[1][12]', '[글](https://a.b/c?d=e)', '`코드 a`', '**굵은 글**', '👩‍🔬', '👍🏽', '\\*'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens), { minLength: 1 }), fc.nat(80), (parts, most) => {
        const text = parts.join(' ');
        const left = cut(text, most).replace(/…$/u, '').trim();
        const rest = left === '' ? [] : left.split(/ (?!글\*|a`)/u);
        for (const [i, token] of rest.entries()) expect(token).toBe(parts[i]);
      }),
    );
  });
});
