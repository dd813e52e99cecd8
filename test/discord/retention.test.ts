import { expect, test } from 'vitest';
import { FEEDBACK_DAYS, forgetDaily } from '../../src/discord/retention.ts';
import { AppError } from '../../src/errors.ts';
import { createLogger } from '../../src/log.ts';
import { feedbackOf } from '../fakes/feedback.ts';
import { handTicker } from '../fakes/hand-ticker.ts';
import { memoryStore } from '../fakes/memory-store.ts';

const DAY_MS = 86_400_000;
const START = new Date('2024-08-05T00:00:00.000Z');

test('forgetDaily deletes votes after their time, at once and then every day', async () => {
  const { feedback } = memoryStore();
  const { every, tick } = handTicker();
  let now = START;
  const daysAgo = (days: number) => new Date(START.getTime() - days * DAY_MS).toISOString();
  await feedback.put(feedbackOf({ answerId: 'old', at: daysAgo(FEEDBACK_DAYS + 1) }));
  await feedback.put(feedbackOf({ answerId: 'nearly', at: daysAgo(FEEDBACK_DAYS) }));
  await feedback.put(feedbackOf({ answerId: 'new', at: daysAgo(0) }));
  const log = createLogger({ level: 'silent' });
  forgetDaily(feedback, { now: () => now, log, every });
  await tick(0);
  expect((await feedback.all()).map(({ answerId }) => answerId)).toEqual(['new', 'nearly']);
  now = new Date(START.getTime() + DAY_MS);
  await tick(1);
  expect((await feedback.all()).map(({ answerId }) => answerId)).toEqual(['new']);
});

test('forgetDaily goes on where nothing can be deleted', async () => {
  const { every, tick } = handTicker();
  let tries = 0;
  const removeBefore = async () => {
    tries++;
    throw new AppError('STATE_READ_ONLY', 'read-only');
  };
  const lines: string[] = [];
  const log = createLogger({ level: 'info', write: (line) => lines.push(line) });
  forgetDaily({ removeBefore }, { now: () => START, log, every });
  await tick(2);
  expect(tries).toBe(3);
  expect(lines).toHaveLength(3);
});
