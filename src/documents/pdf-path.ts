/** A rectangle on a page in points, y downwards from the top of the page as it is shown. */
export type Box = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };

const RULE_THICKNESS = 3; // points; thicker shapes are bars and boxes
const RULE_LENGTH = 5; // points

/** A part of a drawn path, as points. */
export type Subpath = { readonly points: readonly (readonly [number, number])[]; readonly isCurved: boolean };

/** How many numbers each step of a path has. */
const PATH_STEPS: Readonly<Record<number, number>> = { 13: 2, 14: 2, 15: 6, 16: 4, 17: 4, 18: 0, 19: 4 };
const MOVE = 13;
const RECTANGLE = 19;
const CLOSE = 18;

/** The parts of a path from the steps and numbers of a drawing program. */
export function subpathsOf([steps, numbers]: readonly unknown[]): readonly Subpath[] {
  if (!Array.isArray(steps) || !Array.isArray(numbers)) return [];
  const paths: { points: [number, number][]; isCurved: boolean }[] = [];
  let at = 0;
  for (const step of steps.map(Number)) {
    const used = numbers.slice(at, at + (PATH_STEPS[step] ?? 0)).map(Number);
    at += used.length;
    const [x = 0, y = 0, width = 0, height = 0] = used;
    if (step === RECTANGLE) {
      const corners: [number, number][] = [
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
        [x, y],
      ];
      paths.push({ points: corners, isCurved: false });
      continue;
    }
    if (step === MOVE || paths.length === 0) paths.push({ points: [], isCurved: false });
    const path = paths.at(-1);
    if (path === undefined) continue;
    const [start] = path.points;
    if (step === CLOSE && start !== undefined) path.points.push(start);
    for (let i = 0; i + 1 < used.length; i += 2) path.points.push([used[i] ?? 0, used[i + 1] ?? 0]);
    path.isCurved ||= used.length > 2;
  }
  return paths.filter(({ points }) => points.length > 1);
}

/** The straight lines between the points of a path. */
export function edgesOf(points: readonly (readonly [number, number])[]): readonly Box[] {
  return points.slice(1).map((end, i) => boxAround([points[i] ?? end, end]));
}

/** The smallest rectangle around points. */
export function boxAround(points: readonly (readonly [number, number])[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

/** Whether a shape is a thin line across or down a page. */
export function isRule({ x0, y0, x1, y1 }: Box): boolean {
  return Math.min(x1 - x0, y1 - y0) <= RULE_THICKNESS && Math.max(x1 - x0, y1 - y0) >= RULE_LENGTH;
}
