import type { HwpCell, HwpTable } from './hwp-block.ts';

/** The longest text that is repeated in each row that its cell spans: labels, not content. */
const LABEL_LENGTH = 40;

/** The texts of a table, row by row, without columns that are empty throughout. A label that spans rows stands in each of them, so that
 *  a row says alone what it is about; over columns it stands in the first. */
export function gridOf(table: HwpTable, textOf: (cell: HwpCell) => string): readonly (readonly string[])[] {
  const grid = table.cells.map((row) => row.map(textOf));
  table.cells.forEach((row, r) => {
    row.forEach((cell, c) => {
      const text = grid[r]?.[c] ?? '';
      if (text === '' || text.length > LABEL_LENGTH) return;
      for (const covered of grid.slice(r + 1, r + cell.rowSpan)) {
        if (covered[c] === '') covered[c] = text;
      }
    });
  });
  const columns = columnsOf(table);
  return grid.map((row) => columns.map((column) => row[column] ?? ''));
}

/** The indices of the columns in which something stands. */
export function columnsOf(table: HwpTable): readonly number[] {
  const width = table.cells[0]?.length ?? 0;
  const filled = new Array<boolean>(width).fill(false);
  for (const row of table.cells) {
    row.forEach((cell, column) => {
      if (isFilled(cell)) filled[column] = true;
    });
  }
  return filled.flatMap((isUsed, column) => (isUsed ? [column] : []));
}

/** The cells in which something stands, in reading order. */
export function cellsOf(table: HwpTable): readonly HwpCell[] {
  return table.cells.flatMap((row) => row.filter(isFilled));
}

function isFilled(cell: HwpCell): boolean {
  return cell.text.trim() !== '' || (cell.blocks?.some((block) => block.type !== 'image') ?? false);
}
