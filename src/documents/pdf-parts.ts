import { bold, type DocumentPart, escaped, linked } from './markdown.ts';
import { blocksOf, cellBlocks, type Flow, opensList, pairsOf, type TextBlock } from './pdf-blocks.ts';
import type { Cell, PageTable } from './pdf-grid.ts';
import { headingLevels } from './pdf-headings.ts';
import { type Breaks, breaksOf, joint } from './pdf-join.ts';
import { type Char, isBold, type Line } from './pdf-lines.ts';
import { joinedTables } from './pdf-tables.ts';

const SAME_DEPTH = 3; // points between list marks of one depth

/** The parts of a document from the flows of all its pages, in reading order. */
export function partsOf(flows: readonly Flow[]): readonly DocumentPart[] {
  const blocks = joinedTables(blocksOf(flows));
  const lines = flows.flatMap(({ items }) => items.flatMap((item) => ('kind' in item ? linesIn(item) : [item])));
  const breaks = breaksOf(lines, pairsOf(blocks));
  const levelOf = headingLevels(blocks.flatMap((block) => (block.kind === 'text' ? [block] : [])));
  const depths: number[] = [];
  return blocks.map((block) => {
    if (block.kind === 'text' && opensList(firstOf(block))) return bulletOf(block, breaks, depths);
    depths.length = 0;
    if (block.kind === 'table') return tablePart(block, breaks);
    const level = levelOf(block);
    const page = firstOf(block).page;
    if (level === null) return { kind: 'paragraph', page, text: inline(block, breaks, true) };
    return { kind: 'heading', page, level, text: inline(block, breaks, false) };
  });
}

function linesIn(table: PageTable): readonly Line[] {
  return table.rows.flatMap((row) => row.flatMap((cell) => cell.lines));
}

function firstOf({ lines }: TextBlock): Line {
  return lines[0].line;
}

function bulletOf(block: TextBlock, breaks: Breaks, depths: number[]): DocumentPart {
  const { x0, page } = firstOf(block);
  while (depths.length > 0 && (depths.at(-1) ?? 0) > x0 - SAME_DEPTH) depths.pop();
  depths.push(x0);
  return { kind: 'bullet', page, depth: depths.length - 1, mark: '-', text: inline(block, breaks, true) };
}

function tablePart(table: PageTable, breaks: Breaks): DocumentPart {
  const [first = []] = table.rows;
  const isHead = (row: readonly Cell[]) => row.every(({ lines }) => lines.every(isBold));
  const hasHeader = isHead(first) || isHeader(table);
  const rows = table.rows.map((row, i) =>
    row.map(({ lines, right }) =>
      cellBlocks(lines, right)
        .map((block) => cellText(block, breaks, !isHead(row) && !(hasHeader && i === 0)))
        .join('\n'),
    ),
  );
  return { kind: 'table', page: table.page, hasHeader, rows };
}

/** Markdown has no lists in cells: their entries keep a sign. */
function cellText(block: TextBlock, breaks: Breaks, showsBold: boolean): string {
  const text = inline(block, breaks, showsBold);
  return opensList(firstOf(block)) && /^[\p{L}\p{N}]|^['"‘“(]/u.test(text) ? `• ${text}` : text;
}

/** A first row without numbers above a column that is all numbers. */
function isHeader({ rows }: PageTable): boolean {
  const [first = [], ...others] = rows;
  const isNumber = (lines: readonly Line[]) =>
    lines.length === 1 && /^[\d.,%]+$/.test(lines[0]?.chars.map((char) => char.text).join('') ?? '');
  return (
    others.length > 0 &&
    first.some((_, i) => others.every((row) => isNumber(row[i]?.lines ?? [])) && !isNumber(first[i]?.lines ?? []))
  );
}

/** The lines of a block as inline Markdown, without its list sign. */
function inline(block: TextBlock, breaks: Breaks, showsBold: boolean): string {
  const chars = joinedChars(block, breaks);
  let out = '';
  for (let i = 0; i < chars.length; ) {
    const url = chars[i]?.url ?? null;
    const isStrong = url === null && isSetBold(chars, i);
    let end = i + 1;
    while (
      end < chars.length &&
      (chars[end]?.url ?? null) === url &&
      (url !== null || isSetBold(chars, end) === isStrong)
    )
      end++;
    const text = escaped(
      chars
        .slice(i, end)
        .map((char) => char.text)
        .join(''),
    );
    if (url !== null) out += linked(text, url);
    else out += isStrong && showsBold ? bold(text) : text;
    i = end;
  }
  return out;
}

/** A space between bold words is bold. */
function isSetBold(chars: readonly Char[], at: number): boolean {
  if (chars[at]?.text !== ' ') return chars[at]?.bold ?? false;
  return (chars[at - 1]?.bold ?? false) && (chars[at + 1]?.bold ?? false);
}

/** The letters of a block's lines and what joins them, without its list sign. */
function joinedChars({ lines }: TextBlock, breaks: Breaks): readonly Char[] {
  const chars: Char[] = [];
  lines.forEach(({ line }, i) => {
    const above = lines[i - 1];
    const between = above === undefined ? '' : joint(above, line, breaks);
    if (between === 'unhyphened') dropHyphen(chars);
    const [last, first] = [chars.at(-1), line.chars[0]];
    const url = last?.url === first?.url ? (last?.url ?? null) : null;
    if (between === ' ') chars.push({ text: ' ', x0: 0, x1: 0, bold: false, url });
    chars.push(...line.chars);
  });
  return opensList(lines[0].line) ? withoutSign(chars) : chars;
}

/** A browser draws a space below the hyphen. */
function dropHyphen(chars: Char[]): void {
  chars.pop();
  while (chars.at(-1)?.text === ' ') chars.pop();
}

/** The text behind a list sign. */
function withoutSign(chars: readonly Char[]): readonly Char[] {
  const text = chars.findIndex(({ text: sign }, i) => i > 0 && sign !== ' ');
  return text === -1 ? [] : chars.slice(text);
}
