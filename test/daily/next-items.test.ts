import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/bulletin/bulletin.ts';
import { dayAfter } from '../../src/daily/days.ts';
import { baselineOf, MOST_ITEMS, nextItems } from '../../src/daily/next-items.ts';
import type { Subscription } from '../../src/store/outbox.ts';
import type { StoredBulletin } from '../../src/store/store.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { recordOf } from '../fakes/records.ts';
import { subscriptionOf } from '../fakes/subscriptions.ts';

type Issue = {
  readonly id: string;
  readonly publishedOn: string;
  readonly items: number;
  readonly sections?: readonly string[];
};

/** A store with issues, kept in this order on the day when each was published. */
async function storeOf(...issues: readonly Issue[]) {
  const store = memoryStore();
  for (const issue of issues) await store.save(recordFor(issue), new Date(`${issue.publishedOn}T01:00:00Z`));
  return store;
}

function recordFor({ id, publishedOn, items, sections = [] }: Issue) {
  const record = recordOf({ id, items: Array.from({ length: items }, (_, i) => `${i + 1}`) });
  const inSection = (item: Item, i: number) => ({ ...item, section: sections[i % sections.length] ?? null });
  const titles = sections.map((title) => ({ number: null, title, lines: [1, 1] as const }));
  const bulletin = { ...record.bulletin, publishedOn, items: record.bulletin.items.map(inSection), sections: titles };
  return { ...record, bulletin };
}

/** What a subscription gets on each of these days, one after the other. */
async function givenOn(
  days: readonly string[],
  subscription: Subscription,
  store: Awaited<ReturnType<typeof storeOf>>,
) {
  const given: string[][] = [];
  let { progress } = subscription;
  for (const day of days) {
    const next = await nextItems({ ...subscription, progress }, day, await store.bulletins(), store);
    given.push(next.entries.map(({ item }) => item.id));
    progress = next.progress;
  }
  return given;
}

const from = (first: string, count: number) => Array.from({ length: count }, (_, i) => dayAfter(first, i));
const baseline = (bulletins: readonly StoredBulletin[], mode: Subscription['mode'], day: string) =>
  subscriptionOf({ mode, progress: baselineOf(bulletins, mode, day, 'Asia/Seoul') });

describe('mode new', () => {
  test('takes what is there as its baseline, and gives what was kept since, once', async () => {
    const store = await storeOf({ id: 'a', publishedOn: '2024-08-02', items: 3 });
    const subscription = baseline(await store.bulletins(), 'new', '2024-08-05');
    expect(await givenOn(['2024-08-05'], subscription, store)).toEqual([[]]);
    await store.save(recordFor({ id: 'b', publishedOn: '2024-08-09', items: 2 }), new Date('2024-08-09T01:00:00Z'));
    expect(await givenOn(['2024-08-09', '2024-08-10'], subscription, store)).toEqual([['b/1', 'b/2'], []]);
  });

  test('goes by the order of keeping, whatever the clock said', async () => {
    const store = await storeOf({ id: 'a', publishedOn: '2024-08-02', items: 1 });
    const subscription = baseline(await store.bulletins(), 'new', '2024-08-05');
    await store.save(recordFor({ id: 'b', publishedOn: '2024-07-01', items: 1 }), new Date('2001-01-01T00:00:00Z'));
    expect(await givenOn(['2024-08-05'], subscription, store)).toEqual([['b/1']]);
  });

  test('gives items of the sections asked for, and none of the others later', async () => {
    const store = await storeOf();
    const subscription = subscriptionOf({ sections: ['정책'] });
    const issue = { id: 'a', publishedOn: '2024-08-02', items: 4, sections: ['정책', '기술'] };
    await store.save(recordFor(issue), new Date('2024-08-02T01:00:00Z'));
    expect(await givenOn(['2024-08-05'], subscription, store)).toEqual([['a/1', 'a/3']]);
    const bulletins = await store.bulletins();
    const { progress } = await nextItems(subscription, '2024-08-05', bulletins, store);
    const next = await nextItems({ ...subscription, sections: null, progress }, '2024-08-06', bulletins, store);
    expect(next.entries).toEqual([]);
  });

  test('passes over what has no room, and says what', async () => {
    const store = await storeOf({ id: 'a', publishedOn: '2024-08-02', items: MOST_ITEMS + 5 });
    const { entries, left, progress } = await nextItems(subscriptionOf(), '2024-08-05', await store.bulletins(), store);
    expect([entries.length, left.length, progress.through]).toEqual([MOST_ITEMS, 5, MOST_ITEMS + 5]);
  });

  test('does not give again what a post that broke off had', async () => {
    const store = await storeOf({ id: 'a', publishedOn: '2024-08-02', items: 3 });
    const subscription = subscriptionOf({ progress: { through: 0, beyond: ['a/2'] } });
    expect(await givenOn(['2024-08-05', '2024-08-06'], subscription, store)).toEqual([['a/1', 'a/3'], []]);
  });
});

