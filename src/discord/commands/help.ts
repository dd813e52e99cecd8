import type { APIEmbedField, RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { ApplicationCommandType } from 'discord.js';
import { EXAMPLE, EXAMPLES } from '../../answer/phrases.ts';
import type { Language } from '../../bulletin/bulletin.ts';
import type { Catalog } from '../../catalog.ts';
import { topicOf } from '../../examples.ts';
import type { Command } from '../command.ts';
import { cut } from '../cut.ts';
import { escaped } from '../escape.ts';
import { hidden } from '../hidden.ts';
import { localeOf } from '../languages.ts';
import { described } from '../localized.ts';
import { ABOUT, COMMANDS, IN_MENU, OUTCOMES } from '../messages.ts';

const QUESTIONS = 3;
const VALUE = 1_024;

/** What can be asked, and with which commands. */
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
  execute: ({ language, mayManage }, { desk, commands }) => {
    const own = commands.filter(({ default_member_permissions: needed }) => mayManage || needed === undefined);
    const fields = [...examplesIn(desk.catalog, language), commandField(own, language)];
    const description = `${ABOUT[language]}\n\n${OUTCOMES[language]}`;
    return hidden({ embeds: [{ description, fields }] });
  },
} satisfies Command;

/** Questions about the latest items. */
function examplesIn({ bulletins }: Catalog, language: Language): APIEmbedField[] {
  const titles = bulletins.flatMap(({ bulletin }) => bulletin.items.map(({ title }) => title)).slice(0, QUESTIONS);
  const lines = titles.map((title) => `- ${escaped(EXAMPLE[language](`'${topicOf(title)}'`))}`);
  return lines.length === 0 ? [] : [{ name: EXAMPLES[language], value: cut(lines.join('\n'), VALUE) }];
}

function commandField(commands: readonly RESTPostAPIApplicationCommandsJSONBody[], language: Language): APIEmbedField {
  const locale = localeOf(language);
  const lines = commands.map((command) => {
    const name = command.name_localizations?.[locale] ?? command.name;
    if (!('description' in command)) return IN_MENU[language](name);
    return `\`/${name}\` ${command.description_localizations?.[locale] ?? command.description}`;
  });
  return { name: COMMANDS[language], value: cut(lines.join('\n'), VALUE) };
}
