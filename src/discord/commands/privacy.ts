import { ApplicationCommandType, ButtonStyle, ComponentType } from 'discord.js';
import { z } from 'zod';
import type { Language } from '../../bulletin/bulletin.ts';
import type { Feedback } from '../../store/feedback.ts';
import type { ComponentCall } from '../call.ts';
import type { Command, Message, Reply, Row } from '../command.ts';
import { handlerOf } from '../command.ts';
import type { Context } from '../context.ts';
import { customId } from '../custom-id.ts';
import { cut } from '../cut.ts';
import { escaped } from '../escape.ts';
import { described } from '../localized.ts';
import {
  ALL_DELETED,
  AND_MORE,
  CANCEL,
  DELETE_ALL,
  NOTHING_STORED,
  PRIVACY_RULES,
  PRIVACY_TITLE,
  REALLY_DELETE,
  YES_DELETE,
  YOUR_VOTES,
} from '../privacy-messages.ts';
import { FEEDBACK_DAYS } from '../retention.ts';

/** Votes that are shown; with their texts cut they stay below 4,096 characters. */
const SHOWN = 10;
const QUESTION = 120;
const REASON = 160;

const privacyId = customId('privacy', { step: z.enum(['ask', 'delete', 'show']) });

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
  execute: async (call, context) => ({ kind: 'message', message: await overview(call, context), hidden: true }),
} satisfies Command;

/** Asks once more, deletes, or shows what is stored again. */
export const privacyStep = handlerOf(privacyId, {
  acknowledge: (_: ComponentCall) => 'at-once',
  execute: async (call, { step }, context): Promise<Reply> => {
    const { language, userId } = call;
    const { feedback } = context.desk.store;
    const user = await feedback.pseudonym(userId);
    switch (step) {
      case 'show':
        return { kind: 'update', message: await overview(call, context) };
      case 'ask': {
        const content = REALLY_DELETE[language]((await feedback.ofUser(user)).length);
        return { kind: 'update', message: { content, components: [confirmation(language)] } };
      }
      case 'delete': {
        const content = ALL_DELETED[language](await feedback.removeOfUser(user));
        return { kind: 'update', message: { content } };
      }
    }
  },
});

/** What is stored about a user, and how it is stored. */
async function overview(
  { userId, language }: { readonly userId: string; readonly language: Language },
  { desk }: Context,
): Promise<Message> {
  const { feedback } = desk.store;
  const votes = await feedback.ofUser(await feedback.pseudonym(userId));
  const told = votes.length === 0 ? NOTHING_STORED[language] : listed(votes, language);
  return {
    embeds: [{ title: PRIVACY_TITLE[language], description: `${PRIVACY_RULES[language](FEEDBACK_DAYS)}\n\n${told}` }],
    components: votes.length === 0 ? [] : [deletion(language)],
  };
}

function listed(votes: readonly Feedback[], language: Language): string {
  const more = votes.length - SHOWN;
  return [
    `**${YOUR_VOTES[language](votes.length)}**`,
    ...votes.slice(0, SHOWN).map(lineOf),
    ...(more > 0 ? [AND_MORE[language](more)] : []),
  ].join('\n');
}

function lineOf({ vote, at, question, reason }: Feedback): string {
  const parts = [
    `${vote === 'up' ? '👍' : '👎'} ${at.slice(0, 10)}`,
    ...(question === null ? [] : [cut(escaped(question), QUESTION)]),
    ...(reason === null ? [] : [`“${cut(escaped(reason.replace(/\s+/gu, ' ')), REASON)}”`]),
  ];
  return `- ${parts.join(' · ')}`;
}

function deletion(language: Language): Row {
  const custom_id = privacyId.encode({ step: 'ask' });
  return rowOf([{ style: ButtonStyle.Danger, label: DELETE_ALL[language], custom_id }]);
}

function confirmation(language: Language): Row {
  return rowOf([
    { style: ButtonStyle.Danger, label: YES_DELETE[language], custom_id: privacyId.encode({ step: 'delete' }) },
    { style: ButtonStyle.Secondary, label: CANCEL[language], custom_id: privacyId.encode({ step: 'show' }) },
  ]);
}

function rowOf(
  buttons: readonly {
    readonly style: ButtonStyle.Danger | ButtonStyle.Secondary;
    readonly label: string;
    readonly custom_id: string;
  }[],
): Row {
  const components = buttons.map((button) => ({ type: ComponentType.Button, ...button }) as const);
  return { type: ComponentType.ActionRow, components };
}
