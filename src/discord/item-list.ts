import type { APIEmbed } from 'discord.js';
import { z } from 'zod';
import { linksOf } from '../answer/citation.ts';
import { bulletinName, itemName } from '../answer/naming.ts';
import { shown } from '../answer/shown.ts';
import type { Language } from '../bulletin/bulletin.ts';
import type { ItemOverview, Overview } from '../bulletin/overview.ts';
import type { Message } from './command.ts';
import { customId } from './custom-id.ts';
import { cut } from './cut.ts';
import { escaped } from './escape.ts';
import { ITEM_COUNT } from './item-messages.ts';
import { bulletinKey, bulletinKeySchema } from './keys.ts';
import { linked } from './links.ts';
import { pageRow, pageText, pagingOf } from './pager.ts';

const PER_PAGE = 10;
const TITLE = 256;
const ITEM = 150; // about three lines on a phone; with its link, ten of them stay below 4,096 characters
const SECTION = 60;
const COLOUR = 0x1c7ed6;

/** Turns to a page of a bulletin's items. */
export const itemPageId = customId('items', {
  bulletin: bulletinKeySchema,
  page: z.coerce.number<string>().int().nonnegative().max(9_999),
});

/** A page of a bulletin's items as a card, with buttons to the pages beside it. Pages count from 0. */
export function itemList(bulletin: Overview, wanted: number, language: Language): Message {
  const { items } = bulletin;
  const paging = pagingOf(wanted, items.length, PER_PAGE);
  const onPage = items.slice(paging.page * PER_PAGE, (paging.page + 1) * PER_PAGE);
  const footer = [ITEM_COUNT[language](items.length), ...(paging.pages === 1 ? [] : [pageText(paging)])];
  const card: APIEmbed = {
    color: COLOUR,
    title: cut(escaped(bulletinName(bulletin)), TITLE),
    description: linesOf(onPage).join('\n'),
    footer: { text: footer.join(' · ') },
  };
  const key = bulletinKey(bulletin.id);
  return { embeds: [card], components: pageRow(paging, (page) => itemPageId.encode({ bulletin: key, page })) };
}

/** A line for each item, those of one section below its title. */
function linesOf(items: readonly ItemOverview[]): string[] {
  return items.flatMap((item, i) => {
    const { section } = item;
    const heading =
      section === null || section === items[i - 1]?.section ? [] : [`**${cut(escaped(shown(section)), SECTION)}**`];
    return [...heading, lineOf(item)];
  });
}

function lineOf(item: ItemOverview): string {
  const link = linksOf(item)
    .map(linked)
    .find((one) => one !== null);
  const parts = [
    cut(escaped(itemName(item)), ITEM),
    ...(item.date === null ? [] : [item.date]),
    ...(link === undefined ? [] : [link]),
  ];
  return `- ${parts.join(' · ')}`;
}
