import { describe, expect, test } from 'vitest';
import type { Bulletin, Item } from '../src/bulletin/bulletin.ts';
import { overviewOf } from '../src/bulletin/overview.ts';
import { LINES_ONLY } from '../src/bulletin/places.ts';
import { digest, digestDays, nearestDays } from '../src/digest.ts';
import type { StoredBulletin } from '../src/store/store.ts';

const SEOUL = 'Asia/Seoul';
const FIRST = '위원회는 새 사업을 시작하였다.';
const whole = new Map<string, Bulletin>();
const store = { bulletin: async (id: string) => whole.get(id) ?? null };

function itemOf(id: string, date: string | null): Item {
  return {
    id,
    number: null,
    title: `${id}의 제목`,
    subtitle: null,
    section: null,
    subsection: null,
    date,
    lines: [1, 2],
    titleLines: [1, 1],
    subtitleLines: null,
    blocks: [{ kind: 'bullet', text: FIRST, depth: 0, lines: [2, 2] }],
    sources: [{ url: `https://example.org/${id}`, title: null, publisher: null, date: null, lines: [2, 2] }],
  };
}

/** An issue whose items were all kept at the same moment. */
function stored(
  id: string,
  publishedOn: string | null,
  dates: readonly (string | null)[],
  addedAt: string,
): StoredBulletin {
  const items = dates.map((date, i) => itemOf(`${id}/${i + 1}`, date));
  const bulletin: Bulletin = {
    id,
    title: id,
    publisher: null,
    publishedOn,
    language: 'ko',
    lineCount: 2,
    contents: [],
    summary: [],
    sections: [],
    items,
    parts: [],
    warnings: [],
  };
  whole.set(id, bulletin);
  return {
    bulletin: overviewOf(bulletin),
    file: { path: `${id}.md`, hash: '', format: 'text', places: LINES_ONLY, warnings: [] },
    fingerprint: '',
    addedAt,
    updatedAt: addedAt,
    itemsAddedAt: new Map(items.map((item) => [item.id, addedAt])),
    itemOrder: new Map(items.map((item, i) => [item.id, i + 1])),
  };
}

async function idsOf(
  day: string | null,
  bulletins: readonly StoredBulletin[],
  now: string,
): Promise<readonly string[]> {
  const { items } = await digest(day, bulletins, { now: new Date(now), timeZone: SEOUL, store });
  return items.map(({ item }) => item.id);
}

describe('digest', () => {
  test('of a day has the items of that date, and undated ones of an issue of that day', async () => {
    const bulletins = [stored('b', '2024-08-02', ['2024-07-24', null, '2024-08-02'], '2024-08-02T01:00:00.000Z')];
    expect(await idsOf('2024-07-24', bulletins, '2026-01-01T00:00:00Z')).toEqual(['b/1']);
    expect(await idsOf('2024-08-02', bulletins, '2026-01-01T00:00:00Z')).toEqual(['b/2', 'b/3']);
    expect(await idsOf('2024-08-03', bulletins, '2026-01-01T00:00:00Z')).toEqual([]);
  });

  test('quotes summaries with lines and links', async () => {
    const bulletins = [stored('b', null, ['2024-07-24'], '2024-08-02T01:00:00.000Z')];
    const now = new Date('2024-08-02T01:00:00Z');
    const { items } = await digest('2024-07-24', bulletins, { now, timeZone: SEOUL, store });
    expect(items[0]).toMatchObject({
      item: { id: 'b/1', title: 'b/1의 제목', date: '2024-07-24' },
      summary: [{ text: FIRST, lines: [2, 2] }],
      links: ['https://example.org/b/1'],
    });
  });

  test('without a day has what was added today, by the day of the zone', async () => {
    const bulletins = [stored('b', '2024-08-02', [null, null], '2024-08-04T15:30:00.000Z')];
    expect(await idsOf(null, bulletins, '2024-08-05T09:00:00+09:00')).toEqual(['b/1', 'b/2']);
  });

  test('spreads the latest issue over the working days until the next, each item once', async () => {
    const dates = Array.from({ length: 14 }, () => null);
    const bulletins = [
      stored('new', '2024-08-02', dates, '2024-08-01T00:00:00.000Z'),
      stored('old', '2024-07-26', [null], '2024-07-26T00:00:00.000Z'),
    ];
    const days = ['02', '03', '04', '05', '06', '07', '08'];
    const week = await Promise.all(days.map((day) => idsOf(null, bulletins, `2024-08-${day}T09:00:00+09:00`)));
    expect(week.map((ids) => ids.length)).toEqual([3, 0, 0, 3, 3, 3, 2]);
    expect(week.flat()).toEqual(bulletins[0]?.bulletin.items.map((item) => item.id));
    expect(await idsOf(null, bulletins, '2024-08-09T09:00:00+09:00')).toEqual([]);
  });

  test('has nothing to spread when no issue is dated', async () => {
    expect(await idsOf(null, [stored('b', null, [null], '2024-08-01T00:00:00.000Z')], '2024-08-09T00:00:00Z')).toEqual(
      [],
    );
  });
});

test('digestDays lists the days that have items, newest first', () => {
  const bulletins = [stored('b', '2024-08-02', ['2024-07-24', null, '2024-07-24'], '2024-08-02T01:00:00.000Z')];
  expect(digestDays(bulletins)).toEqual(['2024-08-02', '2024-07-24']);
});

test('nearestDays takes the days around the one given, newest first', () => {
  const days = ['2024-08-30', '2024-08-09', '2024-08-02', '2024-07-01'];
  expect(nearestDays(days, '2024-08-06', 2)).toEqual(['2024-08-09', '2024-08-02']);
  expect(nearestDays(days, '2024-09-06', 1)).toEqual(['2024-08-30']);
  expect(nearestDays([], '2024-09-06', 1)).toEqual([]);
});
