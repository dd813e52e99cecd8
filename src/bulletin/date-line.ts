import { findDates } from './dates.ts';
import { isPublishedLabel } from './labels.ts';
import type { Token } from './lex.ts';

const LONGEST_DATELINE = 60; // characters

/** A line that is all in brackets: a day in it needs no year, and may have the place beside it, as agencies write. */
const BRACKETED = /^[([〔【［（][^()[\]〔〕【】［］（）]*[)\]〕】］）]$/u;

/** The day of a short line that is about nothing else: a date alone, or with a label or the publisher. */
export function dateLine(token: Token, reference: string | null): string | null {
  if (isPublishedLabel(token.folded))
    return findDates(token.text, reference).find((date) => date.precision === 'day')?.from ?? null;
  if (token.text.length > LONGEST_DATELINE || /[다요음임됨함][.]?$/.test(token.folded)) return null;
  const [found, second] = findDates(token.text, reference).filter((date) => date.precision === 'day');
  if (found === undefined || second !== undefined) return null;
  const others = `${token.text.slice(0, found.start)}${token.text.slice(found.end)}`.replace(
    /[\s()[\]〔〕【】［］（）|·,:/-]/g,
    '',
  );
  const isSure = found.hasYear || others.length === 0 || BRACKETED.test(token.text.trim());
  return others.length <= 20 && isSure ? found.from : null;
}
