import { describe, expect, test } from 'vitest';
import { Urgency } from '../../src/discord/urgency.ts';

describe('Urgency', () => {
  test('lets work wait until all that is urgent is done, failed or not', async () => {
    const urgency = new Urgency(60_000);
    const told: string[] = [];
    const ends: (() => void)[] = [];
    const first = urgency.urgent(new Promise<void>((resolve) => ends.push(resolve)));
    const second = urgency.urgent(new Promise<void>((_, reject) => ends.push(() => reject(new Error('broken')))));
    const calm = urgency.calm().then(() => told.push('calm'));
    ends[0]?.();
    await first;
    told.push('one left');
    ends[1]?.();
    await expect(second).rejects.toThrow('broken');
    await calm;
    expect(told).toEqual(['one left', 'calm']);
  });

  test('does not let it wait for ever, nor when nothing is urgent', async () => {
    const urgency = new Urgency(1);
    await urgency.calm();
    void urgency.urgent(new Promise(() => {}));
    await urgency.calm();
  });
});
