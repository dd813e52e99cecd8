import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { ask as answerTo } from '../../ask.ts';
import type { Language } from '../../bulletin/bulletin.ts';
import { indexedIn } from '../../desk.ts';
import { answerCard } from '../answer-card.ts';
import type { Command, Reply } from '../command.ts';
import type { Context } from '../context.ts';
import { described } from '../localized.ts';
import { asked, LONGEST_QUESTION } from '../question-card.ts';

/** Answers a question in quoted sentences. */
export const ask = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...described(
      { ko: '질문', en: 'ask', zh: '提问' },
      {
        ko: '게시물의 문장을 그대로 인용해 출처와 함께 답합니다',
        en: 'Answers in sentences quoted from the bulletins, with their sources',
        zh: '逐字引用通报原文作答，并注明出处',
      },
    ),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...described(
          { ko: '질문', en: 'question', zh: '问题' },
          { ko: '무엇이 궁금하신가요?', en: 'What do you want to know?', zh: '您想了解什么？' },
        ),
        required: true,
        max_length: LONGEST_QUESTION,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        ...described(
          { ko: '나만보기', en: 'hidden', zh: '仅自己可见' },
          { ko: '답을 나만 보게 합니다', en: 'Show the answer to you alone', zh: '答案仅自己可见' },
        ),
      },
    ],
  },
  acknowledge: ({ options }) => (options.flag('hidden') === true ? 'thinking-hidden' : 'thinking'),
  execute: ({ options, language }, context) => {
    const hidden = options.flag('hidden') === true;
    return replyTo(options.text('question') ?? '', { language, hidden }, context);
  },
} satisfies Command;

/** The answer to a question as a card; a hidden one can be shared. */
export async function replyTo(
  question: string,
  { language, hidden }: { readonly language: Language; readonly hidden: boolean },
  { desk, now, behind }: Context,
): Promise<Reply> {
  const answer = await answerTo(asked(question), { ...desk, now: now(), language });
  const facts = { indexed: indexedIn(desk.catalog.bulletins), behind: behind(), hidden };
  return { kind: 'message', message: answerCard(answer, facts), hidden };
}
