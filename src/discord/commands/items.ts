import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import type { ComponentCall } from '../call.ts';
import type { Command, Reply } from '../command.ts';
import { handlerOf } from '../command.ts';
import type { Context } from '../context.ts';
import { escaped } from '../escape.ts';
import { hidden } from '../hidden.ts';
import { itemList, itemPageId } from '../item-list.ts';
import { BULLETIN_GONE, NO_BULLETIN } from '../item-messages.ts';
import { findBulletin } from '../keys.ts';
import { described } from '../localized.ts';
import { NOTHING_INDEXED } from '../messages.ts';
import { bulletinFor } from '../suggester.ts';

/** The items of a bulletin. */
export const items = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...described(
      { ko: '항목', en: 'items', zh: '条目' },
      {
        ko: '게시물의 항목 목록을 보여 줍니다',
        en: 'Lists the items of a bulletin',
        zh: '列出通报的条目',
      },
    ),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...described(
          { ko: '게시물', en: 'bulletin', zh: '通报' },
          { ko: '비워 두면 가장 최근 게시물', en: 'The latest one when left empty', zh: '留空则为最新一期' },
        ),
        autocomplete: true,
      },
    ],
  },
  acknowledge: () => 'at-once',
  autocomplete: ({ focused }, { suggester }) => suggester.bulletins(focused.value),
  execute: ({ options, language }, { desk, suggester }) => {
    const { bulletins } = desk.catalog;
    const words = options.text('bulletin')?.trim() ?? '';
    const stored = words === '' ? bulletins[0] : bulletinFor(words, desk.catalog, suggester);
    if (stored !== undefined) {
      return { kind: 'message', message: itemList(stored.bulletin, 0, language), hidden: false };
    }
    const content =
      bulletins.length === 0 ? NOTHING_INDEXED[language] : NO_BULLETIN[language](escaped(words.slice(0, 100)));
    return hidden(content);
  },
} satisfies Command;

/** Turns the pages of a list: for who asked for it in its place, for others in a message of their own. */
export const itemPages = handlerOf(itemPageId, {
  acknowledge: (_: ComponentCall) => 'at-once',
  execute: ({ language, userId, message }, { bulletin: key, page }, { desk }: Context): Reply => {
    const stored = findBulletin(key, desk.catalog);
    if (stored === null) return hidden(BULLETIN_GONE[language]);
    const list = itemList(stored.bulletin, page, language);
    const isOwn = (message.interaction_metadata?.user.id ?? userId) === userId;
    return isOwn ? { kind: 'update', message: list } : hidden(list);
  },
});
