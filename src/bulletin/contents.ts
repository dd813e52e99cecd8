import type { Lines } from './bulletin.ts';
import { isAlike, keyOf } from './key.ts';
import { isContentsLabel, isNotice, isSummaryLabel } from './labels.ts';
import type { Token } from './lex.ts';
import { numberingOf } from './numbering.ts';

/** An entry of the contents list with what it stands below there. */
export type ContentsEntry = {
  readonly title: string;
  readonly key: string;
  readonly section: string | null;
  readonly subsection: string | null;
  readonly lines: Lines;
};

/** A section that the contents list names; `number` is the one printed there. */
type ContentsSection = { readonly title: string; readonly key: string; readonly number: string | null };

/** The contents list: tokens `from` (its heading) to `to` (exclusive). */
export type Contents = {
  readonly from: number;
  readonly to: number;
  readonly entries: readonly ContentsEntry[];
  readonly sections: readonly ContentsSection[];
  /** The first entry and the first section with each key. */
  readonly entryByKey: ReadonlyMap<string, ContentsEntry>;
  readonly sectionByKey: ReadonlyMap<string, ContentsSection>;
};

const LONGEST_ENTRY = 120; // characters
const PAGE = /(?<=[\s.·…‥⋯・_|-])(?:p\.?\s*)?\d{1,4}$/iu;
const LEADERS = ' .·…‥⋯・_-|';
const FEWEST_LEADERS = 3; // characters between a title and its page number; fewer belong to the title
const MOST_COMPARED = 300; // entries of a longer list are only looked up, not compared letter by letter
const SEARCHED = 80; // tokens with text from the start within which a contents list begins

/** Finds the contents list of a bulletin by its heading; null when it has none. */
export function contentsOf(tokens: readonly Token[]): Contents | null {
  const from = tokens.findIndex((token, i) => i < SEARCHED && token.kind !== 'blank' && isContentsLabel(token.folded));
  if (from === -1) return null;
  const to = endOf(tokens, from);
  const listed = tokens.slice(from + 1, to).filter(isEntry);
  if (listed.length === 0) return null;
  return { from, to, ...read(listed) };
}

function isEntry(token: Token): boolean {
  return token.kind !== 'blank' && token.kind !== 'rule' && token.kind !== 'numeral' && titleOf(token) !== '';
}

function endOf(tokens: readonly Token[], from: number): number {
  const seen = new Set<string>();
  let end = from + 1;
  for (let i = from + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'blank' || token.kind === 'rule') continue;
    const key = keyOf(titleOf(token));
    if (closes(token, tokens[from]) || (key !== '' && seen.has(key)) || opensBody(tokens, i, seen.size)) break;
    seen.add(key);
    if (token.kind !== 'numeral') end = i + 1;
  }
  return end;
}

function closes(token: Token, label: Token | undefined): boolean {
  if (['source', 'note', 'caption', 'fence', 'table'].includes(token.kind)) return true;
  if (isNotice(token.folded) || isSummaryLabel(token.folded) || /[■☑☞]/u.test(token.mark)) return true;
  return token.text.length > LONGEST_ENTRY || (token.level === 1 && label?.level !== 1);
}

/** A heading with text below that is too long for a list of titles. */
function opensBody(tokens: readonly Token[], i: number, listed: number): boolean {
  if (tokens[i]?.level === null || listed === 0) return false;
  for (let j = i + 1; j < tokens.length; j++) {
    const token = tokens[j];
    if (token === undefined) break;
    if (token.level !== null || isNotice(token.folded)) return false;
    if (token.text.length > LONGEST_ENTRY || token.kind === 'source' || token.kind === 'link') return true;
    if (/[다요음임됨함][.]$/.test(token.text)) return true;
  }
  return false;
}

/** Entries have the form (heading level, list mark, indentation) that comes last in the nesting; forms before it are sections, then
 *  subsections. A roman number makes a section whatever its form. */
function read(listed: readonly Token[]): Omit<Contents, 'from' | 'to'> {
  const forms = new Map<string, number>();
  for (const token of listed) if (!forms.has(formOf(token))) forms.set(formOf(token), forms.size);
  const entryForm = Math.max(0, forms.size - 1);
  const entries: ContentsEntry[] = [];
  const sections: ContentsSection[] = [];
  let section: string | null = null;
  let subsection: string | null = null;
  for (const token of listed) {
    const depth = forms.get(formOf(token));
    const title = titleOf(token);
    if (depth === entryForm) {
      entries.push({ title, key: keyOf(title), section, subsection, lines: token.lines });
    } else if (depth === 0) {
      section = title;
      subsection = null;
      sections.push({ title, key: keyOf(title), number: numberingOf(token)?.digits ?? null });
    } else {
      subsection = title;
    }
  }
  return { entries, sections, entryByKey: byKey(entries), sectionByKey: byKey(sections) };
}

function byKey<T extends { readonly key: string }>(listed: readonly T[]): ReadonlyMap<string, T> {
  return new Map([...listed].reverse().map((entry) => [entry.key, entry]));
}

function formOf(token: Token): string {
  const style = numberingOf(token)?.style;
  if (style === 'roman') return 'roman';
  if (token.level !== null) return `#${token.level}`;
  return `${token.mark.replace(/\d+/g, '0')} ${token.indent > 1 ? token.indent : 0} ${style ?? ''}`;
}

function titleOf(token: Token): string {
  const numbering = numberingOf(token);
  const text = token.text.slice(numbering?.certain ? numbering.rest : 0).replace(/^[①-⑳]\s*/u, '');
  const unpaged = text.trim().replace(PAGE, '');
  const title = withoutLeaders(unpaged);
  return unpaged.length - title.length >= FEWEST_LEADERS || /\|\s*$/.test(unpaged) ? title : text.trim();
}

function withoutLeaders(text: string): string {
  let end = text.length;
  while (end > 0 && LEADERS.includes(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

/** The entry of the contents list with a title like this one; misread letters and cut ends are forgiven. */
export function entryLike(contents: Contents | null, title: string): ContentsEntry | null {
  if (contents === null) return null;
  const key = keyOf(title);
  const exact = contents.entryByKey.get(key);
  if (exact !== undefined || contents.entries.length > MOST_COMPARED) return exact ?? null;
  return contents.entries.find((entry) => isAlike(entry.key, key)) ?? null;
}
