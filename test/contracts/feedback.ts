import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Feedback } from '../../src/store/feedback.ts';
import type { Store } from '../../src/store/store.ts';
import { feedbackOf } from '../fakes/feedback.ts';
import type { StoreSetup } from './store.ts';

/** Votes as the store may get them: any text; few users and answers, so that they meet. */
const anyFeedback: fc.Arbitrary<Feedback> = fc.record({
  answerId: fc.constantFrom('1', '2', '3'),
  user: fc.constantFrom('a', 'b'),
  vote: fc.constantFrom('up', 'down'),
  reason: fc.option(fc.string({ unit: 'binary' })),
  question: fc.option(fc.string({ unit: 'binary' })),
  outcome: fc.constantFrom('answered', 'related', 'none'),
  itemIds: fc.array(fc.string({ unit: 'binary' })),
  language: fc.constantFrom('ko', 'en', 'zh'),
  at: fc.integer({ min: 0, max: 9 }).map((second) => `2024-08-05T00:00:0${second}.000Z`),
});

/** What every store does with feedback. */
export function feedbackContract(name: string, setUp: () => Promise<StoreSetup>): void {
  describe(`${name} as a store of feedback`, () => {
    let setup: StoreSetup;
    let store: Store;
    beforeEach(async () => {
      setup = await setUp();
      store = await setup.open();
    });
    afterEach(async () => {
      await store.close();
      await setup.dispose();
    });

    test('put keeps one vote of each user on each answer, the last, as it is', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyFeedback, { maxLength: 12 }), async (given) => {
          const last = new Map(given.map((one) => [`${one.user} ${one.answerId}`, one]));
          for (const one of given) await store.feedback.put(one);
          const kept = await store.feedback.all();
          expect(new Set(kept)).toEqual(new Set(last.values()));
          for (const one of last.values()) expect(await store.feedback.find(one.user, one.answerId)).toEqual(one);
          for (const user of ['a', 'b']) await store.feedback.removeOfUser(user);
        }),
        { numRuns: 40 },
      );
    });

    test('ofUser gives the votes of one user, newest first, then by answer', async () => {
      const votes = [
        feedbackOf({ user: 'a', answerId: '2', at: '2024-08-05T00:00:00.000Z' }),
        feedbackOf({ user: 'a', answerId: '1', at: '2024-08-05T00:00:00.000Z' }),
        feedbackOf({ user: 'b', answerId: '1', at: '2024-08-07T00:00:00.000Z' }),
        feedbackOf({ user: 'a', answerId: '3', at: '2024-08-06T00:00:00.000Z' }),
      ];
      for (const one of votes) await store.feedback.put(one);
      expect((await store.feedback.ofUser('a')).map(({ answerId }) => answerId)).toEqual(['3', '1', '2']);
      expect(await store.feedback.ofUser('c')).toEqual([]);
      expect((await store.feedback.all()).map(({ user, answerId }) => user + answerId)).toEqual([
        'b1',
        'a3',
        'a1',
        'a2',
      ]);
    });

    test('remove takes one vote, removeOfUser those of one user, and no other', async () => {
      for (const user of ['a', 'b']) {
        for (const answerId of ['1', '2', '3']) await store.feedback.put(feedbackOf({ user, answerId }));
      }
      expect(await store.feedback.remove('a', '2')).toBe(true);
      expect(await store.feedback.remove('a', '2')).toBe(false);
      expect(await store.feedback.find('a', '2')).toBeNull();
      expect(await store.feedback.removeOfUser('a')).toBe(2);
      expect(await store.feedback.removeOfUser('a')).toBe(0);
      expect((await store.feedback.all()).map(({ user, answerId }) => user + answerId)).toEqual(['b1', 'b2', 'b3']);
    });

    test('removeBefore takes what is older than a moment', async () => {
      for (const day of [4, 5, 6])
        await store.feedback.put(feedbackOf({ answerId: `${day}`, at: `2024-08-0${day}T00:00:00.000Z` }));
      expect(await store.feedback.removeBefore(new Date('2024-08-05T00:00:00.000Z'))).toBe(1);
      expect((await store.feedback.all()).map(({ answerId }) => answerId)).toEqual(['6', '5']);
    });

    test('pseudonym is one for a user, another for each other user, and says nothing of the id', async () => {
      const one = await store.feedback.pseudonym('80351110224678912');
      expect(await store.feedback.pseudonym('80351110224678912')).toBe(one);
      expect(one).toMatch(/^[0-9a-f]{32}$/);
      expect(await store.feedback.pseudonym('80351110224678913')).not.toBe(one);
    });

    test('feedback is no change of bulletins', async () => {
      const before = await store.sequence();
      await store.feedback.put(feedbackOf());
      await store.feedback.removeOfUser(feedbackOf().user);
      expect(await store.sequence()).toBe(before);
    });

    test('feedback is refused once the store is closed', async () => {
      await store.close();
      await expect(store.feedback.put(feedbackOf())).rejects.toMatchObject({ code: 'INTERNAL' });
      await expect(store.feedback.pseudonym('1')).rejects.toMatchObject({ code: 'INTERNAL' });
    });
  });
}
