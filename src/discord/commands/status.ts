import { ApplicationCommandType, TimestampStyles, time } from 'discord.js';
import { bulletinName } from '../../answer/naming.ts';
import { INDEXED, MODE, UPDATED } from '../../answer/phrases.ts';
import type { Language } from '../../bulletin/bulletin.ts';
import { indexedIn } from '../../desk.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { cut } from '../cut.ts';
import { escaped } from '../escape.ts';
import { described } from '../localized.ts';
import { BEHIND, LATEST, NOTHING_INDEXED, STATUS_TITLE } from '../messages.ts';

const ISSUES = 5;
const ISSUE_NAME = 180;

/** What is indexed, since when, and how it is searched. */
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
  execute: ({ language }, context) => {
    const description = statusLines(language, context).join('\n');
    const fields = latestIssues(language, context);
    return {
      kind: 'message',
      message: { embeds: [{ title: STATUS_TITLE[language], description, fields }] },
      hidden: true,
    };
  },
} satisfies Command;

function statusLines(language: Language, { desk, behind }: Context): string[] {
  const { bulletins } = desk.catalog;
  const latest = bulletins
    .map(({ updatedAt }) => updatedAt)
    .sort()
    .at(-1);
  const moment = latest === undefined ? null : time(new Date(latest), TimestampStyles.ShortDateTime);
  return [
    bulletins.length === 0 ? NOTHING_INDEXED[language] : INDEXED[language](indexedIn(bulletins)),
    ...(moment === null ? [] : [UPDATED[language](moment)]),
    MODE[language](desk.embedder === null ? 'lexical' : 'hybrid'),
    ...(behind() ? [`⏳ ${BEHIND[language]}`] : []),
  ];
}

function latestIssues(language: Language, { desk }: Context) {
  const lines = desk.catalog.bulletins
    .slice(0, ISSUES)
    .map(({ bulletin }) => `- ${cut(escaped(bulletinName(bulletin)), ISSUE_NAME)}`);
  return lines.length === 0 ? [] : [{ name: LATEST[language], value: lines.join('\n') }];
}
