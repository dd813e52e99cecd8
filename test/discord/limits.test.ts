import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Limit } from '../../src/discord/limits.ts';

const at = (ms: number) => new Date(ms);

describe('Limit', () => {
  test('allows a burst, then one for each interval, and tells when the next is', () => {
    const limit = new Limit({ burst: 2, everyMs: 1_000 });
    expect([limit.take('a', at(0)), limit.take('a', at(0))]).toEqual([null, null]);
    expect(limit.take('a', at(100))).toEqual(at(1_000));
    expect(limit.take('a', at(1_000))).toBeNull();
    expect(limit.take('a', at(1_500))).toEqual(at(2_000));
  });

  test('counts each key apart', () => {
    const limit = new Limit({ burst: 1, everyMs: 1_000 });
    expect([limit.take('a', at(0)), limit.take('b', at(0))]).toEqual([null, null]);
  });

  test('gives back the whole burst to who was quiet', () => {
    const limit = new Limit({ burst: 3, everyMs: 1_000 });
    for (const ms of [0, 0, 0, 10_000, 10_000, 10_000]) expect(limit.take('a', at(ms))).toBeNull();
  });

  test('never allows more than burst and intervals give, and always allows at the moment that it told', () => {
    const steps = fc.array(fc.nat(3_000), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 2_000 }),
        steps,
        (burst, everyMs, waits) => {
          const limit = new Limit({ burst, everyMs });
          const taken: number[] = [];
          let now = 0;
          for (const wait of waits) {
            now += wait;
            const when = limit.take('a', at(now));
            if (when !== null) now = when.getTime();
            if (when !== null) expect(limit.take('a', at(now))).toBeNull();
            taken.push(now);
          }
          for (const [i, from] of taken.entries()) {
            const within = taken.slice(i).filter((ms) => ms < from + everyMs).length;
            expect(within).toBeLessThanOrEqual(burst + 1);
          }
        },
      ),
    );
  });
});
