import type { Contents } from './contents.ts';
import { dateLine } from './date-line.ts';
import { type Head, headOf, isTitleLike } from './head.ts';
import type { Token } from './lex.ts';
import { nextText, previousText } from './neighbours.ts';
import { numberingOf } from './numbering.ts';
import { isRunningLine } from './running-line.ts';
import { bracketSource, isFigureSource, regionEnd } from './sources.ts';
import { RANK, type TitleForm, titleFormOf } from './title-form.ts';

/** A stretch of tokens that ends with a source, links or a date: of one item, as a rule. */
type Stretch = { readonly from: number; readonly to: number };

const MOSTLY = 0.75; // share of stretches that must hold exactly one title of a form
const LONGEST_SECTION = 40; // characters
const LEAD_LINES = 6; // tokens with text between a section's title and its first item
const NONE: ReadonlySet<string> = new Set();

/** The heads of a bulletin by what its items end with: the form of line (heading, bold, brackets, number, mark, or a line of its own) that
 *  occurs once for each source opens the items. Null when there are fewer than two sources, or no form fits them. */
export function sourcedHeads(tokens: readonly Token[], contents: Contents | null): Head[] | null {
  const stretches = stretchesOf(tokens, contents?.to ?? 0);
  if (stretches.length < 2) return null;
  const forms = new Map<string, { readonly form: TitleForm; readonly at: number[][] }>();
  stretches.forEach(({ from, to }, k) => {
    for (let i = from; i < to; i++) {
      const form = titleFormOf(tokens, i);
      if (form === null) continue;
      const known = forms.get(form.name) ?? { form, at: stretches.map(() => []) };
      forms.set(form.name, known);
      known.at[k]?.push(i);
    }
  });
  // Before the first item stand the bulletin's own title and date: of several lines there the last is the item's.
  for (const { at } of forms.values()) at[0]?.splice(0, at[0].length - 1);
  const fitting = [...forms.values()].filter(({ at }) => share(at, (found) => found.length === 1) >= MOSTLY);
  const [best] = fitting.sort((a, b) => a.form.rank - b.form.rank);
  return best === undefined ? null : withSections(tokens, stretches, best.at.flat());
}

/** How well heads agree with the sources, 0 to 2, higher is better: the share of stretches with one item each, and the share of
 *  those that nothing but a section's heading opens before the item. 0 when there are fewer than two sources. */
export function agreement(tokens: readonly Token[], contents: Contents | null, heads: readonly Head[]): number {
  const stretches = stretchesOf(tokens, contents?.to ?? 0);
  if (stretches.length < 2) return 0;
  let next = 0;
  const inside = stretches.map(({ from, to }) => {
    while (next < heads.length && (heads[next]?.from ?? 0) < from) next++;
    const first = next;
    while (next < heads.length && (heads[next]?.from ?? 0) < to) next++;
    return heads.slice(first, next);
  });
  const items = inside.map((found) => found.filter(({ kind }) => kind === 'item' || kind === 'article'));
  const opened = inside.filter(
    ([head], k) => k > 0 && head !== undefined && firstText(tokens, stretches[k]?.from ?? 0) === head.from,
  );
  return share(items, (found) => found.length === 1) + opened.length / (stretches.length - 1);
}

function share<T>(values: readonly T[], test: (value: T) => boolean): number {
  return values.filter(test).length / values.length;
}

/** Stretches by sources and links; by dates on lines of their own where there are none. */
function stretchesOf(tokens: readonly Token[], start: number): Stretch[] {
  const bySource = cut(tokens, start, (i) => sourceEnd(tokens, i));
  return bySource.length >= 2 ? bySource : cut(tokens, start, (i) => dateEnd(tokens, i));
}

function cut(tokens: readonly Token[], start: number, endAt: (i: number) => number | null): Stretch[] {
  const stretches: Stretch[] = [];
  let from = start;
  for (let i = nextText(tokens, start); i < tokens.length; ) {
    const end = endAt(i);
    const last = stretches.at(-1);
    if (end !== null) {
      if (last !== undefined && isBare(tokens[i]) && nextText(tokens, last.to) === i)
        stretches[stretches.length - 1] = { ...last, to: end };
      else stretches.push({ from, to: end });
      from = end;
    }
    i = nextText(tokens, end ?? i + 1);
  }
  return stretches;
}

/** Whether a line holds nothing of an item but its source. */
function isBare(token: Token | undefined): boolean {
  return token?.kind === 'link' || token?.kind === 'source';
}

function sourceEnd(tokens: readonly Token[], i: number): number | null {
  const token = tokens[i];
  if (token?.kind === 'link') return i + 1;
  if (token?.kind === 'source') {
    const end = regionEnd(tokens, i);
    const below = titleFormOf(tokens, nextText(tokens, end));
    return isFigureSource(tokens, i) && (below === null || below.rank >= RANK.mark) ? null : end;
  }
  return token !== undefined && bracketSource([token], '9999-12-31').length > 0 ? i + 1 : null;
}

function dateEnd(tokens: readonly Token[], i: number): number | null {
  const token = tokens[i];
  const isFirst = previousText(tokens, previousText(tokens, i)) < 0;
  return token !== undefined && !isFirst && dateLine(token, null) !== null ? i + 1 : null;
}

/** The first line that is no running title or page number. */
function firstText(tokens: readonly Token[], from: number): number {
  let at = nextText(tokens, from);
  while (at < tokens.length && isRunningLine(tokens, at)) at = nextText(tokens, at + 1);
  return at;
}

/** The item heads at these places, and sections for the lines right above them: set as headings or with Roman numbers, or the only line
 *  since a source; and for lines of the same forms before the first source. */
function withSections(tokens: readonly Token[], stretches: readonly Stretch[], at: readonly number[]): Head[] {
  const starts = new Set(stretches.slice(1).map(({ from }) => firstText(tokens, from)));
  const proven = new Set<string>();
  for (const i of at) {
    const above = previousText(tokens, i);
    if (starts.has(above)) proven.add(titleFormOf(tokens, above)?.name ?? '');
  }
  return at.flatMap((i, k) => {
    const head = titleFormOf(tokens, i)?.head ?? headOf('item', tokens, i, null);
    const section = sectionAbove(tokens, i, at[k - 1] ?? -1, proven);
    return section === null ? [head] : [section, head];
  });
}

/** The section that a title opens: the line right above, or, above some text that introduces it, a heading or a Roman number. */
function sectionAbove(tokens: readonly Token[], i: number, last: number, proven: ReadonlySet<string>): Head | null {
  let at = previousText(tokens, i);
  const direct = at > last ? sectionAt(tokens, at, proven) : null;
  for (let steps = 0; direct === null && steps < LEAD_LINES && at > last; steps++, at = previousText(tokens, at)) {
    if (tokens[at]?.kind === 'source' || tokens[at]?.kind === 'link') return null;
    const section = sectionAt(tokens, at, NONE);
    if (section !== null) return section;
  }
  return direct;
}

function sectionAt(tokens: readonly Token[], i: number, proven: ReadonlySet<string>): Head | null {
  const token = tokens[i];
  if (token === undefined || token.text.length > LONGEST_SECTION || i === nextText(tokens, 0)) return null;
  const numbering = numberingOf(token);
  if (numbering?.style === 'roman' && numbering.certain && isTitleLike(token))
    return headOf('section', tokens, i, numbering);
  const form = titleFormOf(tokens, i);
  const isSet = token.level !== null && token.level > 1;
  return form !== null && (isSet || proven.has(form.name)) ? { ...form.head, kind: 'section' } : null;
}
