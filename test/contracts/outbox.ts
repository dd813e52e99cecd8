import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Outbox, Subscription } from '../../src/store/outbox.ts';
import type { Store } from '../../src/store/store.ts';
import { deliveryOf, partOf, subscriptionOf } from '../fakes/subscriptions.ts';
import type { StoreSetup } from './store.ts';

const NOW = Date.parse('2024-08-05T00:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const mine = { owner: 'a', until: NOW + MINUTE };
const same = (subscription: Subscription) => subscription;

/** What every outbox does, whatever it keeps its rows in. */
export function outboxContract(name: string, setUp: () => Promise<StoreSetup>): void {
  describe(`${name} as an outbox`, () => {
    let setup: StoreSetup;
    let store: Store;
    let outbox: Outbox;
    beforeEach(async () => {
      setup = await setUp();
      store = await setup.open();
      outbox = store.outbox;
      await outbox.subscribe(subscriptionOf());
    });
    afterEach(async () => {
      await store.close();
      await setup.dispose();
    });

    test('keeps subscriptions in the order of their ids, replaces and changes them', async () => {
      const sections = ['정책동향'];
      await outbox.subscribe(
        subscriptionOf({ id: 's0', sections, paused: { by: 'user', since: '2024-08-05T00:00:00Z' } }),
      );
      await outbox.subscribe(subscriptionOf({ time: '10:00' }));
      await outbox.change('s1', (one) => ({ ...one, progress: { through: 7, beyond: ['b/9'] } }));
      await outbox.change('unknown', same);
      expect((await outbox.subscriptions()).map(({ id }) => id)).toEqual(['s0', 's1']);
      expect(await outbox.subscription('s1')).toEqual(
        subscriptionOf({ time: '10:00', progress: { through: 7, beyond: ['b/9'] } }),
      );
      expect((await outbox.subscription('s0'))?.sections).toEqual(sections);
      expect(await outbox.subscription('unknown')).toBeNull();
    });

    test('unsubscribe takes the deliveries along', async () => {
      await outbox.plan([deliveryOf()], same);
      expect(await outbox.unsubscribe('s1')).toBe(true);
      expect(await outbox.unsubscribe('s1')).toBe(false);
      expect(await outbox.deliveries('s1', 9)).toEqual([]);
      expect(await outbox.claim(NOW, mine, HOUR)).toBeNull();
      expect(await outbox.plan([deliveryOf()], same)).toBe(false);
    });

    test('plan keeps one delivery a day, with the change of its subscription', async () => {
      const change = (one: Subscription) => ({ ...one, troubleSince: '2024-08-05T00:00:00Z' });
      const skipped = deliveryOf({ state: 'skipped', reason: { kind: 'nothing-new' } });
      expect(await outbox.plan([skipped], change)).toBe(true);
      expect(await outbox.plan([deliveryOf()], same)).toBe(false);
      expect(await outbox.deliveries('s1', 9)).toEqual([skipped]);
      expect((await outbox.subscription('s1'))?.troubleSince).toBe('2024-08-05T00:00:00Z');
    });

    test('plan puts a delivery in the place of one that was missed', async () => {
      const missed = deliveryOf({ state: 'skipped', reason: { kind: 'missed' } });
      await outbox.plan([missed], same);
      expect(await outbox.plan([deliveryOf()], same)).toBe(true);
      expect(await outbox.deliveries('s1', 9)).toEqual([deliveryOf()]);
    });

    test('plan leaves what was tried, whatever came of it', async () => {
      const failed = deliveryOf({ state: 'failed', reason: { kind: 'missed' } });
      await outbox.plan([failed], same);
      expect(await outbox.plan([deliveryOf()], same)).toBe(false);
      expect(await outbox.deliveries('s1', 9)).toEqual([failed]);
    });

    test('plan adds nothing while a delivery of the subscription is open', async () => {
      await outbox.plan([deliveryOf()], same);
      expect(await outbox.plan([deliveryOf({ day: '2024-08-06' })], same)).toBe(false);
      await outbox.subscribe(subscriptionOf({ id: 's2' }));
      expect(await outbox.plan([deliveryOf({ subscriptionId: 's2' })], same)).toBe(true);
    });

    test('deliveries come latest day first, so many as asked for', async () => {
      const days = ['2024-08-05', '2024-08-07', '2024-08-06'];
      await outbox.plan(
        days.map((day) => deliveryOf({ day, state: 'skipped', reason: { kind: 'paused' } })),
        same,
      );
      expect((await outbox.deliveries('s1', 2)).map(({ day }) => day)).toEqual(['2024-08-07', '2024-08-06']);
      expect((await outbox.deliveries('s1', 9, '2024-08-06')).map(({ day }) => day)).toEqual([
        '2024-08-06',
        '2024-08-05',
      ]);
    });

    test('claim gives what is due to one owner at a time, the longest due first', async () => {
      await outbox.subscribe(subscriptionOf({ id: 's2' }));
      await outbox.plan([deliveryOf({ dueAt: NOW })], same);
      await outbox.plan([deliveryOf({ subscriptionId: 's2', dueAt: NOW - 1 })], same);
      expect(await outbox.claim(NOW - 2, mine, HOUR)).toBeNull();
      expect((await outbox.claim(NOW, mine, HOUR))?.subscriptionId).toBe('s2');
      expect((await outbox.claim(NOW, { ...mine, owner: 'b' }, HOUR))?.subscriptionId).toBe('s1');
      expect(await outbox.claim(NOW, mine, HOUR)).toBeNull();
    });

    test('claim takes over a lease that has ended; its former owner writes nothing any more', async () => {
      await outbox.plan([deliveryOf()], same);
      const first = await outbox.claim(NOW, mine, HOUR);
      if (first === null) throw new Error('nothing was claimed');
      const later = NOW + MINUTE;
      expect(await outbox.claim(later - 1, { owner: 'b', until: later + MINUTE }, HOUR)).toBeNull();
      expect(await outbox.claim(later, { owner: 'b', until: later + MINUTE }, HOUR)).toEqual(first);
      const posted = { ...first, state: 'posted' } as const;
      expect(await outbox.keep(posted, mine)).toBe(false);
      expect(await outbox.release(posted, 'a', (one) => ({ ...one, time: '11:11' }))).toBe(false);
      expect((await outbox.subscription('s1'))?.time).toBe('09:00');
      expect(await outbox.deliveries('s1', 9)).toEqual([first]);
    });

    test('claim takes a lease or a due time far ahead for one of a clock that was set back', async () => {
      await outbox.plan([deliveryOf({ dueAt: NOW + 2 * HOUR })], same);
      expect(await outbox.claim(NOW + HOUR, mine, HOUR)).toBeNull();
      expect(await outbox.claim(NOW, { owner: 'a', until: NOW + 3 * HOUR }, HOUR)).not.toBeNull();
      expect(await outbox.claim(NOW, { owner: 'b', until: NOW + MINUTE }, HOUR)).not.toBeNull();
    });

    test('keep and release hold what became of a claimed delivery', async () => {
      await outbox.plan([deliveryOf({ parts: [partOf(), partOf({ nonce: 'n2' })] })], same);
      const claimed = await outbox.claim(NOW, mine, HOUR);
      if (claimed === null) throw new Error('nothing was claimed');
      const sending = {
        ...claimed,
        state: 'sending',
        parts: [partOf({ after: '5' }), partOf({ nonce: 'n2' })],
      } as const;
      expect(await outbox.keep(sending, { ...mine, until: NOW + 2 * MINUTE })).toBe(true);
      expect(await outbox.claim(NOW + MINUTE, { owner: 'b', until: NOW + HOUR }, HOUR)).toBeNull();
      const posted = { ...sending, state: 'posted', parts: [partOf({ after: '5', messageId: '6' })] } as const;
      expect(await outbox.release(posted, 'a', (one) => ({ ...one, progress: { through: 3, beyond: [] } }))).toBe(true);
      expect(await outbox.deliveries('s1', 9)).toEqual([posted]);
      expect((await outbox.subscription('s1'))?.progress.through).toBe(3);
      expect(await outbox.claim(NOW + HOUR, mine, HOUR)).toBeNull();
    });

    test('release of an open delivery gives it to whoever comes when it is due again', async () => {
      await outbox.plan([deliveryOf()], same);
      const claimed = await outbox.claim(NOW, mine, HOUR);
      if (claimed === null) throw new Error('nothing was claimed');
      const held = { ...claimed, dueAt: NOW + 5, reason: { kind: 'unreachable' } } as const;
      expect(await outbox.release(held, 'a', same)).toBe(true);
      expect(await outbox.claim(NOW + 4, mine, HOUR)).toBeNull();
      expect(await outbox.claim(NOW + 5, mine, HOUR)).toEqual(held);
    });
  });
}
