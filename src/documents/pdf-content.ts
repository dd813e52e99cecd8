import type { Matrix } from './pdf-matrix.ts';
import { type Box, boxAround } from './pdf-path.ts';
import { type Font, type Glyph, type Operation, Pen } from './pdf-pen.ts';

/** What a page draws, upright: text in other directions was turned like the most of it. `turned` holds text that runs across the rest,
 *  one list for each direction in a frame of its own; slanted text (a watermark) is left out. `rules` are thin lines, `dots` small
 *  shapes such as the bullets that browsers draw. */
export type PageContent = {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  readonly turned: readonly (readonly Glyph[])[];
  readonly rules: readonly Box[];
  readonly dots: readonly Box[];
  readonly hasImage: boolean;
  /** Brings a box of the page as it is shown into the frame of `glyphs`. */
  readonly upright: (box: Box) => Box;
};

/** Follows a page's drawing program. `base` brings its coordinates to the page as it is shown, y downwards. */
export function contentOf(
  operations: Iterable<Operation>,
  page: { readonly base: Matrix; readonly width: number; readonly height: number },
  fontOf: (name: string) => Font,
): PageContent {
  const pen = new Pen(page.base, page.width * page.height, fontOf);
  for (const operation of operations) pen.draw(operation);
  const size = { width: page.width, height: page.height };
  const [main = 0, ...others] = [0, 1, 2, 3].sort(
    (a, b) => (pen.glyphs[b]?.length ?? 0) - (pen.glyphs[a]?.length ?? 0),
  );
  const upright = (box: Box) => turnedBox(box, main, size);
  const glyphsAt = (turn: number) =>
    (pen.glyphs[turn] ?? []).map((glyph) => ({ ...glyph, ...turnedPoint(glyph, turn, size) }));
  return {
    width: main % 2 === 0 ? size.width : size.height,
    height: main % 2 === 0 ? size.height : size.width,
    glyphs: glyphsAt(main),
    turned: others.map(glyphsAt).filter((glyphs) => glyphs.length > 0),
    rules: pen.rules.map(upright),
    dots: pen.dots.map(upright),
    hasImage: pen.hasImage,
    upright,
  };
}

type Size = { readonly width: number; readonly height: number };

function turnedPoint({ x, y }: { readonly x: number; readonly y: number }, turn: number, { width, height }: Size) {
  if (turn === 1) return { x: y, y: width - x };
  if (turn === 2) return { x: width - x, y: height - y };
  return turn === 3 ? { x: height - y, y: x } : { x, y };
}

function turnedBox({ x0, y0, x1, y1 }: Box, turn: number, size: Size): Box {
  const from = turnedPoint({ x: x0, y: y0 }, turn, size);
  const to = turnedPoint({ x: x1, y: y1 }, turn, size);
  return boxAround([
    [from.x, from.y],
    [to.x, to.y],
  ]);
}
