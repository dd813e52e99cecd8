/** The value below which a share of the values lies, by the nearest rank; 0 of none.
 *  @example percentile([3, 1, 2], 0.5) // => 2 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
