import { expect, test } from 'vitest';
import { isoDay, todayIn } from '../../src/answer/calendar.ts';

test('todayIn tells the day of the zone, not of the machine', () => {
  const moment = new Date('2024-08-01T20:00:00Z');
  expect(isoDay(todayIn('Asia/Seoul', moment))).toBe('2024-08-02');
  expect(isoDay(todayIn('America/New_York', moment))).toBe('2024-08-01');
});
