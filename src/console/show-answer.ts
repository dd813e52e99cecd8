import type { Answer, AnswerSentence, BulletinRef, Citation, ItemRef } from '../answer/answer.ts';
import type { Language } from '../bulletin/bulletin.ts';
import type { Indexed } from './messages.ts';
import {
  ALSO_IN,
  HOW_TO_ASK,
  INDEXED,
  NO_BULLETINS,
  NO_DIRECT_ANSWER,
  NOTHING_FOUND,
  PERIOD,
  WORDS_ONLY,
} from './messages.ts';
import type { Screen } from './screen.ts';
import { paint, shown } from './screen.ts';
import { where } from './where.ts';
import { displayWidth, flow, wrap } from './wrap.ts';

const INDENT = ' '.repeat(4); // below "[1] "

/** An answer as text for a screen, in the asker's language: the quoted sentences with their numbers, then what is behind each
 *  number; or the nearest items; or how to ask and what there is. Ends without a line break. */
export function showAnswer(answer: Answer, screen: Screen, indexed: Indexed): string {
  const blocks = [frame(answer, screen), body(answer, screen, indexed)];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** What has to be known before the answer is read. */
function frame({ period, retrieval, language }: Answer, screen: Screen): string {
  const lines = [
    ...(period === null ? [] : [paint(screen, 'dim', PERIOD[language](period))]),
    ...(retrieval === 'hybrid' ? [] : [paint(screen, 'yellow', WORDS_ONLY[language])]),
  ];
  return lines.flatMap((line) => wrap(line, screen.columns)).join('\n');
}

function body(answer: Answer, screen: Screen, indexed: Indexed): string {
  switch (answer.outcome) {
    case 'answered':
      return [quotations(answer.sentences, screen), citations(answer, screen)].join('\n\n');
    case 'related':
      return [wrap(NO_DIRECT_ANSWER[answer.language], screen.columns).join('\n'), citations(answer, screen)].join(
        '\n\n',
      );
    case 'none':
      return nothing(answer.language, screen, indexed);
  }
}

function nothing(language: Language, screen: Screen, indexed: Indexed): string {
  const told = indexed.bulletins === 0 ? [NO_BULLETINS[language]] : [HOW_TO_ASK[language], INDEXED[language](indexed)];
  return [NOTHING_FOUND[language], ...told].flatMap((line) => wrap(line, screen.columns)).join('\n');
}

function quotations(sentences: readonly AnswerSentence[], screen: Screen): string {
  const lines: string[] = [];
  let above = '';
  for (const sentence of sentences) {
    const under = sentence.under.map(shown).join(' › ');
    if (under !== above && under !== '') {
      if (lines.length > 0) lines.push('');
      lines.push(...wrap(under, screen.columns).map((line) => paint(screen, 'dim', line)));
    }
    above = under;
    lines.push(...quotation(sentence, screen));
  }
  return lines.join('\n');
}

/** The sentence with its numbers; a table row as `column: cell`, on one line where it has room, else one below the other. */
function quotation(sentence: AnswerSentence, screen: Screen): string[] {
  const numbers = sentence.citations.map((n) => paint(screen, 'cyan', `[${n}]`)).join('');
  if (sentence.cells.length === 0) return wrap(`${shown(sentence.text)} ${numbers}`, screen.columns, '  ');
  const pairs = sentence.cells.flatMap((cell, i) =>
    cell === '' ? [] : [pair(sentence.columns[i] ?? '', cell, screen)],
  );
  const row = `${pairs.join(' · ')} ${numbers}`;
  if (displayWidth(row) + 2 <= screen.columns) return [`  ${row}`];
  return pairs.flatMap((text, i) =>
    wrap(i === pairs.length - 1 ? `${text} ${numbers}` : text, screen.columns, '  ', '    '),
  );
}

function pair(column: string, cell: string, screen: Screen): string {
  return column === '' ? shown(cell) : `${paint(screen, 'dim', `${shown(column)}:`)} ${shown(cell)}`;
}

/** What stands behind the numbers; passages of one item share an entry. */
function citations({ citations: all, language }: Answer, screen: Screen): string {
  const byItem = new Map<string, Citation[]>();
  for (const citation of all) byItem.set(citation.item.id, [...(byItem.get(citation.item.id) ?? []), citation]);
  return [...byItem.values()].flatMap((group) => citation(group, language, screen)).join('\n');
}

function citation(group: readonly Citation[], language: Language, screen: Screen): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const numbers = group.map(({ n }) => `[${n}]`).join('');
  return [
    ...wrap(titleOf(first.item, screen), screen.columns, `${paint(screen, 'cyan', numbers)} `, INDENT),
    ...flow([...placeOf(first.item, first.bulletin), where(language, group)], screen.columns, INDENT).map((line) =>
      paint(screen, 'dim', line),
    ),
    ...alsoIn(first, language, screen),
    ...linkLines(first.links, INDENT),
  ];
}

/** The other issues with the same item, by their days alone where they are of the same bulletin. */
function alsoIn({ alsoIn: others, bulletin }: Citation, language: Language, screen: Screen): string[] {
  if (others.length === 0) return [];
  const issues = others.map(({ bulletin: other }) =>
    other.title === bulletin.title && other.publishedOn !== null ? other.publishedOn : nameOf(other),
  );
  const text = ALSO_IN[language]([...new Set(issues)].join(', '));
  return wrap(text, screen.columns, INDENT).map((line) => paint(screen, 'dim', line));
}

/** The number and title of an item. */
export function titleOf({ number, title }: ItemRef, screen: Screen): string {
  return paint(screen, 'bold', [number, title].flatMap((part) => (part === null ? [] : shown(part))).join(' '));
}

/** Where an item stands: its section, and its bulletin with the day of that. */
export function placeOf({ section }: ItemRef, bulletin: BulletinRef): string[] {
  return section === null ? [nameOf(bulletin)] : [shown(section), nameOf(bulletin)];
}

/** The title of a bulletin with the day it was published. */
export function nameOf({ title, publishedOn }: BulletinRef): string {
  return publishedOn === null ? shown(title) : `${shown(title)} (${publishedOn})`;
}

/** A line for each link, never broken, so that it can be clicked. */
export function linkLines(links: readonly string[], indent: string): string[] {
  return links.map((link) => `${indent}${shown(link)}`);
}
