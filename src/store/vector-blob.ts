import { endianness } from 'node:os';

/** Vectors of equal length, one after the other, as float32 little-endian bytes. */
export function toBlob(vectors: readonly Float32Array[]): Buffer {
  const blob = Buffer.concat(vectors.map((vector) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)));
  return endianness() === 'LE' ? blob : blob.swap32();
}

/** The vectors of a blob, or null when it cannot hold `count` vectors of equal length or a value is not a number.
 *  @example fromBlob(toBlob([Float32Array.of(1, 0)]), 1) // => [Float32Array.of(1, 0)] */
export function fromBlob(blob: Uint8Array, count: number): Float32Array[] | null {
  if (count === 0) return blob.byteLength === 0 ? [] : null;
  const dimension = blob.byteLength / Float32Array.BYTES_PER_ELEMENT / count;
  if (!Number.isInteger(dimension)) return null;
  // Floats begin at a multiple of four: else a copy does, and so that the blob stays as it is where its bytes have to be swapped.
  const isUsable = endianness() === 'LE' && blob.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0;
  const bytes = isUsable ? blob : new Uint8Array(blob);
  if (endianness() === 'BE') Buffer.from(bytes.buffer).swap32();
  const all = new Float32Array(bytes.buffer, bytes.byteOffset, count * dimension);
  if (!allFinite(all)) return null;
  return Array.from({ length: count }, (_, i) => all.subarray(i * dimension, (i + 1) * dimension));
}

/** Whether every value is a finite number. */
export function allFinite(vector: Float32Array): boolean {
  // NaN and the infinities are the values whose difference from themselves is not zero; a sum would hide none of them.
  for (let i = 0; i < vector.length; i++) {
    const value = vector[i] ?? 0;
    if (value - value !== 0) return false;
  }
  return true;
}
