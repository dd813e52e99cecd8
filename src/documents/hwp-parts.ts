import type { HwpBlock, HwpCell, HwpTable } from './hwp-block.ts';
import { cellsOf, columnsOf, gridOf } from './hwp-table.ts';
import { bold, type DocumentPart, escaped, linked } from './markdown.ts';

const PICTURE = /!\[[^[\]\n]*\]\([^()\n]*\)/g;
/** A link of the library's, or an address that the document itself sets in angle brackets. */
const LINK =
  /\[((?:[^[\]\n]|\[[^[\]\n]*\]){1,1000})\]\(((?:https?|mailto|tel):[^()\s]*|#[^()\n]*)\)|<(https?:\/\/[^<>\s]+)>/gi;
/** A formula: what the library encloses in dollar signs, told from prices by LaTeX's own marks. */
const FORMULA = /\$(?=[^$\n]*[\\^_{])[^$\n]+\$/g;
/** What the library puts around a paragraph that is underlined or struck out as a whole, also in cells and captions. */
const DECORATION = /<\/?u>|(?<!~)~~(?!~)/g;
/** The longest line that is taken for a title when it stands alone in a box, or is bold as a whole. */
const TITLE_LENGTH = 80;
const SECTION_NUMBER = /^(?:제?\s?)?(?:[0-9]{1,2}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{1,4}|[①-⑳]|[가-하])[.)장]?$/u;
const LIST_MARK = /^[\p{S}\p{Pd}※·•*\\ㅇ]/u;
/** A link says where its line leads, not what follows. */
const HAS_LINK = /\]\(|<https?:/;
const SENTENCE_END = /[.!?。:;,]$|다$/u;
const BOX_LEVEL = 2;

/** What the blocks do not say of their text. `readable` replaces symbols that only Hancom's fonts have. The style of a block is that of
 *  one of its runs; `isMixed` says of which texts others look different. */
type Look = { readonly readable: (text: string) => string; readonly isMixed: (text: string) => boolean };

/** The parts of a document in reading order. A table that is a box around a title or text becomes that; footnotes follow what they
 *  belong to, captions come before their table. */
export function hwpParts(blocks: readonly HwpBlock[], look: Look): readonly DocumentPart[] {
  return blocks.flatMap((block) => partsOf(block, look));
}

function partsOf(block: HwpBlock, look: Look): readonly DocumentPart[] {
  if (block.type === 'image') return notesOf(block, look);
  if (block.table !== undefined) return tableParts(block.table, look);
  const own = look.readable(block.text ?? '').trim() === '' ? [] : [textPart(block, look)];
  return [...own, ...notesOf(block, look), ...hwpParts(block.children ?? [], look)];
}

function textPart(block: HwpBlock, look: Look): DocumentPart {
  const text = inlineOf(block, look);
  if (block.type === 'heading') return { kind: 'heading', level: block.level ?? BOX_LEVEL, text, page: null };
  return paragraph(text);
}

function inlineOf(block: HwpBlock, look: Look): string {
  const { text = '', spans = [], style, href } = block;
  if (href !== undefined && !href.startsWith('#')) return linked(escaped(look.readable(text)), href);
  if (spans.length > 0 && sameText(spans.map((span) => span.text).join(''), text)) {
    return spans
      .map((span) => (span.bold ? bold(inline(look.readable(span.text))) : inline(look.readable(span.text))))
      .join('');
  }
  const markdown = inline(look.readable(text));
  const isBoldLine =
    style?.bold && block.type !== 'heading' && text.length <= TITLE_LENGTH && !/\n/.test(text) && !look.isMixed(text);
  return isBoldLine ? boldLine(markdown) : markdown;
}

/** A bold line; its list mark stays outside, where it is read as one. */
function boldLine(markdown: string): string {
  const [, mark = '', rest = ''] = /^((?:[\p{S}\p{Po}\p{Pd}ㅇ]|\d{1,2}[.)])\s+)?(.*)$/su.exec(markdown) ?? [];
  return /[[\]$<]/.test(rest) ? markdown : `${mark}${bold(rest)}`;
}

function sameText(a: string, b: string): boolean {
  return a.replace(/\s/g, '') === b.replace(/\s/g, '');
}

/** Text of the library as inline Markdown: its links and formulas stay what they are, all else is escaped. */
function inline(text: string): string {
  const shown = text.replace(PICTURE, '').replace(DECORATION, '');
  let markdown = '';
  let from = 0;
  for (const link of shown.matchAll(LINK)) {
    const [whole, anchor = '', target = '', bare = ''] = link;
    const url = target || bare;
    markdown += withFormulas(shown.slice(from, link.index));
    markdown += url.startsWith('#') ? escaped(anchor) : linked(escaped(anchor), url);
    from = link.index + whole.length;
  }
  return markdown + withFormulas(shown.slice(from));
}

function withFormulas(text: string): string {
  let markdown = '';
  let from = 0;
  for (const formula of text.matchAll(FORMULA)) {
    markdown += escaped(text.slice(from, formula.index)) + formula[0];
    from = formula.index + formula[0].length;
  }
  return markdown + escaped(text.slice(from));
}

function notesOf(block: HwpBlock, look: Look): readonly DocumentPart[] {
  const text = inline(look.readable(block.footnoteText ?? ''));
  return text.trim() === '' ? [] : [paragraph(`※ ${text}`)];
}

function paragraph(text: string): DocumentPart {
  return { kind: 'paragraph', text, page: null };
}

function tableParts(table: HwpTable, look: Look): readonly DocumentPart[] {
  const captions =
    table.captionBlocks ?? (table.caption === undefined ? [] : [{ type: 'paragraph', text: table.caption }]);
  const content = boxParts(table, look) ?? [dataTable(table, look)];
  return [...hwpParts(captions, look), ...content];
}

function dataTable(table: HwpTable, look: Look): DocumentPart {
  const rows = gridOf(table, (cell) => cellText(cell, look));
  const hasHeader = table.hasHeader && (rows[0] ?? []).filter((cell) => cell.trim() !== '').length > 1;
  return { kind: 'table', hasHeader, rows, page: null };
}

/** The content of a table that is no table: of one column, or one row of a section's number and title. Null for tables of data. */
function boxParts(table: HwpTable, look: Look): readonly DocumentPart[] | null {
  const banner = bannerOf(table, look);
  if (banner !== null) return [{ kind: 'heading', level: BOX_LEVEL, text: banner, page: null }];
  if (columnsOf(table).length > 1) return null;
  const parts = cellsOf(table).flatMap((cell) => cellParts(cell, look));
  const [only, second] = parts;
  if (only?.kind !== 'paragraph' || second !== undefined || !isTitle(only.text)) return parts;
  return [{ kind: 'heading', level: BOX_LEVEL, text: only.text, page: null }];
}

/** The number and title of a section, set in one row: Ⅰ | 추진 배경. */
function bannerOf(table: HwpTable, look: Look): string | null {
  if (table.cells.length !== 1) return null;
  const filled = cellsOf(table);
  if (filled.length !== 2 || filled.some((cell) => cell.blocks?.some((block) => block.table !== undefined)))
    return null;
  const [number = '', title = ''] = filled.map((cell) => cellText(cell, look).trim());
  return SECTION_NUMBER.test(number) && isTitle(title) ? `${number} ${title}` : null;
}

function isTitle(text: string): boolean {
  const isLine = text.length <= TITLE_LENGTH && !text.includes('\n');
  return isLine && !LIST_MARK.test(text) && !SENTENCE_END.test(text) && !HAS_LINK.test(text);
}

function cellParts(cell: HwpCell, look: Look): readonly DocumentPart[] {
  if (cell.blocks !== undefined && cell.blocks.length > 0) return hwpParts(cell.blocks, look);
  const lines = cell.text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => paragraph(inline(look.readable(line))));
}

/** All of a cell in lines: tables in it row by row, their cells divided by slashes. */
function cellText(cell: HwpCell, look: Look): string {
  return cellParts(cell, look).flatMap(linesOfPart).join('\n');
}

function linesOfPart(part: DocumentPart): readonly string[] {
  if (part.kind !== 'table') return [part.text];
  return part.rows.map((row) =>
    row
      .filter((cell) => cell.trim() !== '')
      .map((cell) => cell.replace(/\n/g, ' '))
      .join(' / '),
  );
}
