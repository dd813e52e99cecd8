import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simplified } from '../../src/retrieval/simplified.ts';

test.each([
  ['新質生產力', '新质生产力'],
  ['優必選 로봇', '优必选 로봇'],
  ['鹽城·臺灣', '盐城·台湾'],
  ['量子通信', '量子通信'],
  ['AI+ 행동', 'AI+ 행동'],
  ['', ''],
])('simplified makes %j into %j', (text, expected) => {
  expect(simplified(text)).toBe(expected);
});

test('simplified keeps places and changes nothing the second time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = simplified(text);
      expect(once.length).toBe(text.length);
      expect(simplified(once)).toBe(once);
    }),
  );
  const all = Array.from({ length: 0xa000 - 0x3400 }, (_, i) => String.fromCharCode(0x3400 + i)).join('');
  expect(simplified(simplified(all))).toBe(simplified(all));
});
