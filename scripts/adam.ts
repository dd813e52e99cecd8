/** Gives for the slope of each of so many weights the step to take, to be multiplied by a rate: 1 where the slope stays the same (Adam:
 *  Kingma & Ba 2015). `memory` is the share of the squared slopes so far that stays at each step, 0..1. Called once a step. */
export function adam(
  count: number,
  { memory }: { readonly memory: number },
): (slope: ArrayLike<number>) => Float64Array {
  const momentum = new Float64Array(count);
  const power = new Float64Array(count);
  let step = 0;
  return (slope) => {
    step++;
    return momentum.map((_, i) => {
      const own = slope[i] ?? 0;
      momentum[i] = 0.9 * (momentum[i] ?? 0) + 0.1 * own;
      power[i] = memory * (power[i] ?? 0) + (1 - memory) * own ** 2;
      const mean = (momentum[i] ?? 0) / (1 - 0.9 ** step);
      const size = Math.sqrt((power[i] ?? 0) / (1 - memory ** step)) + 1e-8;
      return mean / size;
    });
  };
}
