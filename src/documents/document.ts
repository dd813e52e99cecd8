import type { Warning } from '../bulletin/bulletin.ts';
import type { Places } from '../bulletin/places.ts';

/** The formats that can be read, told by content. */
export const FORMATS = ['text', 'html', 'pdf', 'docx', 'hwp', 'hwpx'] as const;
export type Format = (typeof FORMATS)[number];

/** A file as Markdown lines, the form that bulletin/ understands. `places` lead from a line back to the page or block of the original.
 *  `warnings` tell what of the file may be missing from `text` (a page without text, a table cut short); empty when nothing is. */
export type DocumentText = {
  readonly format: Format;
  readonly text: string;
  readonly places: Places;
  readonly warnings: readonly Warning[];
};

/** The codes of `AppError` that a reader refuses a document with. */
export const READER_FAULTS = [
  'FILE_ENCRYPTED',
  'FILE_NO_TEXT',
  'FILE_DAMAGED',
  'FILE_HARMFUL',
  'FILE_UNSUPPORTED',
  'FILE_TOO_LARGE',
] as const;

/** Rises when a reader reads what one before could not: files that failed are then tried again. */
export const READERS_VERSION = 1;
