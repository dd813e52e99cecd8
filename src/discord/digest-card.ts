import type { APIEmbed } from 'discord.js';
import type { Digest } from '../answer/answer.ts';
import { itemName, standing } from '../answer/naming.ts';
import { shown } from '../answer/shown.ts';
import { where } from '../answer/where.ts';
import type { Language } from '../bulletin/bulletin.ts';
import { cut } from './cut.ts';
import { LEFT_OUT, TOTALS } from './daily-messages.ts';
import { escaped } from './escape.ts';
import { linked } from './links.ts';

const COLOUR = 0x1971c2;
/** Of one card's description, which may have 4,096: a page that is read at one go. */
const ROOM = 2_800;
const TITLE = 200;
const SENTENCE = 560;

type DigestItem = Digest['items'][number];

/** What a card of a digest shows, and the ids of the items in it. */
export type DigestPage = { readonly description: string; readonly items: readonly string[] };

/** A digest in as many pages as it takes, section by section: each item with its sentences, where they stand, and its link. `left` items had no
 *  room in it, as the last page says. Empty for a digest without items. */
export function digestPages(digest: Digest, left: number, language: Language): readonly DigestPage[] {
  const pages: { description: string; items: string[] }[] = [];
  let section = '';
  for (const item of digest.items) {
    const own = item.item.section ?? '';
    const block = itemBlock(item, language);
    const last = pages.at(-1);
    const fits = last !== undefined && last.description.length + block.length + TITLE <= ROOM;
    const heading = own !== '' && (own !== section || !fits) ? `### ${escaped(cut(shown(own), 100))}\n` : '';
    section = own;
    if (fits) {
      last.description += `\n\n${heading}${block}`;
      last.items.push(item.item.id);
    } else {
      pages.push({ description: heading + block, items: [item.item.id] });
    }
  }
  const end = pages.at(-1);
  if (end !== undefined && left > 0) end.description += `\n\n-# ${LEFT_OUT[language](left)}`;
  return pages;
}

/** How much a digest holds, in one line. */
export function totalsOf({ items }: Digest, language: Language): string {
  const sections = new Set(items.flatMap(({ item }) => item.section ?? [])).size;
  const links = new Set(items.flatMap((one) => one.links)).size;
  return TOTALS[language]({ items: items.length, sections, links });
}

/** A page as a card. */
export function digestCard(page: DigestPage, title: string, footer: string): APIEmbed {
  return { color: COLOUR, title, description: page.description, footer: { text: footer } };
}

function itemBlock({ item, bulletin, summary, links }: DigestItem, language: Language): string {
  const link = links.map(linked).find((one) => one !== null) ?? null;
  const day = item.date === null || item.date === bulletin.publishedOn ? [] : [item.date];
  const places = summary.length === 0 ? [] : [where(language, summary)];
  const [, ...bulletinName] = item.section === null ? ['', ...standing(item, bulletin)] : standing(item, bulletin);
  return [
    `**${cut(escaped(itemName(item)), TITLE)}**`,
    ...summary.map(({ text }) => `> ${cut(escaped(shown(text)), SENTENCE)}`),
    `-# ${[...bulletinName.map(escaped), ...day, ...places, ...(link === null ? [] : [link])].join(' · ')}`,
  ].join('\n');
}
