import type { Contents } from './contents.ts';
import { findDates } from './dates.ts';
import { type Head, headOf, isTitleLike } from './head.ts';
import { isGenericHeading } from './labels.ts';
import { NO_TOKEN, type Token } from './lex.ts';
import { linkAt } from './links.ts';
import { plain } from './markup.ts';
import { nextText, previousText } from './neighbours.ts';
import { type Numbering, numberingOf } from './numbering.ts';
import { bracketFormOf } from './title-form.ts';

/** Ways in which a bulletin without headings for its items sets them apart, and how many entries show that it does. */
type Style = {
  /** Looks at all tokens once, and tells of each by its position whether it opens an entry. */
  readonly leads: (tokens: readonly Token[]) => (i: number) => boolean;
  readonly least: number;
  readonly needsSource: boolean;
};

const TITLE_MARK = /[■□◆◇▣◈▶●【]/u;
const LEAD = /^\s*(?:[-*+]\s+|\d{1,3}[.)]\s+)?(\*\*(?:(?!\*\*).)+\*\*|__(?:(?!__).)+__|\[)/;
const MOSTLY = 0.6; // share of entries that must have text, or a source where the style asks for one

const STYLES: readonly Style[] = [
  { leads: (tokens) => (i) => isNumbered(tokens[i]) && hasLead(tokens[i]), least: 2, needsSource: false },
  {
    leads: (tokens) => (i) => tokens[i]?.bold === true && isTitleLike(tokens[i] ?? tokens[0] ?? NO_TOKEN),
    least: 2,
    needsSource: false,
  },
  { leads: (tokens) => (i) => opensWithLink(tokens[i]), least: 2, needsSource: false },
  { leads: markedTitles, least: 2, needsSource: true },
  { leads: (tokens) => (i) => isNumberedTitle(tokens, i), least: 2, needsSource: false },
  {
    leads: (tokens) => (i) => hasLead(tokens[i]) && tokens[i]?.kind === 'bullet' && tokens[i]?.indent === 0,
    least: 3,
    needsSource: true,
  },
];

/** The heads of a bulletin that lists its items: numbered entries with a title in bold, titles that are links, lines in bold or behind
 *  a mark such as ■. Headings between them are sections. Null when no style fits. */
export function listHeads(tokens: readonly Token[], contents: Contents | null): Head[] | null {
  for (const style of STYLES) {
    const leads = style.leads(tokens);
    const at = tokens.map((_, i) => i).filter((i) => i >= (contents?.to ?? 0) && leads(i));
    if (at.length >= style.least && fits(tokens, at, style)) return withSections(tokens, at);
  }
  return null;
}

/** Whether list entries, not headings, are this bulletin's items: every heading but the first groups several. */
export function isListOfItems(tokens: readonly Token[], heads: readonly Head[]): boolean {
  const items = heads.filter((head) => head.kind === 'item');
  const sections = heads.filter((head) => head.kind === 'section');
  const areSourced = items.every((item, k) => hasSource(tokens.slice(item.from, items[k + 1]?.from ?? tokens.length)));
  let next = 0;
  const covered = sections.filter((section, k) => {
    const end = sections[k + 1]?.from ?? tokens.length;
    while ((items[next]?.from ?? end) <= section.from) next++;
    const [first, second] = items.slice(next, next + 2).filter((item) => item.from < end);
    const isOpened = first !== undefined && nextText(tokens, section.to) === first.from;
    return isOpened && (second !== undefined || areSourced);
  });
  return covered.length === sections.length && items.every((item) => tokens[item.from]?.kind === 'bullet');
}

function fits(tokens: readonly Token[], at: readonly number[], { needsSource }: Style): boolean {
  const segments = at.map((start, k) => tokens.slice(start, at[k + 1] ?? tokens.length));
  const good = segments.filter(([title, ...body]) => {
    if (title === undefined) return false;
    if (needsSource) return hasSource(body);
    return (
      body.some((token) => token.kind !== 'blank' && token.level === null) ||
      leadOf(title).rest !== '' ||
      opensWithLink(title)
    );
  });
  const generic = at.filter((i) => isGenericHeading(tokens[i]?.folded ?? ''));
  return good.length >= at.length * MOSTLY && generic.length * 2 < at.length;
}

function hasSource(tokens: readonly Token[]): boolean {
  return tokens.some((token) => token.kind === 'source' || token.kind === 'link');
}

function withSections(tokens: readonly Token[], at: readonly number[]): Head[] {
  const entries = new Set(at);
  const [first = 0] = at;
  const title = nextText(tokens, 0);
  const heads: Head[] = [];
  tokens.forEach((token, i) => {
    if (entries.has(i)) heads.push(entryHead(tokens, i));
    else if (token.level !== null && token.kind !== 'source' && i !== title && isTitleLike(token)) {
      const groups = i > first || previousText(tokens, first) === i;
      if (groups && entries.has(nextText(tokens, i + 1))) heads.push(headOf('section', tokens, i, romanOf(token)));
    }
  });
  return heads;
}

function romanOf(token: Token): Numbering | null {
  const numbering = numberingOf(token);
  return numbering?.style === 'roman' && numbering.certain ? numbering : null;
}

function entryHead(tokens: readonly Token[], i: number): Head {
  const token = tokens[i] ?? NO_TOKEN;
  const bracketed = bracketFormOf(tokens, i);
  if (bracketed !== null) return bracketed.head;
  const { lead, rest } = leadOf(token);
  const numbering = numberingOf(token);
  if (lead !== '') return { ...headOf('item', tokens, i, null), number: numbering?.digits ?? null, title: lead, rest };
  return headOf('item', tokens, i, numbering);
}

/** The title that opens a list entry in bold or as a link, and the text behind it. */
function leadOf(token: Token): { readonly lead: string; readonly rest: string } {
  const match = LEAD.exec(token.raw);
  if (match === null) return { lead: '', rest: '' };
  const start = match[0].length - (match[1] ?? '').length;
  const link = match[1] === '[' ? linkAt(token.raw, start) : null;
  if (match[1] === '[' && link === null) return { lead: '', rest: '' };
  const end = link?.end ?? match[0].length;
  const lead = plain(token.raw.slice(start, end)).replace(/\s*[:：.]$/u, '');
  const rest = plain(token.raw.slice(end)).replace(/^\s*[:：–—-]\s*/u, '');
  return { lead, rest };
}

function hasLead(token: Token | undefined): boolean {
  return token !== undefined && token.level === null && leadOf(token).lead !== '';
}

function isNumbered(token: Token | undefined): boolean {
  return token !== undefined && /^\d+[.)]/.test(token.mark) && token.indent <= 1;
}

