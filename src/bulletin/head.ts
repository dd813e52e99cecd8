import type { Lines } from './bulletin.ts';
import { fold } from './fold.ts';
import { isContentsLabel, isSummaryLabel } from './labels.ts';
import type { Token } from './lex.ts';
import { type Numbering, numberingOf } from './numbering.ts';

/** Where an item or section begins: tokens `from` (its number or title) to `to` (exclusive). An `article` is an item beside the sections. `rest` is text of the item that stands
 *  on the title's own line behind it, '' when there is none. */
export type Head = {
  readonly kind: 'section' | 'subsection' | 'item' | 'article';
  readonly from: number;
  readonly to: number;
  readonly number: string | null;
  readonly title: string;
  readonly titleLines: Lines;
  readonly rest: string;
};

const LONGEST_TITLE = 130; // characters
const BRACKETED = /^[[【〈<《]\s*([^[\]【】〈〉<>《》]+?)\s*[\]】〉>》]$/u;
const SENTENCE_END = /(?:[다요음임됨함][.]|[。！!])["'”’」』)\]）]*$/;

/** Whether a token could be a title by its form: short, no sentence, no figure caption, note, list entry or table row. With `marked` a
 *  heading may open with a mark such as ■, which else makes it a subtitle or a part of the item. */
export function isTitleLike(token: Token, { marked = false } = {}): boolean {
  const isForm =
    token.kind === 'heading' || token.kind === 'text' || (token.kind === 'bullet' && /^#*\d+[.)]$/.test(token.mark));
  if (!isForm || token.text.length > LONGEST_TITLE || SENTENCE_END.test(token.folded)) return false;
  if (!/\p{L}/u.test(token.text) || /^[〈<※]/.test(token.folded)) return false;
  if (/[^#\d.)>]/.test(token.mark) && !(marked && token.level !== null)) return false;
  return !isContentsLabel(token.folded) && !isSummaryLabel(token.folded);
}

/** The head that a token is, its number cut off when `numbering` is given. */
export function headOf(kind: Head['kind'], tokens: readonly Token[], i: number, numbering: Numbering | null): Head {
  const token = tokens[i];
  const text = token?.text ?? '';
  const printed = text.slice(numbering?.rest ?? 0).trim();
  const title = kind === 'section' ? (BRACKETED.exec(printed)?.[1] ?? printed) : printed;
  return {
    kind,
    from: i,
    to: i + 1,
    number: numbering?.digits ?? null,
    title: title === '' ? text : title,
    titleLines: token?.lines ?? [1, 1],
    rest: '',
  };
}

/** The numbering of a title among its neighbours: digits that could belong to the title count only in sequence.
 *  `expected` is the number that would come next. */
export function numberingInSequence(token: Token, expected: number): Numbering | null {
  const numbering = numberingOf(token);
  if (numbering === null) return null;
  const isMarked =
    token.mark.match(/\d/) !== null ||
    /^\S{0,4}[.．)、）\]]/.test(fold(token.text).text) ||
    numbering.digits.startsWith('0');
  return numbering.certain && (isMarked || numbering.value === expected) ? numbering : null;
}