describe('mode spread', () => {
  const workdays = subscriptionOf({ mode: 'spread', weekdays: [1, 2, 3, 4, 5] });

  test('gives an issue in even shares over the working days until the next is due, nothing twice', async () => {
    const store = await storeOf(
      { id: 'a', publishedOn: '2024-07-26', items: 1 },
      { id: 'b', publishedOn: '2024-08-02', items: 14 },
    );
    const subscription = { ...workdays, progress: { through: 1, beyond: [] } };
    const given = await givenOn(['2024-08-02', ...from('2024-08-05', 4), '2024-08-09'], subscription, store);
    expect(given.map((ids) => ids.length)).toEqual([3, 3, 3, 3, 2, 0]);
    expect(new Set(given.flat()).size).toBe(14);
  });

  test('begins with the most important: the first section, then long items with figures and links', async () => {
    const record = recordFor({ id: 'a', publishedOn: '2024-08-05', items: 4, sections: ['단신', '정책'] });
    const long = (item: Item, i: number): Item =>
      i < 2
        ? item
        : {
            ...item,
            blocks: [{ kind: 'paragraph', text: '예산은 340억 원으로 20% 늘었다. '.repeat(40), lines: [2, 2] }],
          };
    const sections = record.bulletin.sections.toReversed();
    const bulletin = { ...record.bulletin, sections, items: record.bulletin.items.map(long) };
    const store = memoryStore();
    await store.save({ ...record, bulletin }, new Date('2024-08-05T01:00:00Z'));
    const given = await givenOn(
      [...from('2024-08-05', 4)],
      { ...workdays, progress: { through: 0, beyond: [] } },
      store,
    );
    expect(given.map(([first]) => first)).toEqual(['a/4', 'a/2', 'a/3', 'a/1']);
  });

  test('makes up for days without a post, and gives what is left of an issue after the next one', async () => {
    const store = await storeOf({ id: 'a', publishedOn: '2024-08-02', items: 10 });
    const subscription = { ...workdays, progress: { through: 0, beyond: [] } };
    expect((await givenOn(['2024-08-07', '2024-08-08'], subscription, store)).map((ids) => ids.length)).toEqual([5, 5]);
    const bulletins = await store.bulletins();
    const { progress } = await nextItems(subscription, '2024-08-02', bulletins, store);
    await store.save(recordFor({ id: 'b', publishedOn: '2024-08-09', items: 5 }), new Date('2024-08-09T01:00:00Z'));
    const days = ['2024-08-09', ...from('2024-08-12', 4)];
    const given = await givenOn(days, { ...subscription, progress }, store);
    expect(given.flat()).toHaveLength(13);
    expect(given[0]?.every((id) => id.startsWith('b/'))).toBe(true);
  });

  test('gives an issue that came late over as many days as others', async () => {
    const store = memoryStore();
    await store.save(recordFor({ id: 'a', publishedOn: '2020-01-03', items: 10 }), new Date('2024-08-05T01:00:00Z'));
    const given = await givenOn(from('2024-08-05', 5), { ...workdays, progress: { through: 0, beyond: [] } }, store);
    expect(given.map((ids) => ids.length)).toEqual([2, 2, 2, 2, 2]);
  });

  test('begins with the issue that is current, and with none that is over', async () => {
    const store = await storeOf(
      { id: 'a', publishedOn: '2024-07-26', items: 2 },
      { id: 'b', publishedOn: '2024-08-02', items: 4 },
    );
    const bulletins = await store.bulletins();
    const current = await givenOn(['2024-08-07', '2024-08-08'], baseline(bulletins, 'spread', '2024-08-07'), store);
    expect(current.flat().sort()).toEqual(['b/1', 'b/2', 'b/3', 'b/4']);
    const over = await givenOn(['2024-09-02', '2024-09-03'], baseline(bulletins, 'spread', '2024-09-02'), store);
    expect(over.flat()).toEqual([]);
  });
});
