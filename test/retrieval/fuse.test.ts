import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuse } from '../../src/retrieval/fuse.ts';

const open = { coverage: 0.7, floor: 0.5 };

describe('fuse', () => {
  test('puts a chunk found by both lists above one found by either', () => {
    const fused = fuse(
      [
        { id: 'words', words: 10, similarity: 0.5, sameLanguage: true },
        { id: 'vectors', words: 0, similarity: 0.9, sameLanguage: true },
        { id: 'both', words: 9, similarity: 0.85, sameLanguage: true },
      ],
      open,
    );
    expect(fused.map((one) => one.id)).toEqual(['both', 'words', 'vectors']);
  });

  test('ignores words when the best hit covers next to nothing of the question', () => {
    const candidates = [
      { id: 'number', words: 3, similarity: 0.6, sameLanguage: true },
      { id: 'topic', words: 0, similarity: 0.9, sameLanguage: false },
    ];
    expect(fuse(candidates, { coverage: 0.05, floor: 0.5 })[0]?.id).toBe('topic');
    expect(fuse(candidates, open)[0]?.id).toBe('number');
  });

  test('trusts a half covered question less where vectors do not hold with the best word hit', () => {
    const candidates = (similarity: number) => [
      { id: 'words', words: 3, similarity, sameLanguage: true },
      { id: 'vectors', words: 0, similarity: 0.9, sameLanguage: false },
    ];
    const half = { coverage: 0.4, floor: 0.5 };
    expect(fuse(candidates(0.5), half)[0]?.id).toBe('vectors');
    expect(fuse(candidates(0.8), half)[0]?.id).toBe('words');
  });

  test('does not doubt words within one language, where vectors may be the ones that err', () => {
    const candidates = (sameLanguage: boolean) => [
      { id: 'words', words: 3, similarity: 0.5, sameLanguage: true },
      { id: 'vectors', words: 0, similarity: 0.9, sameLanguage },
    ];
    const half = { coverage: 0.4, floor: 0.5 };
    expect(fuse(candidates(true), half)[0]?.id).toBe('words');
    expect(fuse(candidates(false), half)[0]?.id).toBe('vectors');
  });

  test('weighs as it is told', () => {
    const candidates = [
      { id: 'words', words: 3, similarity: 0.5, sameLanguage: true },
      { id: 'vectors', words: 0, similarity: 0.9, sameLanguage: true },
    ];
    const given = { wordWeight: { same: 0.4, other: 0 }, gate: { closed: 0, open: 0.1 }, doubt: 0 };
    const fused = fuse(candidates, { coverage: 0.05, floor: 0.5 }, given);
    expect(fused.map(({ id, score }) => [id, score])).toEqual([
      ['vectors', 0.8],
      ['words', 0.2],
    ]);
  });

  test('tells what the words weigh, and how far the gate is open', () => {
    const candidates = [
      { id: 'same', words: 3, similarity: 0.9, sameLanguage: true },
      { id: 'other', words: 3, similarity: 0.9, sameLanguage: false },
    ];
    const weights = { wordWeight: { same: 0.8, other: 0.2 }, gate: { closed: 0, open: 1 }, doubt: 0 };
    const fused = fuse(candidates, { coverage: 0.5, floor: 0.5 }, weights);
    expect(new Map(fused.map(({ id, wordWeight, gate }) => [id, [wordWeight, gate]]))).toEqual(
      new Map([
        ['same', [0.4, 0.5]],
        ['other', [0.1, 0.5]],
      ]),
    );
  });

  test('ranks by words alone without vectors', () => {
    const candidates = [
      { id: 'a', words: 1, similarity: null, sameLanguage: false },
      { id: 'b', words: 2, similarity: null, sameLanguage: false },
    ];
    const fused = fuse(candidates, { coverage: 0, floor: 0 });
    expect(fused).toEqual([
      { id: 'b', score: 1, words: 1, vector: 0, wordWeight: 1, gate: 1 },
      { id: 'a', score: 0.5, words: 0.5, vector: 0, wordWeight: 1, gate: 1 },
    ]);
  });

  test('scores lie in 0..1, sorted, and do not depend on the order of candidates', () => {
    const candidate = fc.record({
      id: fc.string(),
      words: fc.double({ min: 0, max: 50, noNaN: true }),
      similarity: fc.double({ min: -1, max: 1, noNaN: true }),
      sameLanguage: fc.boolean(),
    });
    const evidence = fc.record({
      coverage: fc.double({ min: 0, max: 1, noNaN: true }),
      floor: fc.double({ min: -1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(candidate, { selector: (one) => one.id }), evidence, (candidates, known) => {
        const fused = fuse(candidates, known);
        expect(fused.every((one) => one.score >= 0 && one.score <= 1)).toBe(true);
        expect(fused).toEqual(fuse(candidates.toReversed(), known));
      }),
    );
  });
});
