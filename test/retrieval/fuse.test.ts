import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FUSION, fuse } from '../../src/retrieval/fuse.ts';

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
      { id: 'topic', words: 0, similarity: 0.9, sameLanguage: true },
    ];
    expect(fuse(candidates, { coverage: 0.05, floor: 0.5 })[0]?.id).toBe('topic');
    expect(fuse(candidates, open)[0]?.id).toBe('number');
  });

  test('lets words in another language add to the vector: that they are missing there says nothing', () => {
    const candidates = (words: number) => [
      { id: 'own', words: 0, similarity: 0.88, sameLanguage: true },
      { id: 'foreign', words, similarity: 0.87, sameLanguage: false },
      { id: 'best', words: 0, similarity: 0.9, sameLanguage: false },
    ];
    const fused = (words: number) => fuse(candidates(words), { coverage: 0, floor: 0.5 });
    expect(fused(0).map(({ id }) => id)).toEqual(['best', 'own', 'foreign']);
    expect(fused(3)[0]?.id).toBe('foreign');
    expect(fused(3)[0]?.score).toBeCloseTo(0.25 + 0.37 / 0.4);
  });

  test('scales words in another language by the best there', () => {
    const fused = fuse(
      [
        { id: 'own', words: 30, similarity: 0.6, sameLanguage: true },
        { id: 'foreign', words: 3, similarity: 0.6, sameLanguage: false },
      ],
      open,
    );
    expect(fused.map(({ words }) => words)).toEqual([1, 1]);
  });

  test('weighs as it is told', () => {
    const candidates = [
      { id: 'words', words: 3, similarity: 0.5, sameLanguage: true },
      { id: 'vectors', words: 0, similarity: 0.9, sameLanguage: true },
    ];
    const given = { wordWeight: { same: 0.4, other: 0 }, gate: { closed: 0, open: 0.1 } };
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
    const weights = { wordWeight: { same: 0.8, other: 0.2 }, gate: { closed: 0, open: 1 } };
    const fused = fuse(candidates, { coverage: 0.5, floor: 0.5 }, weights);
    expect(
      new Map(fused.map(({ id, wordWeight, vectorWeight, gate }) => [id, [wordWeight, vectorWeight, gate]])),
    ).toEqual(
      new Map([
        ['same', [0.4, 0.6, 0.5]],
        ['other', [0.2, 1, 0.5]],
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
      { id: 'b', score: 1, words: 1, vector: 0, wordWeight: 1, vectorWeight: 0, gate: 1 },
      { id: 'a', score: 0.5, words: 0.5, vector: 0, wordWeight: 1, vectorWeight: 0, gate: 1 },
    ]);
  });

  test('scores lie in 0..1, or what words in another language add above, sorted, and do not depend on the order of candidates', () => {
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
        expect(fused.every((one) => one.score >= 0 && one.score <= 1 + FUSION.wordWeight.other)).toBe(true);
        expect(fused).toEqual(fuse(candidates.toReversed(), known));
      }),
    );
  });
});
