import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareNeighbours, exactSearch } from '../../src/retrieval/exact-search.ts';
import { skewedMatrix, unit, vectorAt } from './skewed-vectors.ts';

const axes = { ids: ['x', 'y', 'minus x'], dimension: 2, vectors: new Float32Array([1, 0, 0, 1, -1, 0]) };

describe('exactSearch', () => {
  test('exactSearch ranks by cosine, from 1 to -1', () => {
    const found = exactSearch(axes, new Float32Array([1, 0]), 3);
    expect(found).toEqual([
      { id: 'x', similarity: 1 },
      { id: 'y', similarity: 0 },
      { id: 'minus x', similarity: -1 },
    ]);
  });

  test('exactSearch puts equally near rows in order of their ids, also where k cuts between them', () => {
    const twins = { ids: ['c', 'a', 'd', 'b'], dimension: 1, vectors: new Float32Array([1, 1, 1, 1]) };
    expect(exactSearch(twins, new Float32Array([1]), 2).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('exactSearch is the whole ranking cut at k, whatever k and the order of rows', () => {
    const { dimension, ids, vectors } = skewedMatrix(200, 6, 11);
    const rounded = vectors.map((value) => Math.round(value * 2) / 2 || 0.5);
    const coarse = ids.flatMap((_, row) => [...unit(rounded.subarray(row * dimension, (row + 1) * dimension))]);
    const matrix = { ids, dimension, vectors: new Float32Array(coarse) };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 250 }), fc.nat({ max: 199 }), (k, queryRow) => {
        const query = vectorAt(matrix, queryRow);
        const whole = ids.flatMap((_, row) => exactSearch(matrix, query, 1, [row])).toSorted(compareNeighbours);
        expect(exactSearch(matrix, query, k)).toEqual(whole.slice(0, k));
      }),
    );
  });

  test('exactSearch narrowed to some rows finds only those', () => {
    expect(exactSearch(axes, new Float32Array([1, 0]), 5, [2, 1]).map(({ id }) => id)).toEqual(['y', 'minus x']);
    expect(exactSearch(axes, new Float32Array([1, 0]), 5, [])).toEqual([]);
  });

  test('exactSearch finds nothing among no vectors', () => {
    expect(exactSearch({ ids: [], dimension: 2, vectors: new Float32Array() }, new Float32Array([0, 1]), 3)).toEqual(
      [],
    );
  });

  test.each([
    ['a query of another dimension', () => exactSearch(axes, new Float32Array([1, 0, 0]), 1), /3 numbers .* holds 2/],
    ['a query with NaN', () => exactSearch(axes, new Float32Array([Number.NaN, 0]), 1), /NaN/],
    ['a query that is not of length 1', () => exactSearch(axes, new Float32Array([1, 1]), 1), /length 1\.414/],
    ['k 0', () => exactSearch(axes, new Float32Array([1, 0]), 0), /0 neighbours/],
    ['k 1.5', () => exactSearch(axes, new Float32Array([1, 0]), 1.5), /1\.5 neighbours/],
    ['a row beyond the matrix', () => exactSearch(axes, new Float32Array([1, 0]), 1, [3]), /Row 3/],
    ['a row before the matrix', () => exactSearch(axes, new Float32Array([1, 0]), 1, [-1]), /Row -1/],
    ['ids without vectors', () => exactSearch({ ...axes, ids: ['x'] }, new Float32Array([1, 0]), 1), /cannot hold 1/],
  ])('exactSearch refuses %s', (_, search, message) => {
    expect(search).toThrow(expect.objectContaining({ code: 'INDEX_FAILED', message: expect.stringMatching(message) }));
  });
});
