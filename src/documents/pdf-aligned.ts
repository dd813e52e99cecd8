import { splitRows } from './pdf-aligned-rows.ts';
import type { PageTable } from './pdf-grid.ts';
import { isBold, type Line, rowsOf, textOf } from './pdf-lines.ts';

/** Where a column's text begins and ends. */
export type Span = { readonly x0: number; readonly x1: number };

const GUTTER = 3; // points between columns
const FAR = 4.2; // em between the baselines of one table
const SAME_SIZE = 0.6; // points
const SAME_EDGE = 2; // points
const ALIGNED = 0.6; // of a column's pieces
const ROWS = 3; // with several cells, or two below a header in bold
const MOST = 0.7; // of the rows, where cells are not set on the same baselines
const LONG = 15; // letters of a line of prose
const BETWEEN = 1.3; // em: a line that stands between the lines of a table
const LEADER = /[.·…]{4,}/; // dots that lead to a page number
const MARK =
  /^(?:\d{1,2}(?:\.\d{1,2})+|[\p{P}\p{S}\p{Co}]|[([]?(?:\d{1,3}|[가나다라마바사아자차카타파하])[.)\]]?[.)])$/u;

/** Tables without rules: pieces of lines that stand in columns, where the evidence is strong. `carried` are the columns of a table that
 *  ended the page before, which may go on at the top of this one. */
export function alignedTables(
  lines: readonly Line[],
  carried: readonly Span[] | null,
): { readonly tables: readonly PageTable[]; readonly rest: readonly Line[] } {
  const rows = rowsOf(lines);
  const tables: PageTable[] = [];
  const rest: Line[] = [];
  for (let i = 0; i < rows.length; ) {
    const isCarried = i === 0 && carried !== null;
    const run = runFrom(rows, i, isCarried ? carried : []);
    const table = run === null ? null : tableOf(run, isCarried);
    if (run === null || table === null) {
      rest.push(...(rows[i] ?? []));
      i++;
      continue;
    }
    const header = headerAbove(rest, run);
    tables.push(
      header.length === 0
        ? table
        : (tableOf({ ...run, rows: [...header.map((line) => [line]), ...run.rows] }, isCarried) ?? table),
    );
    for (const line of header) rest.splice(rest.indexOf(line), 1);
    i += run.rows.length;
  }
  return { tables, rest };
}

type Run = { readonly rows: readonly (readonly Line[])[]; readonly columns: readonly Span[] };

/** The longest stretch of rows from `start` that leaves gutters open. */
function runFrom(rows: readonly (readonly Line[])[], start: number, carried: readonly Span[]): Run | null {
  const first = rows[start] ?? [];
  if (first.length < 2 && carried.length === 0) return null;
  let columns = spansOf(carried, first);
  if (columns.length < Math.max(2, carried.length)) return null;
  const taken = [first];
  let cells = first.length >= 2 ? 1 : 0;
  for (const row of rows.slice(start + 1)) {
    const above = taken.at(-1)?.[0];
    const [line] = row;
    if (above === undefined || line === undefined) break;
    const isNear =
      line.y - above.y < FAR * above.size && row.every(({ size }) => Math.abs(size - above.size) < SAME_SIZE);
    const next = spansOf(columns, row);
    if (!isNear || next.length < 2 || (next.length < columns.length && (cells >= ROWS || carried.length > 0))) break;
    columns = next;
    taken.push(row);
    if (row.length >= 2) cells++;
  }
  return { rows: withoutTail(taken, columns), columns };
}

/** Columns with more pieces in them; those that the pieces bridge become one. */
function spansOf(columns: readonly Span[], row: readonly Line[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { x0, x1 } of [...columns, ...row].sort((a, b) => a.x0 - b.x0)) {
    const last = spans.at(-1);
    if (last !== undefined && x0 < last.x1 + GUTTER)
      spans[spans.length - 1] = { x0: last.x0, x1: Math.max(last.x1, x1) };
    else spans.push({ x0, x1 });
  }
  return spans;
}

/** Single lines below a table that stand in its first column by accident are no rows of it. */
function withoutTail(rows: readonly (readonly Line[])[], columns: readonly Span[]): readonly (readonly Line[])[] {
  let end = rows.length;
  const yOf = (i: number) => rows[i]?.[0]?.y ?? 0;
  const nearest = Math.min(...rows.slice(1).map((_, i) => yOf(i + 1) - yOf(i)));
  while (end > 1) {
    const row = rows[end - 1] ?? [];
    const isAlone = row.length === 1 && (row[0]?.x0 ?? 0) < (columns[0]?.x1 ?? 0);
    if (!isAlone || yOf(end - 1) - yOf(end - 2) <= 1.4 * nearest) break;
    end--;
  }
  return rows.slice(0, end);
}

