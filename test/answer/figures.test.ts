import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figuresAsked, figuresIn, isYear } from '../../src/answer/figures.ts';

describe('figuresIn', () => {
  test.each([
    ["'27년까지", '2027년까지'],
    ['27년까지', '到2027年'],
    ['1,000만 위안', '10 million yuan'],
    ['500만 위안', '500万元'],
    ['11.7억', '1.17 billion'],
    ['50%', '50퍼센트'],
    ['6G', '6g'],
  ])('takes %s and %s for the same', (one, other) => {
    expect([...figuresIn(one)].filter((figure) => figuresIn(other).has(figure))).not.toEqual([]);
    expect(figuresAsked(one).every((figure) => figuresIn(other).has(figure))).toBe(true);
  });

  test.each([
    ['6G 네트워크', '5G 네트워크'],
    ["'27년까지", "'25년까지"],
    ['500만 위안', '500억 위안'],
    ['창어 6호', '창어 5호'],
  ])('tells %s from %s', (one, other) => {
    expect(figuresAsked(one).every((figure) => figuresIn(other).has(figure))).toBe(false);
  });

  test('takes days for none: they are the period', () => {
    expect(figuresAsked('7월 24일 소식')).toEqual([]);
  });

  test('takes a length of time for no year', () => {
    expect(figuresAsked('최근 10년간 비중').some(isYear)).toBe(false);
  });

  test('holds what a question in the same words asks', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789만억%년월일호., GB위안') }), (text) => {
        const held = figuresIn(text);
        expect(figuresAsked(text).every((figure) => held.has(figure))).toBe(true);
      }),
    );
  });
});
