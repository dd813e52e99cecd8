import { describe, expect, test } from 'vitest';
import { Queue } from '../../src/discord/queue.ts';

describe('Queue', () => {
  test('runs as many at a time as it may, in the order they came, also behind one that failed', async () => {
    const queue = new Queue({ atOnce: 2, waiting: 10 });
    const ends: ((fail?: Error) => void)[] = [];
    const begun: number[] = [];
    const works = [0, 1, 2, 3].map((n) =>
      queue.run(
        () =>
          new Promise<number>((resolve, reject) => {
            begun.push(n);
            ends[n] = (fail) => (fail === undefined ? resolve(n) : reject(fail));
          }),
      ),
    );
    expect(begun).toEqual([0, 1]);
    ends[1]?.(new Error('broken'));
    await expect(works[1]).rejects.toThrow('broken');
    expect(begun).toEqual([0, 1, 2]);
    ends[0]?.();
    await works[0];
    expect(begun).toEqual([0, 1, 2, 3]);
    ends[2]?.();
    ends[3]?.();
    expect(await Promise.all([works[2], works[3]])).toEqual([2, 3]);
  });

  test('has places for those who run and those who wait, and for no more until one leaves', () => {
    const queue = new Queue({ atOnce: 1, waiting: 1 });
    expect([queue.enter(), queue.enter(), queue.enter()]).toEqual([true, true, false]);
    queue.leave();
    expect(queue.enter()).toBe(true);
  });
});
