import { AppError } from '../errors.ts';

/** How far a vector's L2 norm may be from 1: what an `Embedder` promises. */
const NORM_TOLERANCE = 1e-3;

/** Returns normally when the value is a Float32Array of `dimension` finite numbers with an L2 norm of 1 within 1e-3. Inner
 *  products of other vectors are no cosines, and one NaN spoils every comparison it takes part in.
 *  @throws AppError INDEX_FAILED naming what is wrong.
 *  @example requireUnitVector(new Float32Array([0.6, 0.8]), 2) // => returns
 *  @example requireUnitVector(new Float32Array([1, 1]), 2) // => throws: … has length 1.414 … */
export function requireUnitVector(vector: Float32Array, dimension: number): void {
  if (!(vector instanceof Float32Array)) {
    throw new AppError('INDEX_FAILED', 'A vector has to be a Float32Array. Pass what the embedder returned.');
  }
  if (vector.length !== dimension) {
    throw new AppError(
      'INDEX_FAILED',
      `A vector has ${vector.length} numbers where the index holds ${dimension}. Embed with the index's own model, or rebuild the index.`,
    );
  }
  let squares = 0;
  for (const value of vector) squares += value * value;
  const norm = Math.sqrt(squares);
  if (!Number.isFinite(norm)) {
    throw new AppError('INDEX_FAILED', 'A vector contains NaN or Infinity. Embed the text again.');
  }
  if (Math.abs(norm - 1) > NORM_TOLERANCE) {
    throw new AppError(
      'INDEX_FAILED',
      `A vector has length ${norm.toPrecision(4)} instead of 1. Normalise it before it is indexed or searched.`,
    );
  }
}

/** Returns normally when `k`, the number of neighbours wanted, is a positive integer.
 *  @throws AppError INDEX_FAILED otherwise. */
export function requireCount(k: number): void {
  if (Number.isSafeInteger(k) && k >= 1) return;
  throw new AppError('INDEX_FAILED', `A search asked for ${k} neighbours. Ask for a whole number of at least 1.`);
}
