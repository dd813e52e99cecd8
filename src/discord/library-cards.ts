import type { APIEmbed } from 'discord.js';
import { ButtonStyle, ComponentType } from 'discord.js';
import { z } from 'zod';
import { bulletinName } from '../answer/naming.ts';
import type { Language } from '../bulletin/bulletin.ts';
import type { StoredBulletin } from '../store/store.ts';
import type { Message } from './command.ts';
import { customId } from './custom-id.ts';
import { cut } from './cut.ts';
import { escaped } from './escape.ts';
import { ITEM_COUNT } from './item-messages.ts';
import { bulletinKey, bulletinKeySchema } from './keys.ts';
import { BULLETINS, KEEP, REALLY_REMOVE, REMOVE } from './library-messages.ts';
import { NOTHING_INDEXED } from './messages.ts';
import { pageRow, pageText, pagingOf } from './pager.ts';

const PER_PAGE = 10;
const NAME = 150;
const FILE = 150;

/** Turns to a page of the list of bulletins. */
export const bulletinPageId = customId('bulletins', { page: z.coerce.number<string>().int().nonnegative().max(9_999) });

/** Removes a bulletin, or not. */
export const removeId = customId('remove', { remove: z.enum(['yes', 'no']), bulletin: bulletinKeySchema });

/** A page of all bulletins with their files. Pages count from 0. */
export function bulletinList(bulletins: readonly StoredBulletin[], wanted: number, language: Language): Message {
  if (bulletins.length === 0) return { content: NOTHING_INDEXED[language] };
  const paging = pagingOf(wanted, bulletins.length, PER_PAGE);
  const onPage = bulletins.slice(paging.page * PER_PAGE, (paging.page + 1) * PER_PAGE);
  const card: APIEmbed = {
    title: BULLETINS[language](bulletins.length),
    description: onPage.map((stored) => linesOf(stored, language)).join('\n'),
    ...(paging.pages > 1 && { footer: { text: pageText(paging) } }),
  };
  return { embeds: [card], components: pageRow(paging, (page) => bulletinPageId.encode({ page })) };
}

/** Asks whether a bulletin is to be removed. */
export function removalCard(stored: StoredBulletin, language: Language): Message {
  const bulletin = bulletinKey(stored.bulletin.id);
  const button = (label: string, style: ButtonStyle.Danger | ButtonStyle.Secondary, remove: 'yes' | 'no') =>
    ({ type: ComponentType.Button, style, label, custom_id: removeId.encode({ remove, bulletin }) }) as const;
  const components = [
    button(REMOVE[language], ButtonStyle.Danger, 'yes'),
    button(KEEP[language], ButtonStyle.Secondary, 'no'),
  ];
  return {
    content: REALLY_REMOVE[language],
    embeds: [{ description: linesOf(stored, language) }],
    components: [{ type: ComponentType.ActionRow, components }],
  };
}

function linesOf({ bulletin, file }: StoredBulletin, language: Language): string {
  const count = ITEM_COUNT[language](bulletin.items.length);
  return `- ${cut(escaped(bulletinName(bulletin)), NAME)}\n-# ${count} · ${cut(escaped(file.path), FILE)}`;
}
