import type { Answer, AnswerSentence, Citation, ItemRef } from '../answer/answer.ts';
import { byItem, itemName, otherIssues, standing } from '../answer/naming.ts';
import type { Indexed } from '../answer/phrases.ts';
import {
  ALSO_IN,
  HOW_TO_ASK,
  INDEXED,
  NO_DIRECT_ANSWER,
  NOTHING_FOUND,
  PERIOD,
  WORDS_ONLY,
} from '../answer/phrases.ts';
import { shown } from '../answer/shown.ts';
import { where } from '../answer/where.ts';
import type { Language } from '../bulletin/bulletin.ts';
import { NO_BULLETINS } from './messages.ts';
import type { Screen } from './screen.ts';
import { paint } from './screen.ts';
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
  return byItem(all)
    .flatMap((group) => citation(group, language, screen))
    .join('\n');
}

function citation(group: readonly [Citation, ...Citation[]], language: Language, screen: Screen): string[] {
  const [first] = group;
  const numbers = group.map(({ n }) => `[${n}]`).join('');
  return [
    ...wrap(titleOf(first.item, screen), screen.columns, `${paint(screen, 'cyan', numbers)} `, INDENT),
    ...flow([...standing(first.item, first.bulletin), where(language, group)], screen.columns, INDENT).map((line) =>
      paint(screen, 'dim', line),
    ),
    ...alsoIn(first, language, screen),
    ...linkLines(first.links, INDENT),
  ];
}

function alsoIn(citation: Citation, language: Language, screen: Screen): string[] {
  const issues = otherIssues(citation);
  if (issues.length === 0) return [];
  return wrap(ALSO_IN[language](issues.join(', ')), screen.columns, INDENT).map((line) => paint(screen, 'dim', line));
}

/** The number and title of an item. */
export function titleOf(item: ItemRef, screen: Screen): string {
  return paint(screen, 'bold', itemName(item));
}

/** A line for each link, never broken, so that it can be clicked. */
export function linkLines(links: readonly string[], indent: string): string[] {
  return links.map((link) => `${indent}${shown(link)}`);
}
