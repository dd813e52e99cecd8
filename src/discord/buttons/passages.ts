import type { APIEmbed } from 'discord.js';
import { ComponentType } from 'discord.js';
import { linksOf } from '../../answer/citation.ts';
import { itemName, standing } from '../../answer/naming.ts';
import { shown } from '../../answer/shown.ts';
import { where } from '../../answer/where.ts';
import type { Language } from '../../bulletin/bulletin.ts';
import { placeOf } from '../../bulletin/places.ts';
import { passagePageId, passagesId } from '../answer-ids.ts';
import type { ComponentCall } from '../call.ts';
import type { Message, Row } from '../command.ts';
import { handlerOf } from '../command.ts';
import type { Context } from '../context.ts';
import { cut } from '../cut.ts';
import { escaped } from '../escape.ts';
import { hidden } from '../hidden.ts';
import type { FoundPassage } from '../keys.ts';
import { findPassage, splitPassageKeys } from '../keys.ts';
import { linkButton } from '../links.ts';
import { PASSAGE_CHANGED, PASSAGE_GONE } from '../messages.ts';
import { pageRow, pageText } from '../pager.ts';

const TITLE = 256;
const QUOTE = 3_500;
const PLACE = 500;
const LINKS = 5; // in a row

/** Shows the passages behind an answer, one a page, to who asked for them. */
export const passages = handlerOf(passagesId, {
  acknowledge: (_: ComponentCall) => 'at-once',
  execute: async ({ language }, said, context) => {
    const message = await passageMessage(said.passages, 0, language, context);
    return hidden(message);
  },
});

/** Turns to another passage. */
export const passagePage = handlerOf(passagePageId, {
  acknowledge: (_: ComponentCall) => 'at-once',
  execute: async ({ language }, said, context) => {
    return { kind: 'update', message: await passageMessage(said.passages, said.page, language, context) };
  },
});

async function passageMessage(encoded: string, asked: number, language: Language, { desk }: Context): Promise<Message> {
  const keys = splitPassageKeys(encoded);
  const paging = { page: Math.min(asked, keys.length - 1), pages: keys.length };
  const found = await findPassage(keys[paging.page] ?? '', desk.catalog, desk.store);
  const card = { ...passageCard(found, paging.page + 1, language), footer: { text: pageText(paging) } };
  const turns = pageRow(paging, (page) => passagePageId.encode({ passages: encoded, page }));
  return { embeds: [card], components: [...turns, ...linkRowOf(found)] };
}

function passageCard(found: FoundPassage, n: number, language: Language): APIEmbed {
  if (found.kind === 'gone') return { description: PASSAGE_GONE[language] };
  const { item, bulletin, places } = found.place;
  const title = cut(escaped(`[${n}] ${itemName(item)}`), TITLE);
  const names = standing(item, bulletin);
  if (found.kind === 'changed') {
    return { title, description: `${PASSAGE_CHANGED[language]}\n-# ${cut(names.map(escaped).join(' · '), PLACE)}` };
  }
  const { text, lines } = found;
  const quote = cut(
    text
      .split('\n')
      .map((line) => `> ${escaped(shown(line))}`)
      .join('\n'),
    QUOTE,
  );
  const place = [...names, where(language, [{ lines, place: placeOf(places, lines) }])];
  return { title, description: `${quote}\n-# ${cut(place.map(escaped).join(' · '), PLACE)}` };
}

function linkRowOf(found: FoundPassage): readonly Row[] {
  const links = found.kind === 'gone' ? [] : linksOf(found.place.item);
  const buttons = links.flatMap((link) => linkButton(link, '') ?? []).slice(0, LINKS);
  return buttons.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: buttons }];
}
