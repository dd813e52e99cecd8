/** The dot product of a vector with the numbers from `start` on. Four sums side by side, so that no addition waits for the one before. */
export function dotAt(numbers: Float32Array, start: number, vector: Float32Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const inFours = vector.length - (vector.length % 4);
  for (let i = 0; i < inFours; i += 4) {
    const at = start + i;
    a += (numbers[at] ?? 0) * (vector[i] ?? 0);
    b += (numbers[at + 1] ?? 0) * (vector[i + 1] ?? 0);
    c += (numbers[at + 2] ?? 0) * (vector[i + 2] ?? 0);
    d += (numbers[at + 3] ?? 0) * (vector[i + 3] ?? 0);
  }
  for (let i = inFours; i < vector.length; i++) a += (numbers[start + i] ?? 0) * (vector[i] ?? 0);
  return a + b + c + d;
}
