import { type Line, rowsOf, textOf } from './pdf-lines.ts';

/** A page's pieces of lines and its height in points. */
export type PageLines = { readonly page: number; readonly height: number; readonly lines: readonly Line[] };

const EDGE_ROWS = 3; // lines from the top or bottom of a page that may be its header or footer
const EDGE = 0.14; // of the page's height from its edge
const SAME_HEIGHT = 3; // points
const REPEATED = 0.4; // of the pages: headers of left and right pages may differ

/** The pages without what repeats at their top or bottom: headers, footers and page numbers. A line repeats when the same stands
 *  at the same height of other pages, or the same but for a number that counts up with the pages. */
export function withoutFurniture(pages: readonly PageLines[]): readonly PageLines[] {
  const edges = pages.map(edgeRows);
  const needed = Math.max(2, Math.ceil(REPEATED * pages.length));
  return pages.map((page, i) => {
    const dropped = new Set(
      (edges[i] ?? []).filter((row) => repeats(row, i, edges) >= needed).flatMap((row) => row.lines),
    );
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

/** On how many pages a row stands, this one included. */
function repeats(row: Row, at: number, edges: readonly (readonly Row[])[]): number {
  const others = edges.filter((rows, i) => i !== at && rows.some((other) => isSame(row, other)));
  return others.length + 1;
}

function isSame(a: Row, b: Row): boolean {
  if (Math.abs(a.y - b.y) > SAME_HEIGHT) return false;
  if (a.text === b.text) return true;
  const [first, second] = [numbersIn(a.text), numbersIn(b.text)];
  const isAlike = a.text.replace(/\d+/g, '#') === b.text.replace(/\d+/g, '#');
  return isAlike && first.every((number, i) => number === second[i] || number - a.page === (second[i] ?? 0) - b.page);
}

function numbersIn(text: string): readonly number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}
