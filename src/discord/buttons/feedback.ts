import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import { ButtonStyle, ComponentType, TextInputStyle } from 'discord.js';
import { z } from 'zod';
import type { Language } from '../../bulletin/bulletin.ts';
import type { Feedback } from '../../store/feedback.ts';
import { feedbackId } from '../answer-ids.ts';
import type { ComponentCall, ModalCall } from '../call.ts';
import { cannotWrite } from '../cannot-write.ts';
import type { Reply, Row } from '../command.ts';
import { handlerOf } from '../command.ts';
import type { Context } from '../context.ts';
import { customId } from '../custom-id.ts';
import {
  GIVE_REASON,
  NO_VOTE,
  NOT_KEPT,
  REASON_KEPT,
  REASON_LABEL,
  REASON_TITLE,
  TAKE_BACK,
  VOTE_GONE,
  VOTE_KEPT,
} from '../feedback-messages.ts';
import { hidden } from '../hidden.ts';
import { findItem, splitItemKeys } from '../keys.ts';
import { questionOf } from '../question-card.ts';

const LONGEST_REASON = 1_000;
const REASON = 'reason';

const answerSchema = z.string().regex(/^\d{1,20}$/);
const reasonId = customId('why', { answer: answerSchema });
const reasonFormId = customId('because', { answer: answerSchema });
const takeBackId = customId('unvote', { answer: answerSchema });

type Call = ComponentCall | ModalCall;

/** Keeps what someone thinks of an answer, in place of what they thought before. */
export const vote = handlerOf(feedbackId, {
  acknowledge: (_: ComponentCall) => 'at-once',
  execute: (call, { vote, outcome, items }, context) =>
    keeping(call, async () => {
      const { feedback } = context.desk.store;
      const { language, message } = call;
      const user = await feedback.pseudonym(call.userId);
      const before = await feedback.find(user, message.id);
      const reason = before?.vote === vote ? before.reason : null;
      const itemIds = splitItemKeys(items).flatMap((key) => {
        const found = findItem(key, context.desk.catalog);
        return found.kind === 'found' ? [found.place.item.id] : [];
      });
      const at = context.now().toISOString();
      const question = questionBy(call);
      await feedback.put({ answerId: message.id, user, vote, reason, question, outcome, itemIds, language, at });
      return hidden({ content: VOTE_KEPT[language](vote), components: [offers(message.id, language)] });
    }),
});

/** Opens the form for a reason. */
export const giveReason = handlerOf(reasonId, {
  acknowledge: (_: ComponentCall) => 'at-once',
  execute: (call, { answer }, context) =>
    keeping(call, async () => {
      const before = await voteOf(call, answer, context);
      if (before === null) return hidden(NO_VOTE[call.language]);
      return { kind: 'modal', modal: form(answer, before.reason, call.language) };
    }),
});

/** Keeps a reason with the vote; an empty one takes it away. */
export const keepReason = handlerOf(reasonFormId, {
  acknowledge: (_: ModalCall) => 'at-once',
  execute: (call, { answer }, context) =>
    keeping(call, async () => {
      const before = await voteOf(call, answer, context);
      if (before === null) return hidden(NO_VOTE[call.language]);
      const reason = call.fields.get(REASON)?.trim().slice(0, LONGEST_REASON) || null;
      await context.desk.store.feedback.put({ ...before, reason, at: context.now().toISOString() });
      return hidden(REASON_KEPT[call.language]);
    }),
});

/** Deletes a vote. */
export const takeBack = handlerOf(takeBackId, {
  acknowledge: (_: ComponentCall) => 'at-once',
  execute: (call, { answer }, { desk }) =>
    keeping(call, async () => {
      const { feedback } = desk.store;
      await feedback.remove(await feedback.pseudonym(call.userId), answer);
      return { kind: 'update', message: { content: VOTE_GONE[call.language] } };
    }),
});

/** The question of the answer, where whoever votes had asked it: what others ask is not theirs to see or to delete. */
function questionBy({ message, userId }: ComponentCall): string | null {
  return message.interaction_metadata?.user.id === userId ? questionOf(message) : null;
}

async function voteOf({ userId }: Call, answer: string, { desk }: Context): Promise<Feedback | null> {
  const { feedback } = desk.store;
  return feedback.find(await feedback.pseudonym(userId), answer);
}

/** The reply of the work, or a sentence where nothing can be stored. */
async function keeping({ language }: Call, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!cannotWrite(error)) throw error;
    return hidden(NOT_KEPT[language]);
  }
}

function offers(answer: string, language: Language): Row {
  const button = (label: string, custom_id: string) =>
    ({ type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id }) as const;
  return {
    type: ComponentType.ActionRow,
    components: [
      button(GIVE_REASON[language], reasonId.encode({ answer })),
      button(TAKE_BACK[language], takeBackId.encode({ answer })),
    ],
  };
}

function form(answer: string, reason: string | null, language: Language): APIModalInteractionResponseCallbackData {
  const input = {
    type: ComponentType.TextInput,
    style: TextInputStyle.Paragraph,
    custom_id: REASON,
    label: REASON_LABEL[language],
    max_length: LONGEST_REASON,
    required: false,
    ...(reason !== null && { value: reason }),
  } as const;
  return {
    custom_id: reasonFormId.encode({ answer }),
    title: REASON_TITLE[language],
    components: [{ type: ComponentType.ActionRow, components: [input] }],
  };
}
