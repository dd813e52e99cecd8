import { blocksOf, hasText } from './blocks.ts';
import type { Item, Lines, Source, Warning } from './bulletin.ts';
import { dateLine } from './date-line.ts';
import { readDay } from './dates.ts';
import type { Head } from './head.ts';
import { isPublishedLabel } from './labels.ts';
import type { Token } from './lex.ts';
import { sourcesOf } from './sources.ts';
import { type Subtitle, subtitleOf } from './subtitle.ts';

/** An item without its place in the bulletin, and what is wrong with it. */
export type ReadItem = {
  readonly item: Omit<Item, 'id' | 'section' | 'subsection'>;
  readonly warnings: readonly Warning[];
};

const LONGEST_BRACKET = 32; // characters
const OPENING = 3; // tokens with text at the beginning of an item among which a date line stands

/** Reads an item from its head and tokens (number and title included, up to the next item). `reference` is the day by which
 *  missing years are filled in, `lines` those that the item takes in the file. */
export function readItem(head: Head, tokens: readonly Token[], lines: Lines, reference: string | null): ReadItem {
  const isTitle = (token: Token) => token.lines[0] >= head.titleLines[0] && token.lines[1] <= head.titleLines[1];
  const behind = tokens.filter((token) => !isTitle(token));
  const level = tokens.find((token) => isTitle(token) && token.level !== null)?.level ?? 0;
  const subtitle = subtitleOf(behind, head, level);
  const { sources, taken } = sourcesOf(behind, reference);
  const body = behind.filter((token, i) => !taken.has(i) && token !== subtitle?.token);
  const { blocks, warnings } = blocksOf(body);
  const rest = head.rest === '' ? [] : [{ kind: 'paragraph' as const, text: head.rest, lines: head.titleLines }];
  const titleSources = sources.some((source) => source.url !== null)
    ? []
    : linkSources(tokens.filter(isTitle), reference);
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

function linkSources(title: readonly Token[], reference: string | null): readonly Source[] {
  return sourcesOf(title, reference).sources;
}

/** The item's own day: from its subtitle, title, a date line that opens its text, or its source. */
function dateOf(
  head: Head,
  subtitle: Subtitle | null,
  body: readonly Token[],
  sources: readonly Source[],
  reference: string | null,
): string | null {
  const inTitle = [subtitle?.text ?? '', head.title, dayAtEnd(head.rest)].map((text) => readDay(text, reference));
  const opening = body
    .filter(hasText)
    .slice(0, OPENING)
    .filter((token) => token.kind !== 'row' || isPublishedLabel(token.folded)) // a table's days are deadlines, terms, meetings
    .map((token) => dateLine(token, reference));
  const inSources = sources.map((source) => source.date);
  return [...inTitle, ...opening, ...inSources].find((day) => day !== null) ?? null;
}

/** What stands in brackets at the end of a text. */
function dayAtEnd(text: string): string {
  return /[(（][^()（）]{4,30}[)）]$/u.exec(text.slice(-LONGEST_BRACKET))?.[0] ?? '';
}
