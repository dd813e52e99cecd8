import { type Contents, contentsOf } from './contents.ts';
import { type Head, headOf, isTitleLike, numberingInSequence } from './head.ts';
import { imprintStart } from './imprint.ts';
import { issueHeads } from './issue-heads.ts';
import { isRemark } from './labels.ts';
import { levelHeads } from './level-heads.ts';
import { NO_TOKEN, type Token } from './lex.ts';
import { isListOfItems, listHeads } from './list-heads.ts';
import { nextText } from './neighbours.ts';
import { pressHeads } from './press-heads.ts';
import { rowHeads } from './row-heads.ts';
import { sentences } from './sentences.ts';
import { agreement, sourcedHeads } from './sourced-heads.ts';

/** How a bulletin is laid out: its contents list, where its items and sections begin and where its imprint does. `titleAt` is the
 *  token with its title, -1 when there is no text. */
export type Outline = {
  readonly titleAt: number;
  readonly contents: Contents | null;
  readonly heads: readonly Head[];
  readonly imprintAt: number;
};

const LONGEST_TITLE = 120; // characters

/** Lays out the tokens of a bulletin. The kinds of bulletin are tried from the most to the least marked: press release, issue with
 *  numbered items, list, headings, and at last one item of everything. */
export function outlineOf(tokens: readonly Token[]): Outline {
  const titleAt = findTitle(tokens);
  if (titleAt === -1) return { titleAt, contents: null, heads: [], imprintAt: tokens.length };
  const press = pressHeads(tokens);
  if (press !== null) return { titleAt, contents: null, heads: press, imprintAt: tokens.length };
  const contents = contentsOf(tokens);
  const imprintAt = imprintStart(tokens, tokens[titleAt]?.text ?? '');
  const body = tokens.slice(0, imprintAt);
  return { titleAt, contents, heads: withoutEmptySections(body, headsOf(body, contents, titleAt)), imprintAt };
}

/** The heads by form, unless the sources show others more plainly. */
function headsOf(tokens: readonly Token[], contents: Contents | null, titleAt: number): readonly Head[] {
  const heads = headsByForm(tokens, contents, titleAt);
  const sourced = sourcedHeads(tokens, contents);
  if (sourced === null) return heads;
  return agreement(tokens, contents, sourced) > agreement(tokens, contents, heads) ? sourced : heads;
}

function headsByForm(tokens: readonly Token[], contents: Contents | null, titleAt: number): readonly Head[] {
  const rows = rowHeads(tokens);
  if (rows !== null) return rows;
  const issue = issueHeads(tokens, contents);
  if (issue !== null) return issue;
  const list = listHeads(tokens, contents);
  if (list !== null && isListOfItems(tokens, list)) return list;
  return levelHeads(tokens, contents) ?? list ?? whole(tokens, contents, titleAt);
}

/** One item of all the text: its title is the title line; a long first line lends its first sentence. */
function whole(tokens: readonly Token[], contents: Contents | null, titleAt: number): readonly Head[] {
  const at = contents === null ? titleAt : nextText(tokens, contents.to);
  const token = tokens[at];
  if (token === undefined) return [];
  const head = headOf('item', tokens, at, numberingInSequence(token, 1));
  if (token.text.length <= LONGEST_TITLE) return [head];
  const [first = token.text] = sentences(token.text.slice(0, 10 * LONGEST_TITLE));
  const title = first.length <= LONGEST_TITLE ? first : cutAtWord(first);
  return [{ ...head, title, rest: token.text }];
}

function cutAtWord(text: string): string {
  const space = text.lastIndexOf(' ', LONGEST_TITLE);
  const end = space > 0 ? space : LONGEST_TITLE;
  return text.slice(0, /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end);
}

/** The first heading of level 1, else the first heading, else the first line that is no remark about the bulletin. */
function findTitle(tokens: readonly Token[]): number {
  const headings = tokens.map((_, i) => i).filter((i) => tokens[i]?.kind === 'heading');
  const first = nextText(tokens, 0);
  const top = headings.find((i) => tokens[i]?.level === 1) ?? headings.at(0);
  if (top !== undefined && isNear(tokens, top)) return top;
  let at = first;
  while (at < tokens.length && isRemark(tokens[at] ?? NO_TOKEN)) at = nextText(tokens, at + 1);
  if (at < tokens.length && isTitleLike(tokens[at] ?? NO_TOKEN)) return at;
  return first < tokens.length ? first : -1;
}

/** Whether nothing but remarks and short lines stands before a token: a masthead. */
function isNear(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(0, at).filter((token) => token.kind !== 'blank' && token.kind !== 'rule');
  const [only] = before;
  if (before.length === 1 && tokens[at]?.level === 1 && only?.kind === 'text') return true;
  return (
    before.length <= 5 && before.every((token) => isTitleLike(token) || token.text.length <= 60 || isRemark(token))
  );
}

/** A section with text but without items is an item itself. */
function withoutEmptySections(tokens: readonly Token[], heads: readonly Head[]): Head[] {
  return heads.map((head, k) => {
    if (head.kind === 'item' || head.kind === 'article') return head;
    const next = heads[k + 1];
    const hasMembers =
      next !== undefined && (next.kind === 'item' || (head.kind === 'section' && next.kind === 'subsection'));
    const end = next?.from ?? tokens.length;
    return hasMembers || nextText(tokens, head.to) >= end ? head : { ...head, kind: 'article' };
  });
}
