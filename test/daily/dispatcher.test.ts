import { describe, expect, test } from 'vitest';
import { SimulatedDiscord } from '../../scripts/simulated-discord.ts';
import { Dispatcher } from '../../src/daily/dispatcher.ts';
import type { Composed } from '../../src/daily/planner.ts';
import { createLogger } from '../../src/log.ts';
import type { Subscription } from '../../src/store/outbox.ts';
import { memoryOutbox } from '../fakes/memory-outbox.ts';
import { subscriptionOf } from '../fakes/subscriptions.ts';

const HOUR = 3_600_000;
const SLOT = Date.parse('2024-08-05T00:00:00Z'); // 09:00 in Seoul, a Monday

/** A dispatcher with a clock that is set by hand, over a simulated Discord in which nothing goes wrong by itself. */
async function setUp(more: Partial<Subscription> = {}, composed: Composed | null = twoMessages()) {
  const world = { now: SLOT, composed };
  const outbox = memoryOutbox();
  await outbox.subscribe(subscriptionOf(more));
  const discord = new SimulatedDiscord(
    () => 0.999,
    () => world.now,
  );
  const told: string[] = [];
  const start = (owner: string) =>
    new Dispatcher({
      outbox,
      poster: discord,
      compose: async () => world.composed,
      farewell: (_, reason) => {
        told.push(reason.kind);
        return reason.kind;
      },
      now: () => world.now,
      owner,
      pace: async () => {},
      atOnce: 2,
      log: createLogger({ level: 'silent' }),
    });
  const dispatcher = start('a');
  const days = async () =>
    (await outbox.deliveries('s1', 99)).map(({ day, state, reason }) => [day, state, reason?.kind]);
  const runAt = async (moment: number) => {
    world.now = moment;
    await dispatcher.run();
  };
  const posts = () => discord.channels.get('c1')?.map(({ payload }) => payload) ?? [];
  return { world, outbox, discord, told, start, runAt, days, posts };
}

function twoMessages(): Composed {
  const messages = [
    { payload: '"one"', items: ['b/1'] },
    { payload: '"two"', items: ['b/2'] },
  ];
  return { messages, progress: { through: 2, beyond: [] } };
}

describe('a run', () => {
  test('posts nothing before the slot, and all messages once from then on', async () => {
    const { runAt, days, posts, outbox } = await setUp();
    await runAt(SLOT - 1);
    expect(await days()).toEqual([]);
    await runAt(SLOT);
    await runAt(SLOT + HOUR);
    expect(await days()).toEqual([['2024-08-05', 'posted', undefined]]);
    expect(posts()).toEqual(['"one"', '"two"']);
    expect((await outbox.subscription('s1'))?.progress).toEqual({ through: 2, beyond: [] });
  });

  test('says so on days without anything new, and on those that are paused', async () => {
    const { runAt, days, outbox } = await setUp({}, { messages: [], progress: { through: 5, beyond: [] } });
    await runAt(SLOT);
    expect((await outbox.subscription('s1'))?.progress.through).toBe(5);
    await outbox.change('s1', (one) => ({ ...one, paused: { by: 'user', since: '2024-08-05T01:00:00Z' } }));
    await runAt(SLOT + 24 * HOUR);
    expect(await days()).toEqual([
      ['2024-08-06', 'skipped', 'paused'],
      ['2024-08-05', 'skipped', 'nothing-new'],
    ]);
  });

  test('catches up the last day with one post, and gives those before a reason', async () => {
    const { runAt, days, posts } = await setUp();
    await runAt(SLOT + 3 * 24 * HOUR + HOUR);
    expect(await days()).toEqual([
      ['2024-08-08', 'posted', undefined],
      ['2024-08-07', 'skipped', 'missed'],
      ['2024-08-06', 'skipped', 'missed'],
      ['2024-08-05', 'skipped', 'missed'],
    ]);
    expect(posts()).toHaveLength(2);
  });

  test('gives up a slot that is more than 24 hours late', async () => {
    const { runAt, days } = await setUp({ weekdays: [1] });
    await runAt(SLOT + 24 * HOUR);
    expect(await days()).toEqual([['2024-08-05', 'skipped', 'missed']]);
  });

  test('posts no second time when the clock is set back, and fills a day that a wrong clock took for missed', async () => {
    const { runAt, days, posts } = await setUp();
    await runAt(SLOT + 5 * 24 * HOUR);
    expect(posts()).toHaveLength(2);
    await runAt(SLOT + HOUR);
    expect((await days()).filter(([, state]) => state === 'posted')).toEqual([
      ['2024-08-10', 'posted', undefined],
      ['2024-08-05', 'posted', undefined],
    ]);
    await runAt(SLOT + 5 * 24 * HOUR + HOUR);
    expect((await days()).find(([day]) => day === '2024-08-10')).toEqual(['2024-08-10', 'posted', undefined]);
  });

  test('waits for the index, and posts once it is there', async () => {
    const { world, runAt, days } = await setUp({}, null);
    await runAt(SLOT);
    expect(await days()).toEqual([['2024-08-05', 'planned', 'index-not-ready']]);
    world.composed = twoMessages();
    await runAt(SLOT + HOUR);
    expect(await days()).toEqual([['2024-08-05', 'posted', undefined]]);
  });
});

