const RESAMPLES = 1000;
const SEED = 20240802;
const BINS = 5;

/** One observation, 0..1, of a unit that is drawn as a whole: questions on one fact stand or fall together. */
export type Observation = { readonly unit: string; readonly value: number };

/** A mean with the middle 95 % of its bootstrap distribution. */
export type Estimate = { readonly mean: number; readonly low: number; readonly high: number; readonly count: number };

/** The mean of all observations and its bootstrap interval, units drawn with replacement; the same for the same observations. Null
 *  without any. */
export function estimate(observations: readonly Observation[]): Estimate | null {
  if (observations.length === 0) return null;
  const units = new Map<string, { sum: number; count: number }>();
  for (const { unit, value } of observations) {
    const { sum, count } = units.get(unit) ?? { sum: 0, count: 0 };
    units.set(unit, { sum: sum + value, count: count + 1 });
  }
  const all = [...units.values()];
  const random = randomOf(SEED);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < all.length; i++) {
      const drawn = all[Math.floor(random() * all.length)];
      sum += drawn?.sum ?? 0;
      count += drawn?.count ?? 0;
    }
    return sum / count;
  }).sort((a, b) => a - b);
  return {
    mean: observations.reduce((sum, { value }) => sum + value, 0) / observations.length,
    low: means[Math.floor(RESAMPLES * 0.025)] ?? 0,
    high: means[Math.ceil(RESAMPLES * 0.975) - 1] ?? 0,
    count: observations.length,
  };
}

/** A judgement of how likely something is, 0..1, and whether it was so. */
export type Forecast = { readonly expected: number; readonly observed: boolean };

/** Mean squared distance of forecasts from what came, 0..1; 0 is best, 0.25 a coin's. */
export function brier(forecasts: readonly Forecast[]): number {
  return (
    forecasts.reduce((sum, { expected, observed }) => sum + (expected - Number(observed)) ** 2, 0) / forecasts.length
  );
}

/** Forecasts between two bounds: how many, what they expected on average and which share came true. */
export type Bin = {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly expected: number;
  readonly observed: number;
};

/** Forecasts in five equally wide bins, those without a forecast left out. */
export function calibration(forecasts: readonly Forecast[]): Bin[] {
  return Array.from({ length: BINS }, (_, i) => {
    const own = forecasts.filter(({ expected }) => Math.min(BINS - 1, Math.floor(expected * BINS)) === i);
    const mean = (value: (one: Forecast) => number) => own.reduce((sum, one) => sum + value(one), 0) / own.length;
    return {
      from: i / BINS,
      to: (i + 1) / BINS,
      count: own.length,
      expected: mean(({ expected }) => expected),
      observed: mean(({ observed }) => Number(observed)),
    };
  }).filter(({ count }) => count > 0);
}

/** What is known of a question that might be answered: its support (null: never answered), and whether its answer would be right. */
export type Prospect = { readonly support: number | null; readonly answerable: boolean; readonly right: boolean };

/** What a threshold would bring: share of the answerable questions answered right and refused, share of the unanswerable ones not
 *  answered, and share of wrong ones among the answers (0 without any). */
export type Point = {
  readonly threshold: number;
  readonly right: number;
  readonly refused: number;
  readonly heldBack: number;
  readonly wrong: number;
};

/** What each threshold would bring: risk against coverage. */
export function curve(prospects: readonly Prospect[], thresholds: readonly number[]): Point[] {
  const answerable = prospects.filter((one) => one.answerable);
  const unanswerable = prospects.filter((one) => !one.answerable);
  return thresholds.map((threshold) => {
    const isAnswered = ({ support }: Prospect) => support !== null && support >= threshold;
    const answers = prospects.filter(isAnswered);
    const wrong = answers.filter((one) => !one.answerable || !one.right).length;
    return {
      threshold,
      right: answerable.filter((one) => isAnswered(one) && one.right).length / answerable.length,
      refused: answerable.filter((one) => !isAnswered(one)).length / answerable.length,
      heldBack: unanswerable.filter((one) => !isAnswered(one)).length / unanswerable.length,
      wrong: answers.length === 0 ? 0 : wrong / answers.length,
    };
  });
}

/** Numbers 0 <= x < 1 that look random, the same ones for a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A sample of `count` without repetition, in the original order, the same for a seed; all when there are fewer. */
export function sample<T>(all: readonly T[], count: number, seed: number): T[] {
  const random = randomOf(seed);
  const chosen = all
    .map((_, i) => ({ i, key: random() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count);
  const kept = new Set(chosen.map(({ i }) => i));
  return all.filter((_, i) => kept.has(i));
}
