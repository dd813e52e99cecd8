import { ApplicationCommandType } from 'discord.js';
import type { Command } from '../command.ts';
import { described } from '../localized.ts';
import { HELP } from '../messages.ts';

/** What can be asked. */
export const help = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...described(
      { ko: '도움말', en: 'help', zh: '帮助' },
      {
        ko: '무엇을 어떻게 물어볼 수 있는지 안내합니다',
        en: 'What can be asked, and how',
        zh: '可以提问什么，以及如何提问',
      },
    ),
  },
  acknowledge: () => 'at-once',
  execute: ({ language }) => ({ kind: 'message', message: { content: HELP[language] }, hidden: true }),
} satisfies Command;
