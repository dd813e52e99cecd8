import { fragmentsOf, joinedLine, type Line, type PageSetting, rowsOf } from './pdf-lines.ts';
import type { Box } from './pdf-path.ts';
import type { Glyph } from './pdf-pen.ts';

/** A cell's lines, from the top; `right` is how far they could run. */
export type Cell = { readonly lines: readonly Line[]; readonly right: number };

/** A table, or the part of it that stands on one page. `columns` are the left edges. `isOpenTop` when its first row may go on one of
 *  the page before, `isOpenBottom` when its last row may go on. */
export type PageTable = {
  readonly kind: 'table';
  readonly page: number;
  readonly box: Box;
  readonly columns: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
  readonly isOpenTop: boolean;
  readonly isOpenBottom: boolean;
};

const TOUCH = 2; // points between rules that meet
const SAME_EDGE = 3; // points between rules that draw one edge
const OUTSIDE = 6; // points that a row's rule runs past the outermost column's
const COVERED = 0.6; // of an edge that has a rule
const MAX_RULES = 3000; // more are a drawing
const FILLED = 0.3; // of the cells; charts have grids too

/** The tables that ruling lines draw on a page, and the glyphs outside of them. A frame around text is no table. */
export function gridTables(
  glyphs: readonly Glyph[],
  rules: readonly Box[],
  setting: PageSetting,
): { readonly tables: readonly PageTable[]; readonly rest: readonly Glyph[] } {
  const tables: PageTable[] = [];
  let rest = glyphs;
  if (rules.length > MAX_RULES) return { tables, rest };
  for (const grid of groupsOf(merged(rules)).map(gridOf)) {
    const inside = rest.filter((glyph) => isInside(glyph, grid.box));
    const table = tableOf(grid, inside, setting);
    if (table === null) continue;
    tables.push(table);
    const taken = new Set(inside);
    rest = rest.filter((glyph) => !taken.has(glyph));
  }
  return { tables, rest };
}

type Grid = {
  readonly across: readonly Box[];
  readonly down: readonly Box[];
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly isOpenTop: boolean;
  readonly isOpenBottom: boolean;
  readonly box: Box;
};

function isAcross({ x0, y0, x1, y1 }: Box): boolean {
  return x1 - x0 > y1 - y0;
}

/** Pieces of one rule become one. */
function merged(rules: readonly Box[]): readonly Box[] {
  const across = rules.filter(isAcross).sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
  const down = rules.filter((rule) => !isAcross(rule)).sort((a, b) => a.x0 - b.x0 || a.y0 - b.y0);
  return [...chained(across), ...chained(down)];
}

function chained(rules: readonly Box[]): readonly Box[] {
  const kept: Box[] = [];
  for (const rule of rules) {
    const last = kept.at(-1);
    const isSame =
      last !== undefined && isAcross(last) === isAcross(rule) && isCollinear(last, rule) && meets(last, rule);
    if (isSame) kept[kept.length - 1] = around([last, rule]);
    else kept.push(rule);
  }
  return kept;
}

function isCollinear(a: Box, b: Box): boolean {
  return isAcross(a) ? Math.abs(a.y0 - b.y0) < 1 : Math.abs(a.x0 - b.x0) < 1;
}

function meets(a: Box, b: Box): boolean {
  return a.x0 <= b.x1 + TOUCH && b.x0 <= a.x1 + TOUCH && a.y0 <= b.y1 + TOUCH && b.y0 <= a.y1 + TOUCH;
}

/** Rules that touch each other, directly or through others. */
function groupsOf(rules: readonly Box[]): readonly (readonly Box[])[] {
  const left = new Set(rules);
  const groups: Box[][] = [];
  for (const start of rules) {
    if (!left.delete(start)) continue;
    const group = [start];
    for (const member of group) {
      for (const other of left) {
        if (!meets(member, other)) continue;
        left.delete(other);
        group.push(other);
      }
    }
    groups.push(group);
  }
  return groups;
}

function gridOf(rules: readonly Box[]): Grid {
  const across = rules.filter(isAcross);
  const down = rules.filter((rule) => !isAcross(rule));
  const box = around(rules);
  const xs = [...distinct(down.map((rule) => (rule.x0 + rule.x1) / 2))];
  const ys = [...distinct(across.map((rule) => (rule.y0 + rule.y1) / 2))];
  const isOpenTop = (ys[0] ?? box.y0) - box.y0 > OUTSIDE;
  const isOpenBottom = box.y1 - (ys.at(-1) ?? box.y1) > OUTSIDE;
  if (isOpenTop) ys.unshift(box.y0);
  if (isOpenBottom) ys.push(box.y1);
  if ((xs[0] ?? box.x0) - box.x0 > OUTSIDE) xs.unshift(box.x0);
  if (box.x1 - (xs.at(-1) ?? box.x1) > OUTSIDE) xs.push(box.x1);
  return { across, down, xs, ys, isOpenTop, isOpenBottom, box };
}

function distinct(values: readonly number[]): readonly number[] {
  const kept: number[] = [];
  for (const value of [...values].sort((a, b) => a - b))
    if (value - (kept.at(-1) ?? -SAME_EDGE) >= SAME_EDGE) kept.push(value);
  return kept;
}

