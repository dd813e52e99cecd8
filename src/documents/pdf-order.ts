import type { Box } from './pdf-path.ts';

const COLUMN_LINES = 4; // lines on each side that make a gutter
const GUTTER = 6; // points
const NARROWEST = 0.2; // of the width of both columns; numbers before entries are no column
const FAR = 3.5; // times the height of a line: a gap that ends a column

/** What stands on a page in the order in which it is read: columns one after the other, what runs across them before or after. Each group
 *  is a column or a stretch without columns, from its top.
 *  @example flowsOf(items, (item) => item.box) */
export function flowsOf<T>(items: readonly T[], boxOf: (item: T) => Box): readonly (readonly T[])[] {
  const placed = items.map((item) => ({ item, box: boxOf(item) }));
  return parted(placed).map((flow) => flow.map(({ item }) => item));
}

type Placed<T> = { readonly item: T; readonly box: Box };

function parted<T>(items: readonly Placed<T>[]): readonly (readonly Placed<T>[])[] {
  const sorted = [...items].sort((a, b) => a.box.y1 - b.box.y1 || a.box.x0 - b.box.x0);
  const band = bestBand(sorted);
  if (band === null) return sorted.length === 0 ? [] : [sorted];
  const { left, right, top } = band;
  const sides = new Set([...left, ...right]);
  const others = sorted.filter((item) => !sides.has(item));
  const above = others.filter(({ box }) => box.y1 <= top);
  const below = others.filter(({ box }) => box.y1 > top);
  return [...parted(above), ...parted(left), ...parted(right), ...parted(below)];
}

type Band<T> = {
  readonly left: readonly Placed<T>[];
  readonly right: readonly Placed<T>[];
  readonly top: number;
};

/** The gutter with the most lines beside it. */
function bestBand<T>(items: readonly Placed<T>[]): Band<T> | null {
  let best: Band<T> | null = null;
  const starts = new Set(items.map(({ box }) => Math.round(box.x0)));
  for (const x of [...starts].sort((a, b) => a - b)) {
    for (const band of bandsAt(items, x - 1)) {
      const size = band.left.length + band.right.length;
      if (best === null || size > best.left.length + best.right.length) best = band;
    }
  }
  return best;
}

/** Stretches from top to bottom where nothing crosses `x`, with enough on both sides. */
function bandsAt<T>(items: readonly Placed<T>[], x: number): readonly Band<T>[] {
  const bands: Band<T>[] = [];
  let open: Placed<T>[] = [];
  const close = () => {
    const left = open.filter(({ box }) => box.x1 <= x);
    const right = open.filter(({ box }) => box.x0 >= x);
    if (isGutter(left, right)) bands.push({ left, right, top: topOf(open) });
    open = [];
  };
  for (const item of items) {
    if (item.box.x0 < x && item.box.x1 > x) close();
    else open.push(item);
  }
  close();
  return bands;
}

function isGutter<T>(left: readonly Placed<T>[], right: readonly Placed<T>[]): boolean {
  if (left.length < COLUMN_LINES || right.length < COLUMN_LINES) return false;
  const [edge, start] = [Math.max(...left.map(({ box }) => box.x1)), Math.min(...right.map(({ box }) => box.x0))];
  const overlap = Math.min(bottomOf(left), bottomOf(right)) - Math.max(topOf(left), topOf(right));
  const shorter = Math.min(bottomOf(left) - topOf(left), bottomOf(right) - topOf(right));
  const [from, to] = [Math.min(...left.map(({ box }) => box.x0)), Math.max(...right.map(({ box }) => box.x1))];
  const narrower = Math.min(edge - from, to - start);
  if (start - edge < GUTTER || narrower < NARROWEST * (to - from)) return false;
  return overlap > 0.5 * shorter && isDense(left) && isDense(right);
}

/** Whether lines follow each other as in a column of text, mostly without large gaps. */
function isDense<T>(items: readonly Placed<T>[]): boolean {
  const near = items.slice(1).filter(({ box }, i) => box.y1 - (items[i]?.box.y1 ?? 0) < FAR * (box.y1 - box.y0));
  return near.length >= 0.6 * (items.length - 1);
}

function topOf<T>(items: readonly Placed<T>[]): number {
  return Math.min(...items.map(({ box }) => box.y0));
}

function bottomOf<T>(items: readonly Placed<T>[]): number {
  return Math.max(...items.map(({ box }) => box.y1));
}
