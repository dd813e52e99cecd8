import type { Line } from './pdf-lines.ts';

/** What stands on each baseline of a table: one piece for each column, null where there is none. */
type Baseline = readonly (Line | null)[];

const LONGEST_ROW = 20; // baselines
const ALONE = 1; // cost of a row with a single cell
const UNEVEN = 1; // cost of each em by which cells of a row are not set at one height
const EVEN = 0.25; // em within which they are
const CLOSE = 0.4; // cost of a boundary where lines stand no farther apart than inside of cells
const SAME_PITCH = 0.4; // points
const PER_ROW = 0.01; // what a boundary wins where nothing speaks against it

/** Parts the baselines of a table without rules into rows, each a list of lines for each column. Cells of a row are set at its top or in
 *  the middle of its height; of all ways to part them the one is taken that needs the fewest exceptions. */
export function splitRows(baselines: readonly Baseline[]): readonly (readonly (readonly Line[])[])[] {
  const gaps = baselines.map((_, i) => (i === 0 ? Number.POSITIVE_INFINITY : gapAt(baselines, i)));
  const least = Math.min(...gaps);
  const best: { readonly cost: number; readonly from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= baselines.length; end++) {
    let chosen = { cost: Number.POSITIVE_INFINITY, from: end - 1 };
    for (let from = Math.max(0, end - LONGEST_ROW); from < end; from++) {
      const before = best[from]?.cost ?? 0;
      const cost = before + rowCost(baselines.slice(from, end)) + boundaryCost(gaps, from, least) - PER_ROW;
      if (cost < chosen.cost) chosen = { cost, from };
    }
    best.push(chosen);
  }
  const rows: (readonly (readonly Line[])[])[] = [];
  for (let end = baselines.length; end > 0; end = best[end]?.from ?? 0)
    rows.unshift(cellsOf(baselines.slice(best[end]?.from ?? 0, end)));
  return rows;
}

function cellsOf(baselines: readonly Baseline[]): readonly (readonly Line[])[] {
  const columns = baselines[0]?.length ?? 0;
  return Array.from({ length: columns }, (_, column) => baselines.flatMap((baseline) => baseline[column] ?? []));
}

function rowCost(baselines: readonly Baseline[]): number {
  const cells = cellsOf(baselines).filter((lines) => lines.length > 0);
  const size = cells[0]?.[0]?.size ?? 1;
  const tops = cells.map((lines) => lines[0]?.y ?? 0);
  const middles = cells.map((lines) => ((lines[0]?.y ?? 0) + (lines.at(-1)?.y ?? 0)) / 2);
  const uneven = Math.min(spread(tops), spread(middles)) / size;
  const gaps = cells.map((lines) => lines.slice(1).map((line, i) => line.y - (lines[i]?.y ?? 0)));
  const irregular = Math.max(0, ...gaps.map((own) => (own.length < 2 ? 0 : spread(own) / size)));
  return (cells.length < 2 ? ALONE : 0) + (uneven > EVEN ? UNEVEN * uneven : 0) + (irregular > EVEN ? irregular : 0);
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** A boundary costs where lines stand no farther apart than anywhere in the table, if they do stand farther apart elsewhere. */
function boundaryCost(gaps: readonly number[], at: number, least: number): number {
  const isVaried = gaps.some((gap) => Number.isFinite(gap) && gap > least + SAME_PITCH);
  return at > 0 && isVaried && (gaps[at] ?? 0) <= least + SAME_PITCH ? CLOSE : 0;
}

/** The least distance across a boundary between two lines of one column. */
function gapAt(baselines: readonly Baseline[], at: number): number {
  const columns = baselines[0]?.length ?? 0;
  const gaps = Array.from({ length: columns }, (_, column) => {
    const above = baselines.slice(0, at).findLast((baseline) => baseline[column] !== null)?.[column];
    const below = baselines.slice(at).find((baseline) => baseline[column] !== null)?.[column];
    return above == null || below == null ? Number.POSITIVE_INFINITY : below.y - above.y;
  });
  return Math.min(...gaps);
}