function tableOf(grid: Grid, inside: readonly Glyph[], setting: PageSetting): PageTable | null {
  const [columns, height] = [grid.xs.length - 1, grid.ys.length - 1];
  if (columns < 2 || height < 1) return null;
  const homes = homesOf(grid, columns, height);
  const cells = cellsOf(grid, homes, inside, setting);
  const isFull = ({ lines }: Cell) => lines.length > 0;
  const rows = cells.filter((row) => row.some(isFull));
  const full = Array.from({ length: columns }, (_, i) => i).filter((column) =>
    rows.some((row) => row.filter((_, i) => i === column).some(isFull)),
  );
  const filled = rows.flat().filter(isFull).length;
  const isOpen = grid.isOpenTop || grid.isOpenBottom;
  if (rows.length < (isOpen ? 1 : 2) || full.length < 2) return null;
  if (filled < FILLED * Math.min(new Set(homes).size, rows.length * columns)) return null;
  const padding = paddingOf(cells, grid.xs);
  return {
    kind: 'table',
    page: setting.page,
    box: grid.box,
    columns: full.map((column) => grid.xs[column] ?? 0),
    rows: rows.map((row) => full.map((column) => padded(row[column], padding))),
    isOpenTop: grid.isOpenTop,
    isOpenBottom: grid.isOpenBottom,
  };
}

/** The cells of a grid; what stands in a merged one is in the first of it. */
function cellsOf(
  { xs, ys, box }: Grid,
  homes: readonly number[],
  inside: readonly Glyph[],
  setting: PageSetting,
): readonly (readonly Cell[])[] {
  const [columns, height] = [xs.length - 1, ys.length - 1];
  const held = new Map<number, Glyph[]>();
  for (const glyph of inside) {
    const { x, y } = centre(glyph);
    const home = homes[stepAt(ys, y) * columns + stepAt(xs, x)] ?? 0;
    held.set(home, held.get(home) ?? []);
    held.get(home)?.push(glyph);
  }
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const home = row * columns + column;
      const last = homes.lastIndexOf(home);
      const right = xs[(last === -1 ? column : last % columns) + 1] ?? box.x1;
      return { lines: cellLines(held.get(home) ?? [], setting), right };
    }),
  );
}

/** Between which two edges a place is, counted from 0. */
function stepAt(edges: readonly number[], place: number): number {
  return Math.min(
    Math.max(
      edges.findLastIndex((edge) => edge <= place),
      0,
    ),
    edges.length - 2,
  );
}

/** The room between a cell's edge and its text. */
function paddingOf(cells: readonly (readonly Cell[])[], xs: readonly number[]): number {
  const lefts = cells.flatMap((row) =>
    row.flatMap(({ lines }, column) => lines.map((line) => line.x0 - (xs[column] ?? 0))),
  );
  return Math.max(0, Math.min(...lefts));
}

function padded(cell: Cell | undefined, padding: number): Cell {
  if (cell === undefined) return { lines: [], right: 0 };
  return { ...cell, right: Math.max(cell.right - padding, ...cell.lines.map((line) => line.x1)) };
}

/** For each cell of the grid the first cell of the merged one that it is part of. */
function homesOf({ across, down, xs, ys }: Grid, columns: number, height: number): readonly number[] {
  const homes = Array.from({ length: columns * height }, (_, i) => i);
  const homeOf = (i: number): number => (homes[i] === i ? i : homeOf(homes[i] ?? 0));
  const unite = (a: number, b: number) => {
    const [first, second] = [homeOf(a), homeOf(b)].sort((m, n) => m - n);
    homes[second ?? 0] = first ?? 0;
  };
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < columns; column++) {
      const [x0 = 0, x1 = 0] = [xs[column], xs[column + 1]];
      const [y0 = 0, y1 = 0] = [ys[row], ys[row + 1]];
      if (column + 1 < columns && !isCovered(down, { x0: x1, x1, y0, y1 }))
        unite(row * columns + column, row * columns + column + 1);
      if (row + 1 < height && !isCovered(across, { x0, x1, y0: y1, y1 }))
        unite(row * columns + column, (row + 1) * columns + column);
    }
  }
  return homes.map((_, i) => homeOf(i));
}

function isCovered(rules: readonly Box[], { x0, y0, x1, y1 }: Box): boolean {
  let covered = 0;
  for (const rule of rules) {
    if (rule.x0 - SAME_EDGE > x1 || rule.x1 + SAME_EDGE < x0 || rule.y0 - SAME_EDGE > y1 || rule.y1 + SAME_EDGE < y0)
      continue;
    covered += Math.max(Math.min(rule.x1, x1) - Math.max(rule.x0, x0), Math.min(rule.y1, y1) - Math.max(rule.y0, y0));
  }
  return covered >= COVERED * Math.max(x1 - x0, y1 - y0);
}

function cellLines(glyphs: readonly Glyph[], setting: PageSetting): readonly Line[] {
  if (glyphs.length === 0) return [];
  return rowsOf(fragmentsOf(glyphs, setting)).flatMap((row) => joinedLine(row) ?? []);
}

function centre({ x, y, width, size }: Glyph): { readonly x: number; readonly y: number } {
  return { x: x + width / 2, y: y - 0.3 * size };
}

function isInside(glyph: Glyph, { x0, y0, x1, y1 }: Box): boolean {
  const { x, y } = centre(glyph);
  return x0 <= x && x <= x1 && y0 <= y && y <= y1;
}

function around(boxes: readonly Box[]): Box {
  return {
    x0: Math.min(...boxes.map((box) => box.x0)),
    y0: Math.min(...boxes.map((box) => box.y0)),
    x1: Math.max(...boxes.map((box) => box.x1)),
    y1: Math.max(...boxes.map((box) => box.y1)),
  };
}