function opensWithLink(token: Token | undefined): boolean {
  return (
    token?.kind === 'bullet' &&
    token.indent <= 1 &&
    /^\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\*\*)?\[/.test(token.raw) &&
    hasLead(token)
  );
}

/** Lines behind the mark that the first such line has, or in brackets. */
function markedTitles(tokens: readonly Token[]): (i: number) => boolean {
  const mark = tokens.find((token) => token.kind === 'bullet' && TITLE_MARK.test(token.mark))?.mark;
  return (i) => {
    const token = tokens[i];
    if (token === undefined || token.level !== null || token.indent > 1) return false;
    const isSame = token.kind === 'bullet' && token.mark === mark;
    const isTitle = isSame || /^[【[][^】\]]{4,}[】\]]$/u.test(token.text);
    return isTitle && token.text.length <= 130 && !/다\.$/.test(token.folded);
  };
}

/** A short line `1. 제목` in the sequence of such lines. */
function isNumberedTitle(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (token === undefined || token.indent > 1 || !isTitleLike(token)) return false;
  const numbering = numberingOf(token);
  if (numbering === null || numbering.style === 'roman' || !numbering.certain) return false;
  const body = tokens[nextText(tokens, i + 1)];
  return (
    body !== undefined && numberingOf(body)?.style !== numbering.style && findDates(token.text, null)[0]?.start !== 0
  );
}
