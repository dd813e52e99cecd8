import { AppError } from '../errors.ts';

/** How long a text may be: UTF-16 code units, and lines. */
export type TextLimits = { readonly characters: number; readonly lines: number };

/** Sixty times the real weekly, a year of issues in one file: a longer text is no bulletin. To parse the worst of that length takes its thread
 *  some seconds. */
export const TEXT_LIMITS: TextLimits = { characters: 1_000_000, lines: 30_000 };

/** Throws FILE_TOO_LARGE, without a path, when a text is longer than the limits. */
export function ensureWithin(text: string, { characters, lines }: TextLimits): void {
  if (text.length > characters) throw tooLong(`${characters} characters`);
  if (countLines(text) > lines) throw tooLong(`${lines} lines`);
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function tooLong(limit: string): AppError {
  const message = `It has more than ${limit} of text. Split it into several files, one for each issue.`;
  return new AppError('FILE_TOO_LARGE', message);
}
