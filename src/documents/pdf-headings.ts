import type { TextBlock } from './pdf-blocks.ts';
import { isBold, type Line, textOf } from './pdf-lines.ts';

const LARGER = 1.1; // times the size of the text
const SAME_SIZE = 0.4; // points
const MOST_LINES = 3;
const LONGEST = 140; // characters
const LONGEST_BOLD = 80; // characters of a bold line no larger than the text
const BOLD_TEXT = 0.4; // of all letters: where so much is bold, bold marks no heading

/** Tells the level of a heading by the rank of its size among all headings; null for what is none. Headings are larger than the text, or
 *  bold and alone; bold ones no larger come after all that are. */
export function headingLevels(blocks: readonly TextBlock[]): (block: TextBlock) => number | null {
  const lines = blocks.flatMap((block) => block.lines.map(({ line }) => line));
  const body = bodySize(lines);
  const letters = lines.reduce((sum, line) => sum + line.chars.length, 0);
  const inBold = lines.filter(isBold).reduce((sum, line) => sum + line.chars.length, 0);
  const isMarked = inBold < BOLD_TEXT * letters;
  const sizes: number[] = [];
  for (const block of blocks) {
    const size = isHeading(block, body, isMarked) ? sizeOf(block) : null;
    if (size !== null && !sizes.some((other) => Math.abs(other - size) < SAME_SIZE)) sizes.push(size);
  }
  sizes.sort((a, b) => b - a);
  return (block) => {
    if (!isHeading(block, body, isMarked)) return null;
    return sizes.findIndex((size) => Math.abs(size - sizeOf(block)) < SAME_SIZE) + 1;
  };
}

/** The size that most letters have. */
function bodySize(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (const { size, chars } of lines) {
    const key = Math.round(size * 4) / 4;
    counts.set(key, (counts.get(key) ?? 0) + chars.length);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b)[0]?.[0] ?? 10;
}

function sizeOf({ lines }: TextBlock): number {
  return lines[0]?.line.size ?? 0;
}

function isHeading(block: TextBlock, body: number, isMarked: boolean): boolean {
  const text = block.lines.map(({ line }) => textOf(line)).join(' ');
  if (block.lines.length > MOST_LINES || text.length > LONGEST || !/[\p{L}\p{N}]/u.test(text)) return false;
  if (/[.·…]{4,}/.test(text)) return false; // an entry of a contents list
  if (block.lines.some(({ line }) => line.chars.some((char) => char.url !== null))) return false;
  if (sizeOf(block) > LARGER * body) return true;
  return (
    isMarked && block.lines.every(({ line }) => isBold(line)) && text.length <= LONGEST_BOLD && !/[.。:：,]$/.test(text)
  );
}
