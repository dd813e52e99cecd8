import { isHidden } from './html-hidden.ts';
import { isNeighbour, labelled, type Setting } from './html-run.ts';
import type { HtmlElement, HtmlNode } from './html-tree.ts';
import type { DocumentPart } from './markdown.ts';

const MAX_COLUMNS = 60;
const MAX_SPAN = 100; // rows
const LONGEST_REPEATED = 60; // characters of a cell that is said again in each row that it spans
const LONGEST_CELL = 200; // characters; a single cell with more is text that a table frames
const MOST_PARTS = 12; // paragraphs of one cell; more are text that a table frames
/** What boards call the fields above an article; two of them tell that a table is such a head. */
const FIELD =
  /^(?:제목|글제목|등록일시?|등록일자|작성일시?|작성일자|게시일시?|배포일시?|보도일시|작성자|등록자|담당자|담당부서|부서명?|조회수?|첨부파일?|출처|연락처|전화번호|문의처?|title|date|author|views|attachments?)$/i;
const TITLE_FIELD = /^(?:글?제목|title)$/i;
const TITLE_LEVEL = 1;

type Parts = readonly DocumentPart[];
type PartsIn = (nodes: readonly HtmlNode[], setting: Setting) => Parts;
type Cell = { readonly isHeader: boolean; readonly columns: number; readonly rows: number; readonly parts: Parts };
type Row = readonly Cell[];

/** The parts of a table: its caption, and a table of its rows. Where it only frames text, as in a layout or around one box, the text comes
 *  out as parts of its own; the head of a board's article becomes its title and lines such as 등록일: 2024. 8. 2. A table
 *  within a cell becomes lines of that cell. `partsIn` reads a cell. */
export function tableParts(table: HtmlElement, outer: Setting, partsIn: PartsIn): Parts {
  const setting = { ...outer, listDepth: -1, bold: false };
  const rows = rowsOf(table, setting, partsIn);
  const captions = childrenOf(table, ['caption'], setting).flatMap((caption) => partsIn(caption.children, setting));
  const isBroken = rows.some(isLayout);
  const parts: DocumentPart[] = [...captions];
  let group: Row[] = [];
  for (const row of rows) {
    if (!isLayout(row)) {
      group.push(row);
      continue;
    }
    parts.push(...groupParts(group, isBroken), ...row.flatMap((cell) => cell.parts));
    group = [];
  }
  return [...parts, ...groupParts(group, isBroken)];
}

function rowsOf(table: HtmlElement, setting: Setting, partsIn: PartsIn): Row[] {
  const rows = table.children.flatMap((node) => {
    if (typeof node === 'string' || isHidden(node, setting.pageLength, setting.isInArticle)) return [];
    if (node.name === 'tr') return [node];
    return ['thead', 'tbody', 'tfoot'].includes(node.name) ? childrenOf(node, ['tr'], setting) : [];
  });
  const read = rows.map((row) =>
    childrenOf(row, ['td', 'th'], setting).map((cell) => ({
      isHeader: cell.name === 'th',
      columns: span(cell.attributes.colspan, MAX_COLUMNS),
      rows: span(cell.attributes.rowspan, MAX_SPAN),
      parts: partsIn(cell.children, setting),
    })),
  );
  return read.filter(([first]) => first === undefined || !isNeighbour(cellText(first.parts)));
}

function childrenOf(element: HtmlElement, names: readonly string[], setting: Setting): HtmlElement[] {
  return element.children.flatMap((node) => {
    if (typeof node === 'string' || !names.includes(node.name)) return [];
    return isHidden(node, setting.pageLength, setting.isInArticle) ? [] : [node];
  });
}

function span(written: string | undefined, most: number): number {
  const number = /^\s*\d{1,9}\s*$/.test(written ?? '') ? Number(written) : 1;
  return Math.min(Math.max(number, 1), most);
}

/** Whether a row only frames text: a long cell alone, or cells with headings or the paragraphs of an article. */
function isLayout(row: Row): boolean {
  const filled = row.filter((cell) => cell.parts.length > 0);
  const [only, second] = filled;
  if (filled.some(({ parts }) => parts.length > MOST_PARTS || parts.some((part) => part.kind === 'heading')))
    return true;
  if (only === undefined || second !== undefined || only.rows > 1) return false;
  const { parts } = only;
  return parts.some((part) => part.kind === 'table') || parts.length > 2 || cellText(parts).length > LONGEST_CELL;
}

