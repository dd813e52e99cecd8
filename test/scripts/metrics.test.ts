import { describe, expect, test } from 'vitest';
import { brier, calibration, curve, estimate, randomOf, sample } from '../../scripts/metrics.ts';

describe('estimate', () => {
  test('gives the mean of the observations, not of the units', () => {
    const observations = [
      { unit: 'a', value: 1 },
      { unit: 'a', value: 1 },
      { unit: 'a', value: 1 },
      { unit: 'b', value: 0 },
    ];
    expect(estimate(observations)).toMatchObject({ mean: 0.75, count: 4 });
  });

  test('draws units as a whole: two units give their two means and the one between as bounds', () => {
    const observations = [...Array(50).fill({ unit: 'a', value: 1 }), ...Array(50).fill({ unit: 'b', value: 0 })];
    // a quarter of the samples each: a twice, b twice; so 2.5 % from either end lie 1 and 0
    expect(estimate(observations)).toEqual({ mean: 0.5, low: 0, high: 1, count: 100 });
  });

  test('narrows to the binomial interval with many units', () => {
    const observations = Array.from({ length: 400 }, (_, i) => ({ unit: `u${i}`, value: i % 4 === 0 ? 0 : 1 }));
    const { low = 0, high = 0 } = estimate(observations) ?? {};
    const margin = 1.96 * Math.sqrt((0.75 * 0.25) / 400);
    expect(low).toBeCloseTo(0.75 - margin, 1.5);
    expect(high).toBeCloseTo(0.75 + margin, 1.5);
    expect(estimate(observations)).toEqual(estimate(observations));
  });

  test('is exact where all are alike, and null without any', () => {
    const alike = [
      { unit: 'a', value: 1 },
      { unit: 'b', value: 1 },
    ];
    expect(estimate(alike)).toEqual({ mean: 1, low: 1, high: 1, count: 2 });
    expect(estimate([])).toBeNull();
  });
});

const forecasts = [
  { expected: 0.1, observed: false },
  { expected: 0.15, observed: true },
  { expected: 0.9, observed: true },
  { expected: 1, observed: true },
];

describe('brier', () => {
  test('is the mean squared distance', () => {
    expect(brier(forecasts)).toBeCloseTo((0.01 + 0.7225 + 0.01 + 0) / 4, 12);
  });
});

describe('calibration', () => {
  test('puts forecasts in fifths, 1 in the last, and leaves out empty ones', () => {
    const bins = calibration(forecasts);
    expect(bins.map(({ from, to, count, observed }) => [from, to, count, observed])).toEqual([
      [0, 0.2, 2, 0.5],
      [0.8, 1, 2, 1],
    ]);
    expect(bins[0]?.expected).toBeCloseTo(0.125, 12);
    expect(bins[1]?.expected).toBeCloseTo(0.95, 12);
  });
});

describe('curve', () => {
  test('tells what each threshold would bring', () => {
    const prospects = [
      { support: 0.9, answerable: true, right: true },
      { support: 0.5, answerable: true, right: false },
      { support: 0.4, answerable: true, right: true },
      { support: null, answerable: true, right: true },
      { support: 0.6, answerable: false, right: false },
      { support: null, answerable: false, right: false },
    ];
    expect(curve(prospects, [0, 0.5, 0.95])).toEqual([
      { threshold: 0, right: 0.5, refused: 0.25, heldBack: 0.5, wrong: 0.5 },
      { threshold: 0.5, right: 0.25, refused: 0.5, heldBack: 0.5, wrong: 2 / 3 },
      { threshold: 0.95, right: 0, refused: 1, heldBack: 1, wrong: 0 },
    ]);
  });
});

describe('randomOf', () => {
  test('gives the same numbers for a seed, evenly over 0 to 1', () => {
    const [a, b, other] = [randomOf(1), randomOf(1), randomOf(2)];
    const numbers = Array.from({ length: 10_000 }, a);
    expect(numbers).toEqual(Array.from({ length: 10_000 }, b));
    expect(other()).not.toBe(numbers[0]);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    for (const tenth of Array(10).keys()) {
      const inTenth = numbers.filter((number) => Math.floor(number * 10) === tenth);
      expect(Math.abs(inTenth.length - 1000)).toBeLessThan(150); // five standard deviations
    }
  });
});

describe('sample', () => {
  const all = Array.from({ length: 100 }, (_, i) => i);

  test('takes so many different ones in their order, the same for a seed', () => {
    const taken = sample(all, 10, 3);
    expect(taken).toHaveLength(10);
    expect(taken).toEqual([...new Set(taken)].sort((a, b) => a - b));
    expect(sample(all, 10, 3)).toEqual(taken);
    expect(sample(all, 10, 4)).not.toEqual(taken);
    expect(sample(all, 200, 3)).toEqual(all);
  });
});
