import type { Feedback } from '../../src/store/feedback.ts';

/** A made-up vote. */
export function feedbackOf(of: Partial<Feedback> = {}): Feedback {
  return {
    answerId: '1300000000000000001',
    user: 'ab'.repeat(16),
    vote: 'up',
    reason: null,
    question: '석탄 감축 계획은?',
    outcome: 'answered',
    itemIds: ['weekly/I-01'],
    language: 'ko',
    at: '2024-08-05T01:02:03.004Z',
    ...of,
  };
}
