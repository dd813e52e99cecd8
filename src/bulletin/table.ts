import type { TableRow, Warning } from './bulletin.ts';
import { isDelimiterRow } from './delimiter-row.ts';
import { fold } from './fold.ts';
import { readHtmlTable } from './html-table.ts';
import type { Token } from './lex.ts';
import { plain, unmark } from './markup.ts';

/** A table as read: `header` is empty when the table names no columns. */
export type ReadTable = {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
  readonly warnings: readonly Warning[];
};

type Row = TableRow & { readonly isHeader: boolean };

const HEADER_WORD =
  /^(?:구분|구번|번호|순번|순위|연번|no\.?|#|분야|부문|항목|내용|주요내용|유형|종류|지표|점수|기관명?|부처|국가명?|지역|연도|년도|기간|비고|과제명?|세부내용|명칭|이름|분류|일자|날짜|시기|목표|단위|금액|비율|비중|name|date|year|item|category|description|value|type|rank|score|country|序号|名称|内容|项目|类别|时间|地区|指标|单位)$/i;
const HEADER_END =
  /(?:구분|구번|번호|순번|순위|연번|no\.?|#|분야|부문|항목|내용|유형|종류|지표|점수|기관명?|부처명?|국가명?|지역|연도|년도|기간|비고|과제명?|명칭|이름|분류|일자|날짜|시기|목표|단위|금액|비율|비중|액|명|수|량|률|name|date|year|item|category|description|value|type|rank|score|country|target|note|序号|名称|内容|项目|类别|时间|地区|指标|单位)$/i; // both columns of a table of two: the first alone may be the name of a row
const NUMBERING = /^(?:[\d０-９]{1,3}[.)]?|[①-⑳]|[IVX]{1,4}\.?|[Ⅰ-Ⅹ]\.?)$/;
const BAR = /(?<!\\)\|/g;
const LONGEST_NAME = 40; // characters of a column name; longer ones are contents

/** Reads the lines of one table: rows with tabs or bars, a line without either continuing the row above, or an HTML table. The first row
 *  is the header when its cells look like names. Rows with more or fewer cells than the rest are kept and warned about; a
 *  cell missing in front of a numbered column is taken to be the number. */
export function readTable(tokens: readonly Token[]): ReadTable {
  const [first] = tokens;
  const raw = first?.kind === 'table' ? readHtmlTable(first) : readRows(tokens);
  const rows = raw.filter((row) => row.cells.some((cell) => cell !== ''));
  const [top, ...others] = rows;
  if (top === undefined) return { header: [], rows: [], warnings: [] };
  const header = top.isHeader || looksLikeHeader(top, others) ? top.cells : [];
  const body = header.length > 0 ? others : rows;
  const width = header.length > 0 ? header.length : commonWidth(body);
  const full = body.filter((row) => row.cells.length === width);
  const isNumbered = full.length > 0 && full.every((row) => NUMBERING.test(row.cells[0] ?? ''));
  const aligned = body.map((row) => align(row, width, isNumbered));
  return { ...splitHalves(header, aligned), warnings: body.flatMap((row) => warn(row, width)) };
}

function readRows(tokens: readonly Token[]): Row[] {
  const delimiter = tokens.findIndex((token) => isDelimiterRow(token.raw));
  const groups: { readonly token: Token; readonly more: Token[]; readonly isHeader: boolean }[] = [];
  tokens.forEach((token, i) => {
    if (isDelimiterRow(token.raw)) return;
    const last = groups.at(-1);
    if (token.kind !== 'row' && last !== undefined) last.more.push(token);
    else groups.push({ token, more: [], isHeader: i < delimiter });
  });
  return groups.map(({ token, more, isHeader }) => ({
    ...continued(token.raw, more),
    lines: [token.lines[0], more.at(-1)?.lines[1] ?? token.lines[1]],
    isHeader,
  }));
}

/** The cells of a row whose last one goes on in the next lines. Where bars part the cells, those of these lines are marks too. */
function continued(raw: string, more: readonly Token[]): Pick<Row, 'cells'> {
  const cells = cellsOf(raw);
  if (more.length === 0) return { cells };
  const texts = more.map(({ text }) => (raw.includes('\t') ? text : text.replace(BAR, ' ').trim()));
  const last = [cells.at(-1) ?? '', ...texts];
  return { cells: [...cells.slice(0, -1), last.filter((text) => text !== '').join(' ')] };
}

/** The cells of a row with tabs or bars, as plain text. */
export function cellsOf(raw: string): string[] {
  const inner = raw
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  const cells = raw.includes('\t') ? raw.split('\t') : inner.split(/(?<!\\)\|/);
  const first = cells.findIndex((cell) => cell.trim() !== '');
  return cells.map((cell, j) => (j === first ? unmark(cell).text : plainCell(cell)));
}

/** A cell within a line keeps its list mark, which parts its entries. */
function plainCell(raw: string): string {
  return plain(raw.replace(/^(\s*)(?=[-+*]\s|#|>)/, '$1\\'));
}

function looksLikeHeader(top: Row, others: readonly Row[]): boolean {
  const names = top.cells.filter((cell) => cell !== '');
  if (others.length === 0 || names.length === 0) return false;
  if (names.some((name) => name.length > LONGEST_NAME || /[.。]$/.test(name))) return false;
  if (NUMBERING.test(top.cells[0] ?? '') || others.every((row) => row.cells.length === 1)) return false;
  const words = names.map((name) => fold(name).text.replace(/\s|\([^()]*\)/g, ''));
  if (
    top.cells.length > 2 ? words.some((word) => HEADER_WORD.test(word)) : words.every((word) => HEADER_END.test(word))
  ) {
    return true;
  }
  const isNumber = (cell: string) => /^[\d.,%+~()\s-]+\p{L}{0,3}$/u.test(cell);
  const numbers = new Map<number, number>(); // how many numbers a column has below the first row
  for (const { cells } of others) {
    for (const [j, cell] of cells.entries()) if (isNumber(cell)) numbers.set(j, (numbers.get(j) ?? 0) + 1);
  }
  if (top.cells.some((cell, j) => numbers.has(j) && isNumber(cell))) return false;
  const columnsOfNumbers = top.cells.some((_, j) => numbers.get(j) === others.length);
  const length = (row: Row) => row.cells.join('').length;
  const average = others.reduce((sum, row) => sum + length(row), 0) / others.length;
  return columnsOfNumbers || (others.length > 1 && average > 3 * length(top));
}

function commonWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function align(row: Row, width: number, isNumbered: boolean): Row {
  const missing = width - row.cells.length;
  if (missing <= 0) return row;
  const blanks = Array.from({ length: missing }, () => '');
  const lacksNumber = isNumbered && missing === 1 && !NUMBERING.test(row.cells[0] ?? '');
  return { ...row, cells: lacksNumber ? ['', ...row.cells] : [...row.cells, ...blanks] };
}

function warn(row: Row, width: number): Warning[] {
  if (row.cells.length === width) return [];
  const code = row.cells.length < width ? 'ROW_SHORT' : 'ROW_LONG';
  return [
    { code, lines: row.lines, message: `A table row has ${row.cells.length} cells where ${width} are expected.` },
  ];
}

/** Columns that repeat side by side become one row for each repetition that is not empty, in reading order. */
function splitHalves(header: readonly string[], rows: readonly Row[]): { header: string[]; rows: TableRow[] } {
  const width = repeatedWidth(header);
  const parts = rows.flatMap(({ cells, lines }) => {
    if (cells.length > header.length || width === header.length) return [{ cells, lines }];
    const starts = Array.from({ length: header.length / width }, (_, k) => k * width);
    return starts
      .map((start) => ({ cells: cells.slice(start, start + width), lines }))
      .filter((part) => part.cells.some((cell) => cell !== ''));
  });
  return { header: header.slice(0, width), rows: parts };
}

/** The width of the group of columns that the header repeats, else that of the whole header. */
function repeatedWidth(header: readonly string[]): number {
  for (let width = 2; width <= header.length / 2; width++) {
    const repeats = header.length % width === 0 && header.every((name, j) => name === header[j % width]);
    if (repeats && header.slice(0, width).some((name) => name !== '')) return width;
  }
  return header.length;
}
