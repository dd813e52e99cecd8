import { createHmac } from 'node:crypto';
import type { Feedback, FeedbackStore } from '../../src/store/feedback.ts';

/** Feedback that is forgotten with its process. */
export function memoryFeedback(ensureOpen: () => void): FeedbackStore {
  let votes: readonly Feedback[] = [];
  const keep = (isKept: (one: Feedback) => boolean) => {
    ensureOpen();
    const before = votes.length;
    votes = votes.filter(isKept);
    return before - votes.length;
  };
  const some = (isWanted: (one: Feedback) => boolean) => {
    ensureOpen();
    return votes.filter(isWanted).sort(byNewest);
  };
  const is = (user: string, answerId: string) => (one: Feedback) => one.user === user && one.answerId === answerId;
  return {
    pseudonym: async (userId) => {
      ensureOpen();
      return createHmac('sha256', 'a key of tests').update(userId).digest('hex').slice(0, 32);
    },
    put: async (feedback) => {
      keep((one) => !is(feedback.user, feedback.answerId)(one));
      votes = [...votes, feedback];
    },
    find: async (user, answerId) => some(is(user, answerId))[0] ?? null,
    ofUser: async (user) => some((one) => one.user === user),
    all: async () => some(() => true),
    remove: async (user, answerId) => keep((one) => !is(user, answerId)(one)) > 0,
    removeOfUser: async (user) => keep((one) => one.user !== user),
    removeBefore: async (moment) => keep((one) => one.at >= moment.toISOString()),
  };
}

function byNewest(a: Feedback, b: Feedback): number {
  const [left, right] = [`${a.user} ${a.answerId}`, `${b.user} ${b.answerId}`];
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return left < right ? -1 : 1;
}
