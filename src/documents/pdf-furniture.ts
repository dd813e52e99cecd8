import { type Line, rowsOf, textOf } from './pdf-lines.ts';

/** A page's pieces of lines and its height in points. */
export type PageLines = { readonly page: number; readonly height: number; readonly lines: readonly Line[] };

const EDGE_ROWS = 3; // lines from the top or bottom of a page that may be its header or footer
const EDGE = 0.14; // of the page's height from its edge
const SAME_HEIGHT = 3; // points
const NEIGHBOURS = 2; // pages: left and right ones may differ
const REPEATED = 0.4; // of the pages: headers of left and right pages may differ

/** The pages without what repeats at their top or bottom: headers, footers and page numbers. A line repeats when the same stands
 *  at the same height of enough other pages, or the same but for a number that counts up with the pages, for which a neighbour is
 *  enough; then a number that stands alone and fits is a page's too. */
export function withoutFurniture(pages: readonly PageLines[]): readonly PageLines[] {
  const edges = pages.map(edgeRows);
  const enough = Math.max(2, Math.ceil(REPEATED * pages.length));
  const byText = new Map<string, Row[]>();
  for (const row of edges.flat()) {
    const rows = byText.get(row.text);
    if (rows === undefined) byText.set(row.text, [row]);
    else rows.push(row);
  }
  const offsets = new Set<number>();
  const repeated = new Set<Row>();
  edges.forEach((rows, i) => {
    const near = edges.slice(Math.max(0, i - NEIGHBOURS), i + NEIGHBOURS + 1).flat();
    for (const row of rows) {
      const counted = near.filter((other) => other.page !== row.page && countsWith(row, other));
      for (const other of counted) for (const offset of offsetsOf(row, other)) offsets.add(offset);
      const same = (byText.get(row.text) ?? []).filter((other) => isLevel(row, other));
      if (counted.length > 0 || new Set(same.map(({ page }) => page)).size >= enough) repeated.add(row);
    }
  });
  return pages.map((page, i) => {
    const rows = (edges[i] ?? []).filter((row) => repeated.has(row) || isPageNumber(row, offsets));
    const dropped = new Set(rows.flatMap((row) => row.lines));
    return dropped.size === 0 ? page : { ...page, lines: page.lines.filter((line) => !dropped.has(line)) };
  });
}

type Row = { readonly y: number; readonly page: number; readonly text: string; readonly lines: readonly Line[] };

function edgeRows({ page, height, lines }: PageLines): readonly Row[] {
  const rows = rowsOf(lines);
  return rows
    .filter((_, i) => i < EDGE_ROWS || i >= rows.length - EDGE_ROWS)
    .map((row) => ({ y: row[0]?.y ?? 0, page, text: row.map(textOf).join(' '), lines: row }))
    .filter(({ y }) => y < EDGE * height || y > (1 - EDGE) * height);
}

function isLevel(a: Row, b: Row): boolean {
  return Math.abs(a.y - b.y) <= SAME_HEIGHT;
}

/** Whether two rows are the same but for a number that counts up with the pages. */
function countsWith(a: Row, b: Row): boolean {
  if (!isLevel(a, b) || a.text === b.text || a.text.replace(/\d+/g, '#') !== b.text.replace(/\d+/g, '#')) return false;
  const second = numbersIn(b.text);
  return numbersIn(a.text).every((number, i) => number === second[i] || number - a.page === (second[i] ?? 0) - b.page);
}

/** By how much numbers that count up are larger than the pages they stand on. */
function offsetsOf(a: Row, b: Row): readonly number[] {
  const second = numbersIn(b.text);
  return numbersIn(a.text).flatMap((number, i) => (number === second[i] ? [] : [number - a.page]));
}

function isPageNumber({ text, page }: Row, offsets: ReadonlySet<number>): boolean {
  const number = /^[-–—\s]*(\d{1,4})[-–—\s]*$/.exec(text)?.[1];
  return number !== undefined && offsets.has(Number(number) - page);
}

function numbersIn(text: string): readonly number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}