function groupParts(rows: readonly Row[], isBroken: boolean): Parts {
  const filled = rows.filter((row) => row.some((cell) => cell.parts.length > 0));
  const [only] = filled;
  if (only === undefined) return [];
  const cells = filled.flatMap((row) => row.filter((cell) => cell.parts.length > 0));
  if (filled.every((row) => row.filter((cell) => cell.parts.length > 0).length === 1)) {
    return cells.flatMap((cell) => cell.parts);
  }
  if (isHeadOfArticle(filled, isBroken)) return filled.flatMap(fieldParts);
  const hasHeader = filled.length > 1 && only.every((cell) => cell.isHeader);
  return [{ kind: 'table', hasHeader, rows: withoutEmptyColumns(grid(filled)), page: null }];
}

function isHeadOfArticle(rows: readonly Row[], isBroken: boolean): boolean {
  const isPaired = rows.every(
    (row) => row.every((cell, i) => cell.isHeader === (i % 2 === 0)) || titleCell(row) !== null,
  );
  const labels = rows.flatMap((row) =>
    row.filter((cell) => cell.isHeader).map((cell) => squeezed(cellText(cell.parts))),
  );
  return isPaired && labels.filter((label) => FIELD.test(label)).length >= (isBroken ? 1 : 2);
}

/** A row that is nothing but one heading cell is the title above the fields. */
function titleCell(row: Row): Cell | null {
  const [first, second] = row.filter((cell) => cell.parts.length > 0);
  return first !== undefined && second === undefined ? first : null;
}

function fieldParts(row: Row): Parts {
  const title = titleCell(row);
  if (title !== null && !FIELD.test(squeezed(cellText(title.parts)))) {
    return title.isHeader ? [heading(cellText(title.parts))] : title.parts;
  }
  const parts: DocumentPart[] = [];
  for (let i = 0; i < row.length; i += 2) {
    const label = cellText(row[i]?.parts ?? []);
    const value = cellText(row[i + 1]?.parts ?? []);
    if (value === '') continue; // a field left open
    parts.push(
      TITLE_FIELD.test(squeezed(label))
        ? heading(value)
        : { kind: 'paragraph', text: labelled(label, value), page: null },
    );
  }
  return parts;
}

function heading(text: string): DocumentPart {
  return { kind: 'heading', level: TITLE_LEVEL, text: text.replace(/\*\*/g, ''), page: null };
}

function squeezed(text: string): string {
  return text.replace(/[\s:：*]/g, '');
}

/** The cells as they stand below each other: a short cell is said in each row that it spans, so that a row says all by itself. */
function grid(rows: readonly Row[]): string[][] {
  const above: { text: string; left: number }[] = [];
  return rows.map((row) => {
    const line: string[] = [];
    const fillFromAbove = (): void => {
      for (let over = above[line.length]; over !== undefined && over.left > 0; over = above[line.length]) {
        over.left--;
        line.push(over.text);
      }
    };
    for (const cell of row) {
      fillFromAbove();
      const text = cellText(cell.parts);
      for (let i = 0; i < cell.columns && line.length < MAX_COLUMNS; i++) {
        const shown = i === 0 ? text : '';
        above[line.length] = { text: shown.length <= LONGEST_REPEATED ? shown : '', left: cell.rows - 1 };
        line.push(shown);
      }
    }
    fillFromAbove();
    return line;
  });
}

function withoutEmptyColumns(rows: readonly string[][]): string[][] {
  const width = Math.max(...rows.map((row) => row.length));
  const filled = Array.from({ length: width }, (_, i) => rows.some((row) => (row[i] ?? '') !== ''));
  return rows.map((row) => filled.flatMap((isFilled, i) => (isFilled ? [row[i] ?? ''] : [])));
}

/** The parts of a cell as its lines. */
function cellText(parts: Parts): string {
  return parts
    .map((part) => {
      if (part.kind === 'table') return part.rows.map(rowText).join('\n');
      const text = part.text.trim();
      if (part.kind !== 'bullet' || /^(?:\\?[\p{S}\p{Po}\p{Pd}\u3164]|\d{1,3}[.)])/u.test(text)) return text;
      return `${part.mark === '-' ? '•' : part.mark} ${text}`;
    })
    .filter((text) => text !== '')
    .join('\n');
}

function rowText(cells: readonly string[]): string {
  return cells
    .filter((cell) => cell !== '')
    .map((cell) => cell.replace(/\n/g, ' '))
    .join(' | ');
}
