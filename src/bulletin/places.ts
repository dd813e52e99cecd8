import { z } from 'zod';
import type { Lines } from './bulletin.ts';

/** What a reader of the original file counts by. Files of text have lines alone. PDF has pages; HWP, HWPX and DOCX are laid out anew by
 *  each program that opens them, so their paragraphs are counted (`block`: a paragraph or a table, in reading order).
 *  `starts[i]` is the line of the bulletin's text with which unit i + 1 begins, rising; a unit without text has the line of the next. */
export const placesSchema = z
  .object({ unit: z.enum(['line', 'page', 'block']), starts: z.array(z.int().positive()).readonly() })
  .readonly();
export type Places = z.infer<typeof placesSchema>;

/** Where a quotation stands in the original file: first and last page or block, 1-based, inclusive. */
export type Place = { readonly unit: 'page' | 'block'; readonly from: number; readonly to: number };

/** Places of a file that is text itself: its lines say it all. */
export const LINES_ONLY: Places = { unit: 'line', starts: [] };

/** The pages or blocks that lines stand on; null where lines are all there is.
 *  @example placeOf({ unit: 'page', starts: [1, 40] }, [38, 41]) // => { unit: 'page', from: 1, to: 2 } */
export function placeOf({ unit, starts }: Places, [first, last]: Lines): Place | null {
  if (unit === 'line' || starts.length === 0) return null;
  return { unit, from: unitAt(starts, first), to: unitAt(starts, last) };
}

/** The last unit that begins at or before a line. */
function unitAt(starts: readonly number[], line: number): number {
  const after = starts.findIndex((start) => start > line);
  return Math.max(1, after === -1 ? starts.length : after);
}
