import { describe, expect, test } from 'vitest';
import { ndcg, recall, reciprocalRank } from '../src/measures.ts';

const relevant = new Map([
  ['a', 2],
  ['b', 1],
]);

describe('recall', () => {
  test('is the share of the right texts among the first', () => {
    expect(recall(relevant, ['x', 'b', 'y', 'a'], 1)).toBe(0);
    expect(recall(relevant, ['x', 'b', 'y', 'a'], 2)).toBe(0.5);
    expect(recall(relevant, ['x', 'b', 'y', 'a'], 4)).toBe(1);
  });
});

describe('reciprocalRank', () => {
  test('looks at the first right text, to the depth asked for', () => {
    expect(reciprocalRank(relevant, ['x', 'y', 'b', 'a'], 10)).toBeCloseTo(1 / 3, 12);
    expect(reciprocalRank(relevant, ['x', 'y', 'b', 'a'], 2)).toBe(0);
    expect(reciprocalRank(relevant, [], 10)).toBe(0);
  });
});

describe('ndcg', () => {
  test('is 1 for the best order and counts grades and ranks', () => {
    expect(ndcg(relevant, ['a', 'b'], 10)).toBe(1);
    // gains 2^2 - 1 = 3 and 2^1 - 1 = 1: (1 + 3 / log2 3) / (3 + 1 / log2 3)
    expect(ndcg(relevant, ['b', 'a'], 10)).toBeCloseTo(0.79671, 5);
    expect(ndcg(relevant, ['x', 'b'], 10)).toBeCloseTo(0.63093 / 3.63093, 5);
    expect(ndcg(relevant, ['b', 'a'], 1)).toBeCloseTo(1 / 3, 12);
  });
});
