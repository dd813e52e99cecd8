import { ApplicationCommandType } from 'discord.js';
import type { ComponentCall } from '../call.ts';
import { cannotWrite } from '../cannot-write.ts';
import type { Command, Reply } from '../command.ts';
import { handlerOf } from '../command.ts';
import type { Context } from '../context.ts';
import { hidden } from '../hidden.ts';
import { described } from '../localized.ts';
import type { StoredOfUser } from '../privacy-card.ts';
import { confirmationCard, privacyCard, privacyId } from '../privacy-card.ts';
import { ALL_DELETED, NOT_DELETED } from '../privacy-messages.ts';

/** Shows who asks what is stored about them, and deletes it. */
export const privacy = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...described(
      { ko: '개인정보', en: 'privacy', zh: '隐私' },
      {
        ko: '저장된 내 정보를 보고 지웁니다',
        en: 'Shows what is stored about you, and deletes it',
        zh: '查看并删除已保存的关于您的信息',
      },
    ),
  },
  acknowledge: () => 'at-once',
  execute: async (call, context) => {
    return hidden(privacyCard(await storedOf(call, context), call.language));
  },
} satisfies Command;

/** Asks once more, deletes, or shows what is stored again. */
export const privacyStep = handlerOf(privacyId, {
  acknowledge: (_: ComponentCall) => 'at-once',
  execute: async (call, { step }, context): Promise<Reply> => {
    const { language } = call;
    const stored = await storedOf(call, context);
    switch (step) {
      case 'show':
        return { kind: 'update', message: privacyCard(stored, language) };
      case 'ask':
        return { kind: 'update', message: confirmationCard(stored, language) };
      case 'delete':
        return { kind: 'update', message: { content: await deleted(call, stored, context) } };
    }
  },
});

/** Deletes what is stored about the caller, and tells what that was. */
async function deleted(call: ComponentCall, stored: StoredOfUser, { desk }: Context): Promise<string> {
  const { userId, language } = call;
  const { feedback, outbox } = desk.store;
  const { votes, subscriptions } = stored;
  try {
    if (votes.length > 0) await feedback.removeOfUser(await feedback.pseudonym(userId));
    // The server's: its posts go on, without a word about who wanted them.
    for (const { id } of subscriptions) await outbox.change(id, (one) => ({ ...one, userId: null }));
    return ALL_DELETED[language]({ votes: votes.length, subscriptions: subscriptions.length });
  } catch (error) {
    if (!cannotWrite(error)) throw error;
    return NOT_DELETED[language];
  }
}

async function storedOf({ userId }: { readonly userId: string }, { desk }: Context): Promise<StoredOfUser> {
  const { feedback, outbox } = desk.store;
  const subscriptions = (await outbox.subscriptions()).filter((one) => one.userId === userId);
  try {
    return { votes: await feedback.ofUser(await feedback.pseudonym(userId)), subscriptions };
  } catch (error) {
    if (!cannotWrite(error)) throw error;
    return { votes: [], subscriptions }; // no vote was ever kept: there is not even a key for names
  }
}
