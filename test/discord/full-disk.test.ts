import { expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { realDesk } from '../console/real-desk.ts';
import { feedbackOf } from '../fakes/feedback.ts';
import { buttonInteraction, commandInteraction } from '../fakes/interactions.ts';
import { bound } from '../fakes/interrupted-store.ts';
import { answering } from './answering.ts';

const desk = await realDesk();
const full = () => Promise.reject(new AppError('DISK_FULL', 'The disk is full.'));
const readOnly = () => Promise.reject(new AppError('STATE_READ_ONLY', 'It cannot be written.'));

/** The desk with a store whose feedback is another in part. */
function deskWith(feedback: Partial<typeof desk.store.feedback>): typeof desk {
  return { ...desk, store: { ...bound(desk.store), feedback: { ...desk.store.feedback, ...feedback } } };
}

test('a vote that cannot be kept is answered with a sentence', async () => {
  const [told] = await answering(buttonInteraction('1:feedback:up:answered:'), deskWith({ put: full }));
  expect(told?.content).toContain('지금은 의견을 저장할 수 없습니다');
});

test('/privacy shows that nothing is stored where not even a key for names can be', async () => {
  const [told] = await answering(commandInteraction('privacy'), deskWith({ pseudonym: readOnly }));
  expect(told?.embeds[0]?.description).toContain('저장된 내 정보는 없습니다');
});

test('/privacy tells that nothing can be deleted', async () => {
  const votes = { ofUser: async () => [feedbackOf()], removeOfUser: full };
  const [told] = await answering(buttonInteraction('1:privacy:delete'), deskWith(votes));
  expect(told?.content).toContain('지금은 저장된 정보를 지울 수 없습니다');
});
