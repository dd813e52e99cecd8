import type { Source } from './bulletin.ts';
import { findDates } from './dates.ts';
import { withoutEnd } from './ends.ts';
import { fold } from './fold.ts';
import { isLinkWord, sourceLabel, squeezed } from './labels.ts';
import type { Token } from './lex.ts';
import { type Link, linksIn } from './links.ts';
import { plain, unmark } from './markup.ts';
import { hasBodyFrom, nextText } from './neighbours.ts';

/** What an item names as its origin; `taken` are the indices of the tokens that say so and nothing else. */
export type Sources = { readonly sources: readonly Source[]; readonly taken: ReadonlySet<number> };

type Entry = { -readonly [key in keyof Source]: Source[key] };
type Style = 'publisher' | 'title';

const PUBLISHER_LABEL = /출처|^자료|source|^via|来源|來源|出处/i; // what follows the others is a title
const SOURCE_MARK = /[☑☞✓✔▶➢]/u;
const LINK_LABEL = /(?:(?:원문|기사)?\s*(?:링크|원문|바로가기)|URL|Link|链接|原文)\s*[:：]?\s*$/iu; // of a link taken out behind it
const GAP = '\uFFFC'; // stands where a link was taken out of a line
const LINK_IN_BRACKETS = /[([<（][\s\uFFFC]*[)\]>）]/gu;
const BRACKET_AT_END = /[(（[]([^()（）[\]]{4,60})[)）\]]$/u;
const LONGEST_BRACKET = 64; // characters, brackets included
const LONGEST_TITLE = 250; // characters; a longer line below a source mark is body again
const LONGEST_PUBLISHER = 60; // characters

/** Reads the sources in an item's tokens: what follows a mark such as 참고자료 or 출처, and lines that are a link alone. When none
 *  of them has a link, the links inside title and text count. The source of a figure is a note, not the item's.
 *  `reference` is the day by which missing years are filled in. */
export function sourcesOf(tokens: readonly Token[], reference: string | null): Sources {
  const taken = new Set<number>();
  const entries: Entry[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || taken.has(i)) continue;
    const opens = token.kind === 'source' && !isFigureSource(tokens, i);
    if (!opens && token.kind !== 'link') continue;
    const end = opens ? regionEnd(tokens, i) : i + 1;
    const region = tokens.slice(i, end).filter((part) => part.kind !== 'blank' && part.kind !== 'rule');
    entries.push(...readRegion(region, reference));
    for (let j = i; j < end; j++) if (tokens[j]?.kind !== 'blank') taken.add(j);
  }
  const stated = distinct(entries.map(emptied));
  const kept = new Set(
    stated.flatMap(({ lines: [from, to] }) => Array.from({ length: to - from + 1 }, (_, n) => from + n)),
  );
  for (const i of taken) if (!kept.has(tokens[i]?.lines[0] ?? 0)) taken.delete(i);
  if (stated.some((source) => source.url !== null)) return { sources: stated, taken };
  const inline = inlineSources(tokens, taken);
  return {
    sources: [...stated, ...inline, ...(stated.length + inline.length === 0 ? bracketSource(tokens, reference) : [])],
    taken,
  };
}

/** A source mark with a note star below a figure or table, or without one when the text goes on behind it. */
export function isFigureSource(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (token === undefined || token.level !== null) return false;
  let above = i - 1;
  while (tokens[above]?.kind === 'blank') above--;
  const shown = tokens[above];
  const belowFigure =
    shown !== undefined && (['caption', 'row', 'table', 'rule'].includes(shown.kind) || /^\s*!\[/.test(shown.raw));
  if (!belowFigure) return false;
  return /[*※]/.test(token.mark) || hasBodyFrom(tokens, regionEnd(tokens, i));
}

/** Where the region that a source mark opens ends: titles and links follow it, body text does not. */
export function regionEnd(tokens: readonly Token[], start: number): number {
  const opener = tokens[start];
  const isList = opener !== undefined && afterLabel(opener).text === '' && !hasLink(opener);
  let end = start + 1;
  let hasTitle = !isList;
  let hasLinked = false; // behind a link only a title of another link belongs
  for (let i = end; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'source') break;
    if (token.kind === 'blank') continue;
    if (!belongs(token, isList, hasTitle) && !isBrokenAddress(tokens, i)) break;
    if (hasLinked && !hasLink(token) && tokens[nextText(tokens, i + 1)]?.kind !== 'link' && !isBrokenAddress(tokens, i))
      break;
    if (hasLink(token)) hasLinked = true;
    hasTitle = token.kind !== 'link' && !hasLink(token);
    if (token.kind === 'link' && isList) hasTitle = false;
    end = i + 1;
  }
  return end;
}

