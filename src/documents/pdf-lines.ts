import type { Box } from './pdf-path.ts';
import type { Glyph } from './pdf-pen.ts';

/** A letter of a line. `url` is that of the link it stands in. */
export type Char = {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly bold: boolean;
  readonly url: string | null;
};

/** Text on one baseline (`y`), without white space at its ends. `endsInSpace` when a space was drawn behind its last letter. */
export type Line = {
  readonly page: number;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly size: number;
  readonly chars: readonly Char[];
  readonly endsInSpace: boolean;
};

export type Link = { readonly box: Box; readonly url: string };

/** A page's number and what stands on it beside letters; `hasSpaces` when its file draws spaces, where others leave gaps. */
export type PageSetting = {
  readonly page: number;
  readonly dots: readonly Box[];
  readonly links: readonly Link[];
  readonly hasSpaces: boolean;
};

/** Signs that open list entries and are no text of their own; word processors draw them from fonts with codes for private use. */
export const LIST_SIGN = /^[\ue000-\uf8ff\u2022\u25e6\u25aa\u25ab\u2219\u2023\u2043]$/;
const MARK_ALONE =
  /^(?:[\ue000-\uf8ff•◦▪▫∙‣⁃·○●ㅇ□■◇◆▶▷※*–—-]|\(?\d{1,2}[.)]|[가나다라마바사아자차카타파하][.)]|[①-⑳])$/;
const SAME_BASELINE = 0.3; // em
const SMALL = 0.9; // of the letters beside: how large they are
const RAISED = 0.6; // em that notes' numbers and signs stand above the baseline at most
const WIDE_GAP = 1; // em: a gap between columns, not words
const BARE_GAP = 0.45; // em: the same without a space drawn in it; programs set letters of two scripts up to 0.25 apart
const WORD_GAP = 0.17; // em: a space where a file draws none
const MARK_GAP = 4; // em from a list mark to its text
const HALF = 0.5;

/** The pieces of lines that glyphs make, from the top and the left: cut where a gap may part columns. */
export function fragmentsOf(glyphs: readonly Glyph[], setting: PageSetting): readonly Line[] {
  const pieces = baselinesOf(glyphs).flatMap((row) => withMarks(split(row, setting)));
  const linked = pieces.map((piece) => withLinks(withDot(piece, setting.dots), setting.links));
  return linked.sort((a, b) => a.y - b.y || a.x0 - b.x0);
}

/** Whether a file draws its spaces: fewer than one sign in a hundred is none at all. */
export function drawsSpaces(glyphs: readonly Glyph[]): boolean {
  return glyphs.filter((glyph) => glyph.text === ' ').length > glyphs.length / 100;
}

/** Pieces of one baseline as a line, a space between them. */
export function joinedLine(pieces: readonly Line[]): Line | undefined {
  const [first, ...rest] = [...pieces].sort((a, b) => a.x0 - b.x0);
  return first === undefined ? undefined : rest.reduce((line, piece) => together(line, piece), first);
}

/** The plain text of a line. */
export function textOf(line: Line): string {
  return line.chars.map((char) => char.text).join('');
}

/** Whether all that can be is set in bold. */
export function isBold(line: Line): boolean {
  return (
    line.chars.some((char) => char.bold) && line.chars.every((char) => char.bold || !/[\p{L}\p{N}]/u.test(char.text))
  );
}

/** Lines into groups that share a baseline, from the top. */
export function rowsOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const rows: Line[][] = [];
  for (const line of [...lines].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    if (row !== undefined && first !== undefined && line.y - first.y <= SAME_BASELINE * Math.max(line.size, first.size))
      row.push(line);
    else rows.push([line]);
  }
  return rows.map((row) => row.sort((a, b) => a.x0 - b.x0));
}

function baselinesOf(glyphs: readonly Glyph[]): readonly (readonly Glyph[])[] {
  const rows: Glyph[][] = [];
  for (const glyph of [...glyphs].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    if (
      row !== undefined &&
      first !== undefined &&
      glyph.y - first.y <= SAME_BASELINE * Math.max(glyph.size, first.size)
    )
      row.push(glyph);
    else rows.push([glyph]);
  }
  return withRaised(rows).map((row) => unrepeated([...row].sort((a, b) => a.x - b.x)));
}

/** Small signs that stand above the baseline (numbers of notes) belong to the row below them. */
function withRaised(rows: readonly (readonly Glyph[])[]): readonly (readonly Glyph[])[] {
  const kept: (readonly Glyph[])[] = [];
  let above: readonly Glyph[] = [];
  for (const row of rows) {
    const size = Math.max(...row.map((glyph) => glyph.size));
    const raised = above.filter((glyph) => glyph.size < SMALL * size && isBeside(glyph, row, size));
    if (raised.length < above.length) kept.push(above.filter((glyph) => !raised.includes(glyph)));
    above = raised.length === 0 ? row : [...row, ...raised];
  }
  return [...kept, above];
}

