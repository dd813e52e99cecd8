import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { sources as sourcesOf } from '../../sources.ts';
import type { Command } from '../command.ts';
import { cut } from '../cut.ts';
import { escaped } from '../escape.ts';
import { NO_ITEM } from '../item-messages.ts';
import { described } from '../localized.ts';
import { NOTHING_INDEXED } from '../messages.ts';
import { sourceCards } from '../source-card.ts';

/** Longest words that are searched by, in characters. */
const LONGEST_WORDS = 200;

/** The source links of an item, or of the items that words find. */
export const sources = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...described(
      { ko: '출처', en: 'sources', zh: '出处' },
      {
        ko: '항목의 출처 링크를 보여 줍니다',
        en: 'Shows the source links of an item',
        zh: '显示条目的来源链接',
      },
    ),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...described(
          { ko: '항목', en: 'item', zh: '条目' },
          {
            ko: '목록에서 고르거나 낱말을 입력하세요 (초성도 됩니다)',
            en: 'Choose from the list, or give words to search by',
            zh: '从列表中选择，或输入关键词',
          },
        ),
        required: true,
        autocomplete: true,
        max_length: LONGEST_WORDS,
      },
    ],
  },
  acknowledge: () => 'thinking',
  autocomplete: ({ focused }, { suggester }) => suggester.items(focused.value),
  execute: async ({ options, language }, { desk, suggester }) => {
    const words = options.text('item')?.trim() ?? '';
    const id = suggester.idOf(words);
    const found = await sourcesOf(id, desk);
    if (found.items.length > 0) {
      const isNamed = desk.catalog.item(id) !== undefined;
      return { kind: 'message', message: sourceCards(found, isNamed ? null : words, language), hidden: false };
    }
    const content =
      desk.catalog.bulletins.length === 0 ? NOTHING_INDEXED[language] : NO_ITEM[language](escaped(cut(words, 100)));
    return { kind: 'message', message: { content }, hidden: false };
  },
} satisfies Command;