describe('faults', () => {
  test('a send of which nothing was heard is looked for before it is repeated', async () => {
    const { discord, runAt, days, posts } = await setUp();
    discord.faults = { lost: 0, unheard: 1, late: 0, limited: 0, lookFails: 0 };
    await runAt(SLOT);
    expect(await days()).toEqual([['2024-08-05', 'sending', 'unreachable']]);
    await runAt(SLOT + 1_000);
    expect(posts()).toEqual(['"one"']); // it is not tried again at once
    discord.faults = { ...discord.faults, unheard: 0 };
    await runAt(SLOT + HOUR);
    expect(posts()).toEqual(['"one"', '"two"']);
    expect(await days()).toEqual([['2024-08-05', 'posted', undefined]]);
  });

  test('a rate limit is waited for as long as Discord says', async () => {
    const { discord, runAt, days, outbox } = await setUp();
    discord.faults = { lost: 0, unheard: 0, late: 0, limited: 1, lookFails: 0 };
    await runAt(SLOT);
    const [delivery] = await outbox.deliveries('s1', 1);
    expect(delivery?.reason).toMatchObject({ kind: 'rate-limited' });
    expect(delivery?.dueAt).toBeGreaterThan(SLOT + 500_000);
    expect(await days()).toEqual([['2024-08-05', 'sending', 'rate-limited']]);
  });

  test('a delivery that never got through fails with its reason when the next is due; what it had posted does not come again', async () => {
    const { world, discord, runAt, days, outbox } = await setUp();
    await runAt(SLOT);
    world.composed = { ...twoMessages(), progress: { through: 4, beyond: [] } };
    discord.trouble.set('c1', 'forbidden');
    await runAt(SLOT + 24 * HOUR);
    await runAt(SLOT + 48 * HOUR - 1);
    discord.trouble.clear();
    await runAt(SLOT + 49 * HOUR);
    expect((await days()).slice(0, 2)).toEqual([
      ['2024-08-06', 'failed', 'missing-permission'],
      ['2024-08-05', 'posted', undefined],
    ]);
    expect((await outbox.subscription('s1'))?.progress).toEqual({ through: 2, beyond: [] });
    await runAt(SLOT + 50 * HOUR);
    expect((await days())[0]).toEqual(['2024-08-07', 'posted', undefined]);
  });

  test('a channel that stays lost for three days pauses the subscription, and who subscribed is told once', async () => {
    const { discord, told, runAt, outbox } = await setUp();
    discord.trouble.set('c1', 'gone');
    for (let hours = 0; hours < 72; hours += 6) await runAt(SLOT + hours * HOUR);
    expect((await outbox.subscription('s1'))?.paused).toBeNull();
    await runAt(SLOT + 73 * HOUR);
    await runAt(SLOT + 74 * HOUR);
    await runAt(SLOT + 75 * HOUR);
    const paused = { by: 'trouble', reason: { kind: 'channel-gone' }, told: true };
    expect((await outbox.subscription('s1'))?.paused).toMatchObject(paused);
    expect(told).toEqual(['channel-gone']);
    expect(discord.told).toEqual(['u1']);
  });

  test('a channel that came back in time goes on', async () => {
    const { discord, runAt, outbox, days } = await setUp();
    discord.trouble.set('c1', 'gone');
    await runAt(SLOT);
    expect((await outbox.subscription('s1'))?.troubleSince).not.toBeNull();
    discord.trouble.clear();
    await runAt(SLOT + HOUR);
    expect((await outbox.subscription('s1'))?.troubleSince).toBeNull();
    expect(await days()).toEqual([['2024-08-05', 'posted', undefined]]);
  });

  test('two processes at once post once', async () => {
    const { world, start, posts } = await setUp();
    world.now = SLOT;
    await Promise.all([start('a').run(), start('b').run(), start('c').run()]);
    expect(posts()).toEqual(['"one"', '"two"']);
  });
});
