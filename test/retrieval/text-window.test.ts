import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batches, segments, windowOf } from '../../src/retrieval/text-window.ts';

const longText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('가'.repeat(1_500), '😀'.repeat(999), ' \n ', '석탄발전 '),
    ),
  )
  .map((parts) => parts.join(''));

test('windowOf keeps a text that fits but for its white space', () => {
  expect(windowOf('하나 \n\t 둘', 512)).toBe('하나 둘');
});

test('windowOf cuts a text that cannot fit, and does so after white space is collapsed', () => {
  expect(windowOf('가'.repeat(100_000), 512)).toHaveLength(512 * 32);
  expect(windowOf(`${' '.repeat(1_000_000)}끝`, 512)).toBe(' 끝');
});

test('segments joined are the text with white space collapsed, and each is short', () => {
  fc.assert(
    fc.property(longText, (text) => {
      const parts = segments(text);
      expect(parts.join('')).toBe(text.replace(/\s+/gu, ' '));
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(2_000);
        expect(part).not.toBe('');
      }
    }),
  );
});

test('segments end after a space where there is one, and never inside a character', () => {
  const words = segments('석탄발전 '.repeat(1_000));
  expect(words.every((part) => part.endsWith(' '))).toBe(true);
  expect(segments(`a${'😀'.repeat(2_000)}`).filter((part) => /\p{Surrogate}/u.test(part))).toEqual([]);
});

test('batches keep every part in order and put no more together than allowed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2_000)), (lengths) => {
      const parts = lengths.map((length) => ({ text: 'a'.repeat(length) }));
      const made = batches(parts);
      expect(made.flat()).toEqual(parts);
      for (const batch of made) {
        expect(batch.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(8_000);
      }
    }),
  );
});
