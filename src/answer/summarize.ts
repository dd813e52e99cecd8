import type { Block, Item, Lines } from '../bulletin/bulletin.ts';
import { sentences } from '../bulletin/sentences.ts';

const SENTENCES = 2;
const ENOUGH = 160; // characters: what fits on four lines of a phone

/** A sentence of a summary: verbatim, found in the file between `lines`. */
export type SummarySentence = { readonly text: string; readonly lines: Lines };

/** The leading sentences of an item, verbatim: at most two, one when it is long already. Its subtitle stands in when the item has
 *  no text of its own; empty when it has neither. */
export function summarize(item: Item): readonly SummarySentence[] {
  const summary: SummarySentence[] = [];
  for (const sentence of leading(item)) {
    const length = summary.reduce((sum, { text }) => sum + text.length, 0);
    if (summary.length === SENTENCES || (summary.length > 0 && length + sentence.text.length > ENOUGH)) break;
    summary.push(sentence);
  }
  if (summary.length > 0) return summary;
  return item.subtitle === null || item.subtitleLines === null
    ? []
    : [{ text: item.subtitle, lines: item.subtitleLines }];
}

function leading(item: Item): SummarySentence[] {
  return item.blocks.flatMap(sentencesOf).filter(({ text }) => text !== '');
}

function sentencesOf(block: Block): SummarySentence[] {
  switch (block.kind) {
    case 'paragraph':
    case 'bullet':
      return sentences(block.text).map((text) => ({ text, lines: block.lines }));
    case 'table':
      return block.rows.map((row) => ({ text: row.cells.filter((cell) => cell !== '').join(' '), lines: row.lines }));
    case 'heading':
    case 'note':
    case 'caption':
      return [];
  }
}
