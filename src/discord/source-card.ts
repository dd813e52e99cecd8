import type { APIButtonComponentWithURL, APIEmbed } from 'discord.js';
import { ComponentType } from 'discord.js';
import type { SourceLink, SourceList } from '../answer/answer.ts';
import { itemName, standing } from '../answer/naming.ts';
import { NO_LINK } from '../answer/phrases.ts';
import { shown } from '../answer/shown.ts';
import type { Language } from '../bulletin/bulletin.ts';
import type { Message } from './command.ts';
import { cut } from './cut.ts';
import { escaped } from './escape.ts';
import { SOURCES_FOR } from './item-messages.ts';
import { linkButton, linked } from './links.ts';

const TITLE = 256;
const LINKS = 750; // with five cards a message stays below 6,000 characters
const PLACE = 150;
const BUTTONS_IN_ROW = 5;
const BUTTONS = 25;
const COLOUR = 0x1c7ed6;

type Entry = SourceList['items'][number];

/** The source links of items as cards, with a button for each link. `words` are those that found the items, null where one was named. */
export function sourceCards({ items }: SourceList, words: string | null, language: Language): Message {
  const numberOf = (i: number) => (items.length === 1 ? '' : `[${i + 1}]`);
  const buttons = items.flatMap((entry, i) => buttonsOf(entry, numberOf(i))).slice(0, BUTTONS);
  const rows = Array.from({ length: Math.ceil(buttons.length / BUTTONS_IN_ROW) }, (_, i) =>
    buttons.slice(i * BUTTONS_IN_ROW, (i + 1) * BUTTONS_IN_ROW),
  );
  return {
    ...(words !== null && { content: SOURCES_FOR[language](escaped(words)) }),
    embeds: items.map((entry, i) => cardOf(entry, numberOf(i), language)),
    components: rows.map((components) => ({ type: ComponentType.ActionRow, components })),
  };
}

function cardOf({ item, bulletin, links }: Entry, number: string, language: Language): APIEmbed {
  const day = item.date === null || item.date === bulletin.publishedOn ? [] : [item.date];
  const place = cut([...standing(item, bulletin), ...day].map(escaped).join(' · '), PLACE);
  const lines = links.length === 0 ? [NO_LINK[language]] : links.map(lineOf);
  return {
    color: COLOUR,
    title: cut(`${number} ${escaped(itemName(item))}`.trim(), TITLE),
    description: cut(`-# ${place}\n${lines.join('\n')}`, PLACE + LINKS),
  };
}

function lineOf({ url, title, publisher, date }: SourceLink): string {
  const told = [title, publisher, date].flatMap((part) => (part === null ? [] : escaped(shown(part))));
  return `- ${[...told, linked(url) ?? escaped(url)].join(' · ')}`;
}

function buttonsOf({ links }: Entry, number: string): APIButtonComponentWithURL[] {
  return links.flatMap(({ url, publisher }) => linkButton(url, [number, publisher].filter(Boolean).join(' ')) ?? []);
}
