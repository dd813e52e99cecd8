import { blocksOf, hasText } from './blocks.ts';
import type { Block } from './bulletin.ts';
import { isImprint, isNotice, isRemark, isSummaryLabel } from './labels.ts';
import type { Token } from './lex.ts';
import type { Outline } from './outline.ts';
import type { Piece } from './parts.ts';

/** What stands before the first item: its pieces, the blocks of the summary and the tokens of an imprint at the top. */
export type Front = {
  readonly pieces: readonly Piece[];
  readonly summary: readonly Block[];
  readonly imprint: readonly Token[];
};

const LONGEST_MASTHEAD = 60; // characters of a line that belongs to the title

/** Sorts the tokens before the first item (index `end`, exclusive) into title, contents list, summary, notices and imprint. Long
 *  lines that are none of these stay unplaced. */
export function frontParts(tokens: readonly Token[], end: number, { titleAt, contents }: Outline): Front {
  const pieces: Piece[] = [];
  const imprint: Token[] = [];
  const summary: Token[] = [];
  let inSummary = false;
  for (let i = 0; i < end; i++) {
    const token = tokens[i];
    if (token === undefined || !hasText(token)) continue;
    if (contents !== null && i >= contents.from && i < contents.to) {
      pieces.push({ kind: 'contents', from: i, to: i + 1, ref: null });
      inSummary = false;
      continue;
    }
    if (isSummaryLabel(token.folded)) inSummary = true;
    else if (inSummary && token.level === null && !isNotice(token.folded)) summary.push(token);
    else inSummary = false;
    const kind = inSummary ? 'summary' : kindOf(token, i === titleAt, contents !== null && i > contents.from);
    if (kind === 'imprint') imprint.push(token);
    pieces.push({ kind, from: i, to: i + 1, ref: null });
  }
  return { pieces, summary: blocksOf(summary).blocks, imprint };
}

function kindOf(token: Token, isTitle: boolean, isBehindContents: boolean): Piece['kind'] {
  if (isTitle) return 'title';
  if (isNotice(token.folded)) return 'notice';
  if (isImprint(token.folded)) return 'imprint';
  if (isRemark(token) && token.text.length > LONGEST_MASTHEAD) return 'notice';
  const isMasthead = !isBehindContents && token.text.length <= LONGEST_MASTHEAD && token.kind !== 'bullet';
  return isMasthead ? 'title' : 'unplaced';
}
