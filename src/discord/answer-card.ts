import type { APIButtonComponent, APIEmbed } from 'discord.js';
import { ButtonStyle, ComponentType } from 'discord.js';
import type { Answer, AnswerSentence, Citation } from '../answer/answer.ts';
import type { Indexed } from '../answer/phrases.ts';
import { HOW_TO_ASK, INDEXED, NO_DIRECT_ANSWER, NOTHING_FOUND, PERIOD, WORDS_ONLY } from '../answer/phrases.ts';
import { shown } from '../answer/shown.ts';
import { feedbackId, nearId, passagesId, shareId } from './answer-ids.ts';
import { citationFields, linkRow } from './citation-fields.ts';
import type { Message, Row } from './command.ts';
import { cut } from './cut.ts';
import { escaped } from './escape.ts';
import { itemKey, passageKey } from './keys.ts';
import { BEHIND, NEAR, NOTHING_INDEXED, PASSAGES, SHARE, VERBATIM } from './messages.ts';
import { questionHead } from './question-card.ts';

/** What a card tells besides the answer. */
export type CardFacts = {
  readonly indexed: Indexed;
  /** Whether bulletins are being read at the moment. */
  readonly behind: boolean;
  /** Whether the asker alone sees the card, and may share it. */
  readonly hidden: boolean;
};

/** The colour at the side of a card. */
const COLOURS = { answered: 0x2f9e44, related: 0xf08c00, none: 0x868e96 } as const;

/** With five citations a card stays below the 6,000 characters of a message. */
const DESCRIPTION = 2_500;
const SENTENCE = 560; // four of them have room
const HEADING = 200;
const COLUMN = 100;
/** A table row that is not longer is read on one line, also on a phone. */
const ROW_ON_ONE_LINE = 80;
/** As many keys as a custom_id has room for. */
const KEYS = 5;

/** An answer as a card: the question; what has to be known of it; the quoted sentences with their numbers, or the nearest items, or how to
 *  ask; and what stands behind the numbers. */
export function answerCard(answer: Answer, facts: CardFacts): Message {
  const { language, question, outcome, citations } = answer;
  const { title, lead } = questionHead(question, language);
  const blocks = [...(lead === null ? [] : [lead]), ...notices(answer, facts), body(answer, facts)];
  const card: APIEmbed = {
    color: COLOURS[outcome],
    title,
    description: cut(blocks.join('\n\n'), DESCRIPTION),
    fields: citationFields(citations, language),
    ...(outcome === 'answered' && { footer: { text: VERBATIM[language] } }),
  };
  const rows: readonly Row[] = facts.indexed.bulletins === 0 ? [] : [buttons(answer, facts), ...linkRow(citations)];
  return { embeds: [card], components: rows };
}

/** What has to be known before the answer is read: the period understood; words only; bulletins that are missing yet. */
function notices({ period, retrieval, language }: Answer, { behind }: CardFacts): string[] {
  const lines = [
    ...(period === null ? [] : [PERIOD[language](period)]),
    ...(retrieval === 'hybrid' ? [] : [`⚠ ${WORDS_ONLY[language]}`]),
    ...(behind ? [`⏳ ${BEHIND[language]}`] : []),
  ];
  return lines.length === 0 ? [] : [lines.map((line) => `-# ${line}`).join('\n')];
}

function body({ outcome, sentences, citations, language }: Answer, { indexed }: CardFacts): string {
  if (indexed.bulletins === 0) return NOTHING_INDEXED[language];
  switch (outcome) {
    case 'answered':
      return quotations(sentences, citations);
    case 'related':
      return `${NO_DIRECT_ANSWER[language]}\n-# ${HOW_TO_ASK[language]}`;
    case 'none':
      return [NOTHING_FOUND[language], HOW_TO_ASK[language], `-# ${INDEXED[language](indexed)}`].join('\n');
  }
}

/** The sentences as quotations: those of one item and under one heading together, the heading above them. */
function quotations(sentences: readonly AnswerSentence[], citations: readonly Citation[]): string {
  const items = new Map(citations.map(({ n, item }) => [n, item.id]));
  const blocks: string[][] = [];
  let above: string | null = null;
  for (const sentence of sentences) {
    const under = sentence.under.map(shown).join(' › ');
    const here = `${items.get(sentence.citations[0] ?? 0)}\n${under}`;
    if (here !== above) blocks.push(under === '' ? [] : [`-# ${cut(escaped(under), HEADING)}`]);
    above = here;
    blocks.at(-1)?.push(quotation(sentence));
  }
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

/** The sentence with its numbers; of a table row a line for each cell, behind the name of its column. */
function quotation({ text, columns, cells, citations }: AnswerSentence): string {
  const numbers = citations.map((n) => `[${n}]`).join('');
  if (cells.length === 0) return `> ${cut(escaped(shown(text)), SENTENCE)} ${numbers}`;
  const pairs = cells.flatMap((cell, i) => (cell === '' ? [] : [pair(columns[i] ?? '', cell)]));
  const row = pairs.join(' · ');
  const lines = row.length <= ROW_ON_ONE_LINE ? [row] : pairs;
  return lines.map((line, i) => `> ${line}${i === lines.length - 1 ? ` ${numbers}` : ''}`).join('\n');
}

function pair(column: string, cell: string): string {
  const value = cut(escaped(shown(cell)), SENTENCE / 2);
  return column === '' ? value : `**${cut(escaped(shown(column)), COLUMN)}** ${value}`;
}

function buttons({ language, outcome, citations }: Answer, { hidden }: CardFacts): Row {
  const components: APIButtonComponent[] = [
    ...(citations.length === 0
      ? []
      : [button(PASSAGES[language], passagesId.encode({ passages: passagesIn(citations) }))]),
    button(NEAR[language], nearId.encode({})),
    ...(hidden ? [button(SHARE[language], shareId.encode({}))] : []),
    thumb('👍', 'up', outcome, citations),
    thumb('👎', 'down', outcome, citations),
  ];
  return { type: ComponentType.ActionRow, components };
}

function button(label: string, id: string): APIButtonComponent {
  return { type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: id };
}

function thumb(
  name: string,
  vote: 'up' | 'down',
  outcome: Answer['outcome'],
  citations: readonly Citation[],
): APIButtonComponent {
  const keys = citations.map(({ bulletin, item }) => itemKey({ bulletinId: bulletin.id, itemId: item.id }));
  const items = [...new Set(keys)].slice(0, KEYS).join('');
  const custom_id = feedbackId.encode({ vote, outcome, items });
  return { type: ComponentType.Button, style: ButtonStyle.Secondary, emoji: { name }, custom_id };
}

function passagesIn(citations: readonly Citation[]): string {
  const keys = citations.map(({ bulletin, item, quote }) =>
    passageKey({ bulletinId: bulletin.id, itemId: item.id, text: quote }),
  );
  return keys.slice(0, KEYS).join('');
}
