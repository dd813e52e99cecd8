import { blocksOf, hasText } from './blocks.ts';
import type { Item, Lines, Source, Warning } from './bulletin.ts';
import { findDates, readDay } from './dates.ts';
import { type Head, nextText } from './head.ts';
import { isGenericHeading } from './labels.ts';
import type { Token } from './lex.ts';
import { numberingOf } from './numbering.ts';
import { sourcesOf } from './sources.ts';

/** An item without its place in the bulletin, and what is wrong with it. */
export type ReadItem = {
  readonly item: Omit<Item, 'id' | 'section' | 'subsection'>;
  readonly warnings: readonly Warning[];
};

const LONGEST_DATELINE = 60; // characters
const LONGEST_SUBTITLE = 150; // characters

/** Reads an item from its head and tokens (number and title included, up to the next item). `reference` is the day by which
 *  missing years are filled in, `lines` those that the item takes in the file. */
export function readItem(head: Head, tokens: readonly Token[], lines: Lines, reference: string | null): ReadItem {
  const isTitle = (token: Token) => token.lines[0] >= head.titleLines[0] && token.lines[1] <= head.titleLines[1];
  const behind = tokens.filter((token) => !isTitle(token));
  const subtitle = subtitleOf(behind, head, tokens.filter(isTitle));
  const { sources, taken } = sourcesOf(behind, reference);
  const body = behind.filter((token, i) => !taken.has(i) && token !== subtitle);
  const { blocks, warnings } = blocksOf(body);
  const rest = head.rest === '' ? [] : [{ kind: 'paragraph' as const, text: head.rest, lines: head.titleLines }];
  const titleSources = sources.some((source) => source.url !== null) ? [] : linkSources(tokens.filter(isTitle));
  return {
    item: {
      number: head.number,
      title: head.title,
      subtitle: subtitle?.text ?? null,
      date: dateOf(head, subtitle, body, sources, reference),
      lines,
      titleLines: head.titleLines,
      subtitleLines: subtitle?.lines ?? null,
      blocks: [...rest, ...blocks],
      sources: [...titleSources, ...sources],
    },
    warnings,
  };
}

function linkSources(title: readonly Token[]): readonly Source[] {
  return sourcesOf(title, null).sources;
}

/** The line below the title that is marked ■ or set as a heading of its own; a heading with others like it further down is
 *  a part of the item instead. */
function subtitleOf(behind: readonly Token[], head: Head, title: readonly Token[]): Token | null {
  const at = nextText(behind, 0);
  const token = behind[at];
  if (token === undefined || token.lines[0] < head.titleLines[1] || token.text.length > LONGEST_SUBTITLE) return null;
  if (/^#*■/u.test(token.mark) && (token.kind === 'heading' || token.kind === 'bullet')) {
    const others = behind.filter((other) => other !== token && other.mark === token.mark);
    return others.length === 0 || token.level !== null ? token : null;
  }
  if (/^[-–—―]$/.test(token.mark) && /[-–—―]$/.test(token.raw.trim())) return token;
  const isPlainHeading = token.kind === 'heading' && /^#*$/.test(token.mark) && !/^[〈<]/.test(token.folded);
  if (!isPlainHeading || numberingOf(token)?.certain || isGenericHeading(token.folded)) return null;
  const isAlike = (other: Token) =>
    other.kind === 'heading' &&
    other.level === token.level &&
    numberingOf(other) === null &&
    !/^[〈<]/.test(other.folded) &&
    !/[●○]/.test(other.mark);
  const others = behind.filter((other) => other !== token && isAlike(other));
  const below = behind[nextText(behind, at + 1)];
  const titleLevel = title.find((part) => part.level !== null)?.level ?? 0;
  if (below === undefined || below.level !== null || (token.level ?? 0) < titleLevel) return null;
  return others.length === 0 ? token : null;
}

/** The item's own day: from its subtitle, title, a date line that opens its text, or its source. */
function dateOf(
  head: Head,
  subtitle: Token | null,
  body: readonly Token[],
  sources: readonly Source[],
  reference: string | null,
): string | null {
  const inTitle = [subtitle?.text ?? '', head.title].map((text) => readDay(text, reference));
  const opening = body
    .filter(hasText)
    .slice(0, 3)
    .map((token) => dateLine(token, reference));
  const inSources = sources.map((source) => source.date);
  return [...inTitle, ...opening, ...inSources].find((day) => day !== null) ?? null;
}

/** The day of a short line that is about nothing else: a date alone, or with a label or the publisher. */
function dateLine(token: Token, reference: string | null): string | null {
  if (token.text.length > LONGEST_DATELINE || /[다요음임됨함][.]?$/.test(token.folded)) return null;
  const [found, second] = findDates(token.text, reference).filter((date) => date.precision === 'day');
  if (found === undefined || second !== undefined) return null;
  const others = `${token.text.slice(0, found.start)}${token.text.slice(found.end)}`.replace(/[\s()[\]|·,:/-]/g, '');
  return others.length <= 20 && (found.hasYear || others.length === 0) ? found.from : null;
}
