import type { TextBlock } from './pdf-blocks.ts';
import type { Cell, PageTable } from './pdf-grid.ts';
import { textOf } from './pdf-lines.ts';

const SAME_COLUMN = 6; // points

/** Tables that go on over a page break become one: a header that is repeated is left out, a row that the break cut is put together. */
export function joinedTables(blocks: readonly (TextBlock | PageTable)[]): readonly (TextBlock | PageTable)[] {
  const kept: (TextBlock | PageTable)[] = [];
  for (const block of blocks) {
    const last = kept.at(-1);
    if (block.kind === 'table' && last?.kind === 'table' && goesOn(last, block))
      kept[kept.length - 1] = joined(last, block);
    else kept.push(block);
  }
  return kept;
}

function goesOn(table: PageTable, next: PageTable): boolean {
  if (next.page <= lastPage(table) || table.columns.length !== next.columns.length) return false;
  return table.columns.every((x, i) => Math.abs(x - (next.columns[i] ?? 0)) <= SAME_COLUMN);
}

function lastPage({ page, rows }: PageTable): number {
  return Math.max(page, ...rows.flatMap((row) => row.flatMap(({ lines }) => lines.map((line) => line.page))));
}

function joined(table: PageTable, next: PageTable): PageTable {
  const [header, ...others] = next.rows;
  const isRepeated = header !== undefined && others.length > 0 && key(header) === key(table.rows[0] ?? []);
  const [cut, ...rest] = isRepeated ? others : next.rows;
  const { isOpenBottom } = next;
  const isCut = cut?.[0] !== undefined && (next.isOpenTop || (table.isOpenBottom && cut[0].lines.length === 0));
  if (cut === undefined || !isCut)
    return { ...table, isOpenBottom, rows: [...table.rows, ...(cut === undefined ? [] : [cut]), ...rest] };
  const last = table.rows.at(-1) ?? [];
  const whole = last.map(({ lines, right }, i) => ({
    right: Math.max(right, cut[i]?.right ?? 0),
    lines: [...lines, ...(cut[i]?.lines ?? [])],
  }));
  return { ...table, isOpenBottom, rows: [...table.rows.slice(0, -1), whole, ...rest] };
}

function key(row: readonly Cell[]): string {
  return JSON.stringify(row.map(({ lines }) => lines.map(textOf)));
}
