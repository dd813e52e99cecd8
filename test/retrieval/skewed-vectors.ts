import type { VectorMatrix, VectorRow } from '../../src/retrieval/exact-search.ts';

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Unit vectors that share a common mean and overlap, as those of text encoders do; ids are c0, c1, … */
export function skewedMatrix(count: number, dimension: number, seed: number): VectorMatrix {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const mean = Float32Array.from({ length: dimension }, normal);
  const vectors = new Float32Array(count * dimension);
  for (let row = 0; row < count; row++) {
    vectors.set(unit(mean.map((value) => value + normal())), row * dimension);
  }
  return { ids: Array.from({ length: count }, (_, row) => `c${row}`), dimension, vectors };
}

/** The vector with a length of 1. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** One row of a matrix. */
export function vectorAt({ vectors, dimension }: VectorMatrix, row: number): Float32Array {
  return vectors.subarray(row * dimension, (row + 1) * dimension);
}

/** The rows of a matrix in order, each with its id. */
export function* rowsOf(matrix: VectorMatrix): Generator<VectorRow> {
  for (const [row, id] of matrix.ids.entries()) yield { id, vector: vectorAt(matrix, row) };
}

/** Some rows of a matrix as a matrix. */
export function slice({ ids, vectors, dimension }: VectorMatrix, start: number, end: number): VectorMatrix {
  return { ids: ids.slice(start, end), vectors: vectors.subarray(start * dimension, end * dimension), dimension };
}