function belongs(token: Token, isList: boolean, hasTitle: boolean): boolean {
  if (token.kind === 'link') return true;
  if (token.level !== null || (token.kind !== 'bullet' && token.kind !== 'text' && token.kind !== 'note')) return false;
  if (hasLink(token) || SOURCE_MARK.test(token.mark)) return token.text.length <= LONGEST_TITLE * 2;
  return isList && (!hasTitle || token.kind === 'bullet') && token.text.length <= LONGEST_TITLE;
}

function hasLink(token: Token): boolean {
  return linksIn(token.raw).length > 0;
}

/** The rest of an address that the line above broke off. */
function isBrokenAddress(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  const above = tokens[i - 1];
  if (token === undefined || above === undefined || token.kind !== 'text' || token.lines[0] !== above.lines[1] + 1)
    return false;
  return (
    linksIn(above.raw).at(-1)?.kind === 'bare' &&
    /^[\w\-./?=&%#~+:,;@]+$/.test(token.text) &&
    /[./?=_]|\d/.test(token.text)
  );
}

function readRegion(tokens: readonly Token[], reference: string | null): Entry[] {
  const [opener] = tokens;
  const label = opener?.kind === 'source' ? afterLabel(opener).label : '';
  const style: Style = label !== '' && PUBLISHER_LABEL.test(squeezed(label)) ? 'publisher' : 'title';
  const entries: Entry[] = [];
  tokens.forEach((token, i) => {
    const last = entries.at(-1);
    if (last?.url != null && isBrokenAddress(tokens, i)) {
      entries[entries.length - 1] = { ...last, url: last.url + token.text, lines: [last.lines[0], token.lines[1]] };
      return;
    }
    for (const part of partsOf(token, i === 0, style, reference)) add(entries, part, token);
  });
  return entries;
}

type Part = Partial<Pick<Entry, 'url' | 'title' | 'publisher' | 'date'>>;

/** Adds what a line says to the entry it goes on with, or opens another one. */
function add(entries: Entry[], part: Part, { lines }: Token): void {
  const last = entries.at(-1);
  const opensNext =
    last === undefined ||
    (part.url != null && last.url !== null) ||
    (part.url === undefined && last.url !== null) ||
    (part.title != null && last.title !== null) ||
    (part.publisher != null && last.publisher !== null);
  if (opensNext) entries.push({ url: null, title: null, publisher: null, date: null, ...part, lines });
  else entries[entries.length - 1] = { ...last, ...part, lines: [last.lines[0], lines[1]] };
}

/** A line of a source region: its words first, then each link. A mark alone says nothing but opens the entry. */
function partsOf(token: Token, isOpener: boolean, style: Style, reference: string | null): Part[] {
  const links = linksIn(token.raw);
  const titled = links.find((link) => link.kind === 'link' && isMeaningful(link));
  const own = joined(wordsOf(token, links, isOpener).map((words) => readWords(words, style, reference)));
  const isNamed = own.title != null || own.publisher != null;
  const linkTitle = titled === undefined ? {} : readWords(plain(titled.text), isNamed ? 'title' : style, reference);
  const [first, ...others] = links;
  const head: Part = { ...linkTitle, ...own, ...(first === undefined ? {} : { url: first.url }) };
  return [
    head,
    ...others.map((link) => ({ url: link.url, ...(isMeaningful(link) ? { title: plain(link.text) } : {}) })),
  ].filter((part) => isOpener || Object.keys(part).length > 0);
}

/** What several stretches of words say together: the first title and publisher, the last day. */
function joined(parts: readonly Part[]): Part {
  const title = parts.find((part) => part.title != null)?.title;
  const publisher = parts.find((part) => part.publisher != null)?.publisher;
  const date = parts.findLast((part) => part.date != null)?.date;
  return {
    ...(title == null ? {} : { title }),
    ...(publisher == null ? {} : { publisher }),
    ...(date == null ? {} : { date }),
  };
}

function isMeaningful(link: Link): boolean {
  const text = fold(plain(link.text)).text;
  return text !== '' && !/^(?:https?:\/\/|www\.)/i.test(text) && !isLinkWord(text);
}

/** The words of a line before, between and behind its links, without its label: none of them runs over an address. */
function wordsOf(token: Token, links: readonly Link[], isOpener: boolean): string[] {
  const ends = [0, ...links.map((link) => link.end)];
  const without = ends.map((end, k) => token.raw.slice(end, links[k]?.start)).join(GAP);
  const text = unmark(without).text;
  const folded = fold(text);
  const label = isOpener && token.kind === 'source' ? (sourceLabel(folded.text)?.length ?? 0) : 0;
  return text
    .slice(folded.origin(label))
    .replace(LINK_IN_BRACKETS, GAP)
    .split(GAP)
    .map((words) => trimmed(words.trim().replace(LINK_LABEL, '')))
    .filter((words) => /[\p{L}\p{N}]/u.test(words));
}

function afterLabel(token: Token): { readonly label: string; readonly text: string } {
  const label = sourceLabel(token.folded) ?? '';
  return { label, text: token.text.slice(fold(token.text).origin(label.length)).trim() };
}

function readWords(words: string, style: Style, reference: string | null): Part {
  // In brackets, where a day without a year is told from a number: the line's own may have been taken off.
  const days = findDates(`(${words})`, reference).filter(({ precision }) => precision === 'day');
  const found = days
    .map(({ from, start, end }) => ({ from, start: start - 1, end: Math.min(end - 1, words.length) }))
    .at(-1);
  const date = found === undefined ? {} : { date: found.from };
  if (style === 'title') return { title: trimmed(words), ...date };
  const before = trimmed(words.slice(0, found?.start));
  const rest = before !== '' ? before : trimmed(words.slice(found?.end ?? words.length));
  return { ...nameAndTitle(rest), ...date };
}

/** `인민망` is a publisher, `Nature, “Water …”` a publisher and a title, a long line a title. */
function nameAndTitle(text: string): Part {
  if (text === '' || !/\p{L}/u.test(text)) return {};
  const parts = /^([^,，「『《“"]{1,60}?)\s*[,，]?\s*([「『《“"].+|(?<=[,，]\s?).{13,})$/u.exec(text);
  if (parts !== null) return { publisher: trimmed(parts[1] ?? ''), title: trimmed(parts[2] ?? '') };
  return text.length <= LONGEST_PUBLISHER ? { publisher: text } : { title: text };
}

/** Without separators at the ends and without a bracket there whose partner is missing. */
function trimmed(text: string): string {
  const cut = withoutEnd(text.replace(/^[\s,，;:|·/-]+/u, ''), /[\s,，;:|·/([（［-]/u);
  const depth = [...cut].reduce((sum, c) => sum + ('([（'.includes(c) ? 1 : ')]）'.includes(c) ? -1 : 0), 0);
  if (depth < 0 && /[)\]）]$/.test(cut)) return cut.slice(0, -1).trim();
  return depth > 0 && /^[([（]/.test(cut) ? cut.slice(1).trim() : cut;
}

function inlineSources(tokens: readonly Token[], taken: ReadonlySet<number>): Source[] {
  const found = tokens.flatMap((token, i) => {
    if (taken.has(i)) return [];
    return linksIn(token.raw).map((link) => ({
      url: link.url,
      title: isMeaningful(link) ? plain(link.text) : null,
      publisher: null,
      date: null,
      lines: token.lines,
    }));
  });
  return distinct(found);
}

/** `… 추진한다. (연합뉴스, 8.2)`, `……九成。（来源：科技日报）`: brackets at the end of the text with a publisher and a day, or a label. */
export function bracketSource(tokens: readonly Token[], reference: string | null): Source[] {
  const last = tokens.findLast((token) => token.kind === 'text' || token.kind === 'bullet' || token.kind === 'caption');
  const inside = BRACKET_AT_END.exec(last?.text.slice(-LONGEST_BRACKET) ?? '')?.[1];
  if (last === undefined || inside === undefined) return [];
  const label = sourceLabel(fold(inside).text);
  const named = label === null ? inside : inside.slice(fold(inside).origin(label.length));
  const found = findDates(`(${named})`, reference).at(-1);
  const publisher = withoutEnd(found === undefined ? named : named.slice(0, Math.max(0, found.start - 1)), /[\s,，·]/u);
  const date = found?.precision === 'day' ? found.from : null;
  if (label === null && (date === null || (found?.end ?? 0) < inside.length)) return [];
  if (!/^\p{L}[\p{L}\p{N}\s.&·-]*$/u.test(publisher)) return [];
  return [{ url: null, title: null, publisher, date, lines: last.lines }];
}

/** Each address once; what says nothing is left out. */
function distinct(sources: readonly Source[]): Source[] {
  const seen = new Set<string>();
  return sources.filter((source) => {
    if (source.url !== null) return !seen.has(source.url) && seen.add(source.url);
    return source.title !== null || source.publisher !== null || source.date !== null;
  });
}

function emptied(entry: Entry): Source {
  return {
    ...entry,
    title: entry.title === '' ? null : entry.title,
    publisher: entry.publisher === '' ? null : entry.publisher,
  };
}
