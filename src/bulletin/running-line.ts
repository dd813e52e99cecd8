import type { Token } from './lex.ts';
import { nextText, previousText } from './neighbours.ts';

/** Whether a line is what machine reading leaves of the edge of a page: its number, or the bulletin's title once more. */
export function isRunningLine(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (token === undefined) return false;
  if (/^\s*(?:[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s*\/\s*\d{1,4}|(?:page|p\.)\s*\d{1,4})\s*$/i.test(token.raw)) return true;
  const first = tokens[nextText(tokens, 0)];
  return first !== undefined && first !== token && token.text === first.text && token.text.length > 3;
}

/** The index behind the last line between `from` and `end` that is no running line. */
export function withoutRunningLines(tokens: readonly Token[], from: number, end: number): number {
  let last = previousText(tokens, end);
  if (last < from || !isRunningLine(tokens, last)) return end;
  while (last >= from && isRunningLine(tokens, last)) last = previousText(tokens, last);
  return Math.max(from, last + 1);
}
