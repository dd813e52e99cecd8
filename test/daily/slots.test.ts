import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayAfter, dayIn, daysBetween, weekdayOf } from '../../src/daily/days.ts';
import { slotAfter, slotAt, slotsBetween } from '../../src/daily/slots.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const iso = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString().slice(0, 16));

describe('slotAt', () => {
  test.each([
    ['an ordinary day', '2024-08-05', '09:00', 'Asia/Seoul', '2024-08-05T00:00'],
    ['a time that is passed over, an hour later', '2024-03-10', '02:30', 'America/New_York', '2024-03-10T07:30'],
    ['the first of a time that is there twice', '2024-11-03', '01:30', 'America/New_York', '2024-11-03T05:30'],
    ['a change of half an hour, passed over', '2024-10-06', '02:15', 'Australia/Lord_Howe', '2024-10-05T15:45'],
    ['a change of half an hour, twice', '2025-04-06', '01:45', 'Australia/Lord_Howe', '2025-04-05T14:45'],
    ['midnight that is passed over', '2023-04-28', '00:00', 'Africa/Cairo', '2023-04-27T22:00'],
    ['the end of a day that is passed over', '2024-03-30', '23:30', 'America/Nuuk', '2024-03-31T01:30'],
    ['a zone 14 hours ahead', '2024-08-05', '00:00', 'Pacific/Kiritimati', '2024-08-04T10:00'],
    ['29 February', '2024-02-29', '12:00', 'UTC', '2024-02-29T12:00'],
  ])('finds %s', (_, day, time, zone, moment) => {
    expect(iso(slotAt(day, time, zone))).toBe(moment);
  });

  test('has none on a day that the zone left out', () => {
    expect(slotAt('2011-12-30', '09:00', 'Pacific/Apia')).toBeNull();
    expect(iso(slotAt('2011-12-31', '09:00', 'Pacific/Apia'))).toBe('2011-12-30T19:00');
  });

  test('gives every day of every zone one slot, each later than the one before', () => {
    const day = fc.integer({ min: 0, max: 2500 }).map((days) => dayAfter('2022-01-01', days));
    const time = fc
      .integer({ min: 0, max: 24 * 60 - 1 })
      .map((minutes) => new Date(minutes * 60_000).toISOString().slice(11, 16));
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    fc.assert(
      fc.property(day, time, zone, (first, at, timeZone) => {
        const week = slotsBetween(first, dayAfter(first, 6), { time: at, timeZone, weekdays: EVERY_DAY });
        expect(week.map((slot) => slot.day)).toEqual(Array.from({ length: 7 }, (_, i) => dayAfter(first, i)));
        for (const [i, slot] of week.entries()) {
          const before = week[i - 1];
          if (before !== undefined) expect(slot.at - before.at).toBeGreaterThan(22 * 3_600_000);
          const hours = (slot.at - Date.parse(`${slot.day}T${at}:00Z`)) / 3_600_000;
          expect(Math.abs(hours)).toBeLessThanOrEqual(14);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('slotsBetween keeps to the weekdays', () => {
  const clock = { time: '09:00', timeZone: 'Asia/Seoul', weekdays: [1, 5] };
  expect(slotsBetween('2024-07-29', '2024-08-06', clock).map(({ day }) => day)).toEqual([
    '2024-07-29',
    '2024-08-02',
    '2024-08-05',
  ]);
  expect(slotsBetween('2024-08-06', '2024-08-05', clock)).toEqual([]);
});

test('slotAfter is the first of a later day, over the end of a month; none without weekdays', () => {
  const clock = { time: '09:00', timeZone: 'Asia/Seoul', weekdays: [4] };
  expect(slotAfter('2024-02-28', clock)).toEqual({ day: '2024-02-29', at: Date.parse('2024-02-29T00:00:00Z') });
  expect(slotAfter('2024-02-29', clock)?.day).toBe('2024-03-07');
  expect(slotAfter('2024-02-29', { ...clock, weekdays: [] })).toBeNull();
});

test('dayIn tells the day of the zone, not of the machine', () => {
  const moment = new Date('2024-08-01T20:00:00Z');
  expect(dayIn('Asia/Seoul')(moment)).toBe('2024-08-02');
  expect(dayIn('America/New_York')(moment)).toBe('2024-08-01');
});

test('days are counted over the ends of months and years', () => {
  expect(dayAfter('2023-12-31', 1)).toBe('2024-01-01');
  expect(dayAfter('2024-03-01', -1)).toBe('2024-02-29');
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  expect(['2024-08-05', '2024-08-11'].map(weekdayOf)).toEqual([1, 7]);
});
