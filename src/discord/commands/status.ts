import { ApplicationCommandType } from 'discord.js';
import { INDEXED, MODE } from '../../answer/phrases.ts';
import { indexedIn } from '../../desk.ts';
import type { Command } from '../command.ts';
import { described } from '../localized.ts';
import { NOTHING_INDEXED } from '../messages.ts';

/** What is indexed, and how it is searched. */
export const status = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...described(
      { ko: '상태', en: 'status', zh: '状态' },
      {
        ko: '색인된 게시물과 검색 방식을 보여 줍니다',
        en: 'What is indexed, and how it is searched',
        zh: '查看已索引的内容与检索方式',
      },
    ),
  },
  acknowledge: () => 'at-once',
  execute: ({ language }, { desk }) => {
    const { bulletins } = desk.catalog;
    const indexed = bulletins.length === 0 ? NOTHING_INDEXED[language] : INDEXED[language](indexedIn(bulletins));
    const mode = MODE[language](desk.embedder === null ? 'lexical' : 'hybrid');
    return { kind: 'message', message: { content: `${indexed}\n${mode}` }, hidden: true };
  },
} satisfies Command;
