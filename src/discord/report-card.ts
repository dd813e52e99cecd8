import type { APIEmbed } from 'discord.js';
import { bulletinName } from '../answer/naming.ts';
import { shown } from '../answer/shown.ts';
import type { Language, Warning } from '../bulletin/bulletin.ts';
import type { Overview } from '../bulletin/overview.ts';
import type { Added } from '../library.ts';
import type { Message } from './command.ts';
import { cut } from './cut.ts';
import { escaped } from './escape.ts';
import { ITEM_COUNT } from './item-messages.ts';
import { ADDED, ADDED_LATER, NOT_ADDED, reasonFor, WARNING, WARNINGS, WITHOUT_ITEMS } from './library-messages.ts';

const TITLE = 256;
const ITEM = 120;
const ITEMS = 5;
const COLOURS = { good: 0x2f9e44, doubtful: 0xf08c00, bad: 0xc92a2a } as const;

/** What became of a file that was added, with what to do where something is to be done. */
export function reportCard(file: string, added: Added, language: Language): Message {
  switch (added.kind) {
    case 'failed':
      return refusalCard(file, added.code, language);
    case 'waiting': {
      const description = `${ADDED_LATER[language](escaped(file))}\n${reasonFor(added.code, language)}`;
      return { embeds: [{ color: COLOURS.doubtful, description }] };
    }
    case 'same':
      return { embeds: [bulletinCard(added.kind, added.bulletin.bulletin, [], language)] };
    case 'added':
    case 'updated':
      return { embeds: [bulletinCard(added.kind, added.bulletin.bulletin, added.warnings, language)] };
  }
}

/** Why a file was not added, and what to do. */
export function refusalCard(file: string, code: string, language: Language): Message {
  const description = `${NOT_ADDED[language](escaped(file))}\n${reasonFor(code, language)}`;
  return { embeds: [{ color: COLOURS.bad, description }] };
}

function bulletinCard(
  kind: 'added' | 'updated' | 'same',
  bulletin: Overview,
  warnings: readonly Warning[],
  language: Language,
): APIEmbed {
  const { items } = bulletin;
  const titles = items.slice(0, ITEMS).map(({ title }) => `- ${cut(escaped(shown(title)), ITEM)}`);
  const more = items.length > ITEMS ? ['- …'] : [];
  const count = items.length === 0 ? WITHOUT_ITEMS[language] : ITEM_COUNT[language](items.length);
  const flaws = flawsIn(warnings, language);
  return {
    color: items.length === 0 || flaws.length > 0 ? COLOURS.doubtful : COLOURS.good,
    title: ADDED[kind][language],
    description: [`**${cut(escaped(bulletinName(bulletin)), TITLE)}**`, count, ...titles, ...more].join('\n'),
    ...(flaws.length > 0 && { fields: [{ name: WARNINGS[language], value: flaws.join('\n') }] }),
  };
}

/** A line for each kind of flaw, the most frequent first. */
function flawsIn(warnings: readonly Warning[], language: Language): string[] {
  const kinds = new Map<string, number[]>();
  for (const { code, lines } of warnings) kinds.set(code, [...(kinds.get(code) ?? []), lines[0]]);
  return [...kinds]
    .sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1))
    .map(([code, starts]) => {
      const line = starts.reduce((first, start) => Math.min(first, start));
      return `- ${WARNING[language]({ code, count: starts.length, line })}`;
    });
}
