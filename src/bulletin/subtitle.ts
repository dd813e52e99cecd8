import type { Lines } from './bulletin.ts';
import { findDates } from './dates.ts';
import type { Head } from './head.ts';
import { isGenericHeading } from './labels.ts';
import type { Token } from './lex.ts';
import { nextText } from './neighbours.ts';
import { numberingOf } from './numbering.ts';

/** The line below an item's title that says more of it, without the marks around it. */
export type Subtitle = { readonly token: Token; readonly text: string; readonly lines: Lines };

const LONGEST_SUBTITLE = 150; // characters
const SENTENCE_END = /(?:[다요음임][.]|[。！])$/;

/** Finds the subtitle among the tokens of an item that are not its title: a line marked ■, set between dashes, set as the only heading of
 *  its level, or ending with a day in brackets. Null when the first line below the title is body already. */
export function subtitleOf(tokens: readonly Token[], head: Head, titleLevel: number): Subtitle | null {
  const below = tokens.findIndex((token) => token.lines[0] > head.titleLines[1]);
  const at = below === -1 ? tokens.length : nextText(tokens, below);
  const token = tokens[at];
  if (token === undefined || token.text.length > LONGEST_SUBTITLE || SENTENCE_END.test(token.folded)) return null;
  const next = tokens[nextText(tokens, at + 1)];
  const isFound =
    isMarked(token, tokens) ||
    isDashed(token) ||
    isOnlyHeading(token, tokens, next, titleLevel) ||
    isDatedLine(token, next);
  if (!isFound) return null;
  const text = isDashed(token) ? token.text.replace(/\s*[-–—―]$/u, '') : token.text;
  return text === '' ? null : { token, text, lines: token.lines };
}

/** ■ opens a subtitle unless the lines of the body open with it too. */
function isMarked(token: Token, tokens: readonly Token[]): boolean {
  if (!/^#*■/u.test(token.mark) || (token.kind !== 'heading' && token.kind !== 'bullet')) return false;
  return token.level !== null || !tokens.some((other) => other !== token && other.mark === token.mark);
}

function isDashed(token: Token): boolean {
  return /^[-–—―]$/.test(token.mark) && /[^-–—―\s]\s*[-–—―]\s*$/u.test(token.raw);
}

function isOnlyHeading(token: Token, tokens: readonly Token[], next: Token | undefined, titleLevel: number): boolean {
  if (!isPlainHeading(token) || isGenericHeading(token.folded) || (token.level ?? 0) < titleLevel) return false;
  if (next === undefined || (next.level !== null && next.level <= (token.level ?? 0) && !/[●○]/u.test(next.mark)))
    return false;
  return !tokens.some((other) => other !== token && other.level === token.level && isPlainHeading(other));
}

function isPlainHeading(token: Token): boolean {
  return (
    token.kind === 'heading' && /^#*$/.test(token.mark) && !/^[〈<]/.test(token.folded) && !numberingOf(token)?.certain
  );
}

function isDatedLine(token: Token, next: Token | undefined): boolean {
  if (token.kind !== 'text' || next === undefined || next.kind === 'text') return false;
  if (!/\)$/.test(token.folded) || /[.。]\s*\([^()]*\)$/.test(token.folded)) return false;
  const last = findDates(token.text, '9999-12-31').at(-1);
  return last?.precision === 'day' && last.start > 0 && last.end >= token.text.length - 2;
}
