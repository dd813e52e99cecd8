import type { Block, Lines, Warning } from './bulletin.ts';
import { isDelimiterRow } from './delimiter-row.ts';
import type { Token } from './lex.ts';
import { readTable } from './table.ts';

/** What an item's lines say, in order, and what is wrong with its tables. */
export type Blocks = { readonly blocks: readonly Block[]; readonly warnings: readonly Warning[] };

const MARK_RANKS = ['□■◆◇▣◈◎', '○●ㅇ◦◉', '-–—―+', '▶▷►▸➢➤☞☑✓✔⇒→', '·•∙▪▫‣⁃ㆍ', '*※'];
const STOP = /[.!?。！？:：;…]["'”’」』)\]）]*$/;
const LABELLED = /^[^:：]{1,15}[:：]\s*\S/;
const HARD_BREAK = /(?: {2}|\\|<br\s*\/?>)$/i;
const LONGEST_HEADING = 80; // characters of a line in bold that still reads as a heading

/** Turns tokens into blocks. Each token that has text is in exactly one block. A line without a mark directly below a bullet, note or
 *  unfinished paragraph continues it, joined by one space. */
export function blocksOf(tokens: readonly Token[]): Blocks {
  const blocks: Block[] = [];
  const warnings: Warning[] = [];
  const depths = new DepthStack();
  for (let i = 0; i < tokens.length; ) {
    const token = tokens[i];
    if (token === undefined) break;
    const end = isTable(token) ? tableEnd(tokens, i) : paragraphEnd(tokens, i);
    if (isTable(token)) {
      const { header, rows, warnings: flaws } = readTable(tokens.slice(i, end));
      const lines: Lines = [token.lines[0], tokens[end - 1]?.lines[1] ?? token.lines[1]];
      if (header.length + rows.length > 0) blocks.push({ kind: 'table', header, rows, lines });
      warnings.push(...flaws);
    } else if (hasText(token)) {
      blocks.push(blockOf(token, tokens.slice(i + 1, end), depths));
    }
    if (isTable(token) || token.level !== null || token.kind === 'caption') depths.clear();
    i = end;
  }
  return { blocks, warnings };
}

/** Whether a token says anything: blank lines and rules do not.
 *  @example hasText(lex(normalize('---'))[0]) // => false */
export function hasText(token: Token): boolean {
  return token.kind !== 'blank' && token.kind !== 'rule';
}

function blockOf(token: Token, continuation: readonly Token[], depths: DepthStack): Block {
  const text = [token, ...continuation].map((part) => part.text).join(' ');
  const lines: Lines = [token.lines[0], continuation.at(-1)?.lines[1] ?? token.lines[1]];
  if (token.level !== null) return { kind: 'heading', text, lines };
  switch (token.kind) {
    case 'caption':
    case 'note':
      return { kind: token.kind, text, lines };
    case 'source':
      return { kind: /[*※]/.test(token.mark) ? 'note' : 'paragraph', text, lines };
    case 'bullet':
    case 'numeral':
    case 'link':
      if (token.mark !== '') return { kind: 'bullet', text, depth: depths.depthOf(token), lines };
      return { kind: 'paragraph', text, lines };
    default:
      return { kind: isBoldHeading(token, continuation) ? 'heading' : 'paragraph', text, lines };
  }
}

function isBoldHeading(token: Token, continuation: readonly Token[]): boolean {
  return token.bold && continuation.length === 0 && token.text.length <= LONGEST_HEADING && !/[.。]$/.test(token.text);
}

function isTable(token: Token): boolean {
  return token.kind === 'row' || token.kind === 'table';
}

/** Rows go on while no line is blank; a line that is no row belongs to the table when another row follows directly. */
function tableEnd(tokens: readonly Token[], start: number): number {
  if (tokens[start]?.kind === 'table') return start + 1;
  let end = start + 1;
  for (let i = end; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.kind === 'row' || isDelimiter(token)) end = i + 1;
    else if (token === undefined || !continuesCell(token) || !isAdjacent(tokens, i)) break;
  }
  return end;
}

/** The line of dashes below the header of a Markdown table. */
function isDelimiter(token: Token | undefined): boolean {
  return token?.kind === 'rule' && isDelimiterRow(token.raw);
}

function continuesCell(token: Token): boolean {
  return (token.kind === 'text' || token.kind === 'bullet') && token.level === null;
}

function paragraphEnd(tokens: readonly Token[], start: number): number {
  const opener = tokens[start];
  if (opener === undefined || opener.level !== null) return start + 1;
  const isList = opener.kind === 'bullet' || opener.kind === 'note';
  if (!isList && opener.kind !== 'text') return start + 1;
  let end = start + 1;
  while (end < tokens.length && continues(tokens, end, isList)) end++;
  return end;
}

function continues(tokens: readonly Token[], i: number, isList: boolean): boolean {
  const token = tokens[i];
  const above = tokens[i - 1];
  if (token?.kind !== 'text' || token.level !== null || token.bold || above === undefined) return false;
  if (!isAdjacent(tokens, i) || HARD_BREAK.test(above.raw)) return false;
  if (isList) return true;
  if (above.bold || (LABELLED.test(above.folded) && LABELLED.test(token.folded))) return false;
  return !STOP.test(above.folded);
}

function isAdjacent(tokens: readonly Token[], i: number): boolean {
  return (tokens[i]?.lines[0] ?? 0) === (tokens[i - 1]?.lines[1] ?? 0) + 1;
}

/** How deep list entries stand: by their indentation and, at the same indentation, by the customary order of list marks. */
class DepthStack {
  private readonly open: { readonly indent: number; readonly rank: number }[] = [];

  depthOf(token: Token): number {
    const mark = token.mark.replace(/^[-+>]+(?=.)/, '').at(-1) ?? '-';
    const found = MARK_RANKS.findIndex((marks) => marks.includes(mark));
    const level = { indent: token.indent, rank: found === -1 ? 0 : found };
    for (let top = this.open.at(-1); top !== undefined && !isDeeper(level, top); top = this.open.at(-1))
      this.open.pop();
    this.open.push(level);
    return this.open.length - 1;
  }

  clear(): void {
    this.open.length = 0;
  }
}

type Level = { readonly indent: number; readonly rank: number };

function isDeeper(level: Level, than: Level): boolean {
  const indented = level.indent - than.indent;
  return Math.abs(indented) > 1 ? indented > 0 : level.rank > than.rank;
}