function isBeside(small: Glyph, row: readonly Glyph[], size: number): boolean {
  const isNear = row.some(
    (glyph) =>
      Math.abs(glyph.x + glyph.width - small.x) < HALF * size ||
      Math.abs(small.x + small.width - glyph.x) < HALF * size,
  );
  return isNear && row.some((glyph) => glyph.size === size && Math.abs(glyph.y - small.y) < RAISED * size);
}

/** Letters drawn twice at one place (for a shadow, or to look bold) count once. */
function unrepeated(row: readonly Glyph[]): readonly Glyph[] {
  return row.filter((glyph, i) => {
    const near = row.slice(Math.max(0, i - 3), i);
    return !near.some(
      (other) => other.text === glyph.text && Math.abs(other.x - glyph.x) < 0.15 * glyph.size && glyph.text !== ' ',
    );
  });
}

function split(row: readonly Glyph[], { page, hasSpaces }: PageSetting): readonly Line[] {
  const lines: Line[] = [];
  let open: Glyph[] = [];
  const close = () => {
    const line = lineOf(open, page);
    if (line !== null) lines.push(line);
    open = [];
  };
  let end = Number.NEGATIVE_INFINITY;
  for (const glyph of row) {
    const previous = open.at(-1);
    if (previous !== undefined) {
      const gap = (glyph.x - end) / Math.max(glyph.size, previous.size);
      const isBare = previous.text !== ' ' && glyph.text !== ' ';
      if (gap > WIDE_GAP || (isBare && gap > (hasSpaces ? BARE_GAP : 2 * BARE_GAP))) close();
      else if (!hasSpaces && isBare && gap > WORD_GAP) open.push({ ...glyph, text: ' ', x: end, width: glyph.x - end });
    }
    if (open.length === 0) end = glyph.x;
    open.push(glyph);
    end = Math.max(end, glyph.x + glyph.width);
  }
  close();
  return lines;
}

function lineOf(glyphs: readonly Glyph[], page: number): Line | null {
  const first = glyphs.findIndex((glyph) => glyph.text.trim() !== '');
  const last = glyphs.findLastIndex((glyph) => glyph.text.trim() !== '');
  if (first === -1) return null;
  const drawn = glyphs.slice(first, last + 1);
  const size = mostFrequent(drawn.filter((glyph) => glyph.text !== ' ').map((glyph) => glyph.size));
  const chars = drawn.map(({ text, x, width, bold }) => ({ text, x0: x, x1: x + width, bold, url: null }));
  return {
    page,
    x0: chars[0]?.x0 ?? 0,
    x1: Math.max(...chars.map((char) => char.x1)),
    y: drawn.find((glyph) => glyph.size === size)?.y ?? 0,
    size,
    chars,
    endsInSpace: last < glyphs.length - 1,
  };
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? 0;
}

/** A list mark and the text behind it are one piece, however wide the gap. */
function withMarks(pieces: readonly Line[]): readonly Line[] {
  const kept: Line[] = [];
  for (const piece of pieces) {
    const mark = kept.at(-1);
    if (mark !== undefined && MARK_ALONE.test(textOf(mark)) && piece.x0 - mark.x1 < MARK_GAP * piece.size)
      kept[kept.length - 1] = together(mark, piece);
    else kept.push(piece);
  }
  return kept;
}

function together(line: Line, piece: Line): Line {
  const isClose = piece.x0 - line.x1 < WORD_GAP * piece.size && !line.endsInSpace;
  const space = { text: ' ', x0: line.x1, x1: piece.x0, bold: false, url: null };
  return {
    ...piece,
    size: Math.max(line.size, piece.size),
    x0: Math.min(line.x0, piece.x0),
    x1: Math.max(line.x1, piece.x1),
    chars: [...line.chars, ...(isClose ? [] : [space]), ...piece.chars],
  };
}

/** A small shape drawn close before a line is its list mark. */
function withDot(line: Line, dots: readonly Box[]): Line {
  const middle = line.y - 0.35 * line.size;
  const dot = dots.find(
    ({ x0, y0, x1, y1 }) =>
      x1 <= line.x0 + 1 &&
      line.x0 - x1 < 2 * line.size &&
      Math.abs((y0 + y1) / 2 - middle) < 0.35 * line.size &&
      y1 - y0 < 0.8 * line.size &&
      Math.abs(x1 - x0 - (y1 - y0)) < 0.25 * line.size,
  );
  if (dot === undefined) return line;
  const mark = { text: '•', x0: dot.x0, x1: dot.x1, bold: false, url: null };
  return { ...line, x0: dot.x0, chars: [mark, { ...mark, text: ' ', x0: dot.x1, x1: line.x0 }, ...line.chars] };
}

function withLinks(line: Line, links: readonly Link[]): Line {
  const middle = line.y - 0.3 * line.size;
  const near = links.filter(({ box }) => box.y0 <= middle && middle <= box.y1);
  if (near.length === 0) return line;
  const chars = line.chars.map((char) => {
    const x = (char.x0 + char.x1) / 2;
    const link = near.find(({ box }) => box.x0 <= x && x <= box.x1);
    return link === undefined ? char : { ...char, url: link.url };
  });
  return { ...line, chars };
}
