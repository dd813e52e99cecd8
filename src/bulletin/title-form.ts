import { dateLine } from './date-line.ts';
import { type Head, headOf } from './head.ts';
import { isContentsLabel, isGenericHeading, isNotice, isSummaryLabel } from './labels.ts';
import type { Token } from './lex.ts';
import { linksIn } from './links.ts';
import { numberingOf } from './numbering.ts';
import { isRunningLine } from './running-line.ts';

/** A way of setting titles, and the head that a line in it would be. Forms with the same name are set the same; of several that would do
 *  the one with the lowest rank is taken for the titles. */
export type TitleForm = { readonly name: string; readonly rank: number; readonly head: Head };

const LONGEST_TITLE = 130; // characters
const SENTENCE_END = /(?:[다요음임됨함][.]|[。！!.])["'”’」』)\]）]*$/;
const BRACKETED =
  /^(?:【([^【】]+)】|\[([^[\]]+)\]|<([^<>]+)>|〈([^〈〉]+)〉|《([^《》]+)》|≪([^≪≫]+)≫|［([^［］]+)］)\s*(.*)$/su;
const FIGURE = /^\P{L}?(?:그림|표|도표|사진|참고|자료|별첨|붙임|Fig|Table|图|表)\P{L}*\d*/iu;
const CIRCLED = /^([①-⑳])\s*(?=\S)/u;
const MARKS = '■◆▣◈▶□◇◎●○ㅇ◦▷►▸☑✓➢'; // from those that set titles most often to those that set entries

/** The ranks of forms: titles are set in the first kind more often than in the next. */
export const RANK = { heading: 0, bold: 10, bracket: 20, number: 30, mark: 40, plain: 90 } as const;

/** The form of a line that could be an item's title; null for sentences, sources, dates, notes, rows and parts of articles. */
export function titleFormOf(tokens: readonly Token[], i: number): TitleForm | null {
  const token = tokens[i];
  if (token === undefined || isOther(token) || isRunningLine(tokens, i)) return null;
  const bracketed = bracketFormOf(tokens, i);
  if (bracketed !== null) return bracketed;
  if (token.text.length > LONGEST_TITLE || SENTENCE_END.test(token.folded) || !/\p{L}/u.test(token.text)) return null;
  if (isGenericHeading(token.folded) || FIGURE.test(token.folded)) return null;
  return setForm(tokens, i, token) ?? plainForm(tokens, i, token);
}

function isOther(token: Token): boolean {
  if (!['heading', 'text', 'bullet', 'caption'].includes(token.kind)) return true;
  return isContentsLabel(token.folded) || isSummaryLabel(token.folded) || isNotice(token.folded);
}

/** The form of a line whose title stands in brackets, text of the item behind it or not; else null. */
export function bracketFormOf(tokens: readonly Token[], i: number): TitleForm | null {
  const token = tokens[i];
  if (token === undefined || token.level !== null) return null;
  const match = BRACKETED.exec(token.text);
  const title =
    match
      ?.slice(1, -1)
      .find((part) => part !== undefined)
      ?.trim() ?? '';
  const rest = match?.at(-1) ?? '';
  if (match === null || title.length < 4 || title.length > LONGEST_TITLE || FIGURE.test(title)) return null;
  if (
    token.mark.replace(/[>#]/g, '') !== '' ||
    token.indent > 1 ||
    linksIn(token.raw).length > 0 ||
    isGenericHeading(title)
  )
    return null;
  return {
    name: `bracket ${token.text[0]}`,
    rank: RANK.bracket,
    head: { ...headOf('item', tokens, i, null), title, rest },
  };
}

/** The head of a line whose title stands in brackets or behind a number in a circle; else null. */
export function signedHeadOf(tokens: readonly Token[], i: number): Head | null {
  return (bracketFormOf(tokens, i) ?? circledFormOf(tokens, i))?.head ?? null;
}

function circledFormOf(tokens: readonly Token[], i: number): TitleForm | null {
  const token = tokens[i];
  const circled = CIRCLED.exec(token?.text ?? '');
  if (token === undefined || circled === null || token.mark.replace(/[#>]/g, '') !== '' || token.indent > 1)
    return null;
  const number = (circled[1] ?? '').normalize('NFKC');
  const head = { ...headOf('item', tokens, i, null), number, title: token.text.slice(circled[0].length) };
  return { name: 'circled', rank: RANK.number, head };
}

function setForm(tokens: readonly Token[], i: number, token: Token): TitleForm | null {
  const numbering = numberingOf(token);
  const own = numbering?.certain && numbering.style !== 'roman' ? numbering : null;
  const head = headOf('item', tokens, i, own);
  const mark = token.mark.replace(/[\d#>]/g, '');
  if (token.level !== null)
    return { name: `heading ${token.level}${own?.style ?? ''}`, rank: RANK.heading + token.level, head };
  if (token.bold && mark === '') return { name: 'bold', rank: RANK.bold, head };
  if (token.indent > 1) return null;
  if (own !== null && !/\d{4}/.test(own.digits)) return { name: `number ${own.style}`, rank: RANK.number, head };
  const circled = circledFormOf(tokens, i);
  if (circled !== null) return circled;
  const rank = MARKS.indexOf(mark);
  return mark.length === 1 && rank !== -1 ? { name: `mark ${mark}`, rank: RANK.mark + rank, head } : null;
}

/** A line that opens a paragraph, without any mark. */
function plainForm(tokens: readonly Token[], i: number, token: Token): TitleForm | null {
  const above = tokens[i - 1];
  const opens = above === undefined || ['blank', 'rule', 'link', 'source', 'heading'].includes(above.kind);
  const isRoman = numberingOf(token)?.style === 'roman';
  if (
    isRoman ||
    token.kind !== 'text' ||
    token.mark !== '' ||
    token.indent > 1 ||
    !opens ||
    dateLine(token, null) !== null
  )
    return null;
  return { name: 'plain', rank: RANK.plain, head: headOf('item', tokens, i, null) };
}
