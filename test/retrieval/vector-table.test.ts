import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/bulletin/bulletin.ts';
import { VectorTable } from '../../src/retrieval/vector-table.ts';

const DIMENSION = 3;

const unit = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .map((numbers) => normalized(numbers));
const language = fc.constantFrom<Language>('ko', 'en', 'zh');
const means = {
  ko: new Float32Array([0.3, 0.1, 0.2]),
  en: new Float32Array([-0.2, 0.4, 0.1]),
  zh: new Float32Array([0.1, -0.3, 0.3]),
};

function normalized(numbers: readonly number[]): Float32Array {
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (number) => number / length);
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b));
}

describe('VectorTable', () => {
  test('gives the cosines of its definition, raw and centred', () => {
    fc.assert(
      fc.property(unit, language, unit, language, (vector, of, asked, asker) => {
        const table = new VectorTable(DIMENSION, means);
        table.add('a', of, vector);
        const query = table.query(asked, asker);
        const centre = (values: Float32Array, mean: Float32Array) =>
          [...values].map((value, i) => value - (mean[i] ?? 0));
        expect(table.rawSimilarity(query, 'a')).toBeCloseTo(cosine([...asked], [...vector]), 5);
        const centred = cosine(centre(asked, means[asker]), centre(vector, means[of]));
        expect(table.centredSimilarity(query, 'a')).toBeCloseTo(centred, 5);
        expect(table.similarityTo(query, vector, of)).toBeCloseTo(centred, 5);
      }),
    );
  });

  test('holds what a map would hold after any adding, replacing and removing', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const step = fc.oneof(
      fc.record({ id, vector: unit, language }),
      fc.record({ id, vector: fc.constant(null), language }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), unit, (steps, asked) => {
        const table = new VectorTable(DIMENSION, null);
        const map = new Map<string, Float32Array>();
        for (const one of steps) {
          if (one.vector === null) {
            table.remove(one.id);
            map.delete(one.id);
          } else {
            table.add(one.id, one.language, one.vector);
            map.set(one.id, one.vector);
          }
        }
        expect(table.size).toBe(map.size);
        expect(new Map([...table.rows()].map((row) => [row.id, row.vector]))).toEqual(map);
        const query = table.query(asked, 'ko');
        const best = [...map.values()].map((vector) => cosine([...asked], [...vector])).sort((a, b) => b - a)[0];
        if (best !== undefined) expect(table.nearest(query, 1)[0]?.similarity).toBeCloseTo(best, 5);
      }),
    );
  });

  test('finds the nearest of those that are named only', () => {
    const table = new VectorTable(DIMENSION, null);
    table.add('near', 'ko', normalized([1, 0, 0.1]));
    table.add('far', 'ko', normalized([0, 1, 0.1]));
    const query = table.query(normalized([1, 0, 0]), 'ko');
    expect(table.nearest(query, 5).map((hit) => hit.id)).toEqual(['near', 'far']);
    expect(table.nearest(query, 5, ['far', 'unknown', 'far']).map((hit) => hit.id)).toEqual(['far']);
  });
});