/** Lines above that stand between the lines of the first row: cells set in the middle of their height. */
function headerAbove(rest: readonly Line[], { rows, columns }: Run): readonly Line[] {
  const [first] = rows[0] ?? [];
  const above = rest.at(-1);
  if (first === undefined || above === undefined) return [];
  const isBetween = first.y - above.y < BETWEEN * first.size && Math.abs(first.size - above.size) < SAME_SIZE;
  return isBetween && spansOf(columns, [above]).length === columns.length ? [above] : [];
}

function tableOf({ rows, columns }: Run, isCarried: boolean): PageTable | null {
  const lines = rows.flat();
  const parts = columns.map((column) => lines.filter((line) => isIn(line, column)));
  const cells = splitRows(rows.map((row) => columns.map((column) => row.find((line) => isIn(line, column)) ?? null)));
  if (!isCarried && !isTable(rows, parts, cells)) return null;
  const [page] = lines.map((line) => line.page);
  const top = Math.min(...lines.map((line) => line.y - line.size));
  const bottom = Math.max(...lines.map((line) => line.y));
  const isFirstEmpty = cells[0]?.[0]?.length === 0;
  return {
    kind: 'table',
    page: page ?? 1,
    box: { x0: columns[0]?.x0 ?? 0, x1: columns.at(-1)?.x1 ?? 0, y0: top, y1: bottom },
    columns: columns.map(({ x0 }) => x0),
    rows: cells.map((row) => row.map((own, i) => ({ lines: own, right: columns[i]?.x1 ?? 0 }))),
    isOpenTop: isCarried && isFirstEmpty,
    isOpenBottom: true,
  };
}

function isIn(line: Line, { x0, x1 }: Span): boolean {
  const middle = (line.x0 + line.x1) / 2;
  return x0 <= middle && middle <= x1;
}

function isTable(
  rows: readonly (readonly Line[])[],
  columns: readonly (readonly Line[])[],
  cells: readonly (readonly (readonly Line[])[])[],
): boolean {
  if (rows.some((row) => row.some((line) => LEADER.test(textOf(line))))) return false;
  const full = rows.filter((row) => row.length >= 2);
  const isHeaded = full.length === 2 && (full[0] ?? []).every(isBold) && !(full[1] ?? []).every(isBold);
  const several = cells.filter((row) => row.filter((cell) => cell.length > 0).length >= 2);
  const isSplit = several.length >= ROWS && several.length >= MOST * cells.length;
  if (full.length < ROWS && !isHeaded && !isSplit) return false;
  const header =
    isHeaded || (full[0] ?? []).every(isBold) ? (full[0]?.[0]?.y ?? 0) + BETWEEN * (full[0]?.[0]?.size ?? 0) : 0;
  const aligned = columns.map((column) => alignment(column.filter((line) => line.y > header || !isBold(line))));
  if (aligned.reduce((sum, share) => sum + share, 0) < ALIGNED * aligned.length) return false;
  if (columns.filter(isProse).length >= 2) return false;
  return columns.length > 2 || !(isMarks(columns[0] ?? []) || isPageNumbers(columns[1] ?? []));
}

/** The share of a column's pieces that share a left edge, a middle or a right edge. */
function alignment(column: readonly Line[]): number {
  if (column.length === 0) return 1;
  const shared = (edge: (line: Line) => number) =>
    Math.max(...column.map((line) => column.filter((other) => Math.abs(edge(other) - edge(line)) <= SAME_EDGE).length));
  return (
    Math.max(
      shared(({ x0 }) => x0),
      shared(({ x0, x1 }) => (x0 + x1) / 2),
      shared(({ x1 }) => x1),
    ) / column.length
  );
}

function isProse(column: readonly Line[]): boolean {
  const right = Math.max(...column.map((line) => line.x1));
  const left = Math.min(...column.map((line) => line.x0));
  const long = column.filter((line) => line.chars.length >= LONG && line.x1 - line.x0 > 0.7 * (right - left));
  return column.length >= 2 && long.length > column.length / 2;
}

function isMarks(column: readonly Line[]): boolean {
  return column.every((line) => MARK.test(textOf(line)));
}

/** Numbers that never fall: the page numbers of a contents list. */
function isPageNumbers(column: readonly Line[]): boolean {
  const numbers = column.map((line) => (/^\d{1,3}$/.test(textOf(line)) ? Number(textOf(line)) : Number.NaN));
  return numbers.every((number, i) => number >= (numbers[i - 1] ?? 0));
}
