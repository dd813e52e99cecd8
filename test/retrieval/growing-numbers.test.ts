import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingNumbers } from '../../src/retrieval/growing-numbers.ts';

const number = fc.nat(2 ** 31 - 1).map((value) => value * 2 + 1); // up to 2^32 - 1

test('GrowingNumbers holds what an array would', () => {
  fc.assert(
    fc.property(fc.array(number), number, fc.array(number), (before, other, after) => {
      const numbers = new GrowingNumbers();
      for (const value of before) numbers.push(value);
      numbers.set(0, other);
      const array = before.map((value, i) => (i === 0 ? other : value)).filter((value) => value % 3 > 0);
      numbers.keep((value) => value % 3 > 0);
      for (const value of after) numbers.push(value);
      const expected = [...array, ...after];
      expect(numbers.length).toBe(expected.length);
      expect(expected.map((_, i) => numbers.at(i))).toEqual(expected);
      expect(numbers.at(expected.length)).toBe(0);
    }),
  );
});
