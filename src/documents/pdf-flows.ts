import { alignedTables, type Span } from './pdf-aligned.ts';
import type { Flow } from './pdf-blocks.ts';
import type { PageContent } from './pdf-content.ts';
import { withoutFurniture } from './pdf-furniture.ts';
import { gridTables, type PageTable } from './pdf-grid.ts';
import { drawsSpaces, fragmentsOf, joinedLine, type Line, type Link, rowsOf } from './pdf-lines.ts';
import { flowsOf } from './pdf-order.ts';
import type { Box } from './pdf-path.ts';

/** What was found on one page before the pages are looked at together: pieces of lines, ruled tables, and text that runs across. */
export type PageDraft = {
  readonly page: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly tables: readonly PageTable[];
  readonly turned: readonly (readonly Line[])[];
};

/** Finds the lines and ruled tables of a page. */
export function draftOf(page: number, content: PageContent, links: readonly Link[]): PageDraft {
  const hasSpaces = drawsSpaces(content.glyphs);
  const upright = links.map(({ box, url }) => ({ box: content.upright(box), url }));
  const setting = { page, dots: content.dots, links: upright, hasSpaces };
  const { tables, rest } = gridTables(content.glyphs, content.rules, setting);
  const bare = { page, dots: [], links: [], hasSpaces };
  return {
    page,
    height: content.height,
    lines: fragmentsOf(rest, setting),
    tables,
    turned: content.turned.map((glyphs) => fragmentsOf(glyphs, bare)),
  };
}

/** The flows of all pages in reading order, without what repeats at the edges of pages. */
export function pageFlows(drafts: readonly PageDraft[]): readonly Flow[] {
  const flows: { items: readonly (Line | PageTable)[]; isWhole: boolean }[] = [];
  let carried: readonly Span[] | null = null;
  withoutFurniture(drafts).forEach(({ lines }, i) => {
    const draft = drafts[i];
    if (draft === undefined) return;
    const { tables, rest } = alignedTables(lines, carried);
    const items = [...rest, ...draft.tables, ...tables];
    carried = goingOn(tables, items);
    const found = flowsOf<Line | PageTable>(items, boxOf);
    for (const flow of found) flows.push({ items: lined(flow), isWhole: found.length === 1 });
    for (const turned of draft.turned) flows.push({ items: lined(turned), isWhole: false });
  });
  const whole = flows.filter(({ isWhole }) => isWhole).flatMap(({ items }) => items);
  const margins = edgesOf(whole);
  return flows.map(({ items, isWhole }) => ({ items, ...(isWhole ? margins : edgesOf(items)) }));
}

function boxOf(item: Line | PageTable): Box {
  if ('kind' in item) return item.box;
  return { x0: item.x0, x1: item.x1, y0: item.y - item.size, y1: item.y };
}

/** The columns of a table below which nothing stands. */
function goingOn(tables: readonly PageTable[], items: readonly (Line | PageTable)[]): readonly Span[] | null {
  const last = tables.at(-1);
  if (last === undefined || items.some((item) => boxOf(item).y1 > last.box.y1 + 1)) return null;
  return last.columns.map((x0, i) => ({ x0, x1: Math.max(...last.rows.map((row) => row[i]?.right ?? x0)) }));
}

/** Pieces on one baseline become lines again. */
function lined(items: readonly (Line | PageTable)[]): readonly (Line | PageTable)[] {
  const tables = items.flatMap((item) => ('kind' in item ? [item] : []));
  const lines = items.flatMap((item) => ('kind' in item ? [] : [item]));
  const whole = rowsOf(lines).flatMap((row) => joinedLine(row) ?? []);
  return [...whole, ...tables].sort((a, b) => boxOf(a).y1 - boxOf(b).y1);
}

/** The edges of text: those that two lines reach, for a single one may stick out. */
function edgesOf(items: readonly (Line | PageTable)[]): { readonly left: number; readonly right: number } {
  const lines = items.flatMap((item) => ('kind' in item ? [] : [item]));
  const right = lines.map((line) => line.x1).sort((a, b) => b - a);
  const size = lines[0]?.size ?? 10;
  const reached = right.find((x, i) => x - (right[i + 1] ?? Number.NEGATIVE_INFINITY) < size);
  return { left: Math.min(...lines.map((line) => line.x0)), right: reached ?? right[0] ?? 0 };
}
