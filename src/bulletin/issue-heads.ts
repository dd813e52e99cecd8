import type { Lines } from './bulletin.ts';
import { type Contents, entryLike } from './contents.ts';
import { type Head, headOf, isTitleLike } from './head.ts';
import { keyOf } from './key.ts';
import { isGenericHeading } from './labels.ts';
import type { Token } from './lex.ts';
import { nextText, previousText } from './neighbours.ts';
import { type Numbering, numberingOf } from './numbering.ts';
import { isFigureSource } from './sources.ts';
import { signedHeadOf } from './title-form.ts';

/** Evidence for a title being an item's, in points; enough of it makes a head. */
const POINTS = {
  listed: 4, // the contents list names it
  subtitled: 2, // a line with ■ follows
  behindSource: 2, // the item before ends with its source, or a section begins
  inSequence: 2, // its number is the next one
  outOfSequence: -1,
  padded: 1, // 01, or a number on a line of its own
  heading: 1,
  plainText: -1,
  bracket: -3, // 1) counts inside items
  generic: -2, // 배경, 시사점: parts of an item
  customary: 1, // numbered, or set at a level, like most heads found
  uncustomary: -1,
} as const;
const ENOUGH = 4;
const STRONG = 5;
const LONGEST_SECTION = 40; // characters
const SOURCE_REACH = 6; // tokens with text that may stand between a source mark and the next item

type Candidate = {
  readonly head: Head;
  readonly numbering: Numbering | null;
  readonly score: number;
  readonly level: number | null;
};
type Custom = { readonly numbered: boolean; readonly padded: boolean; readonly levels: ReadonlySet<number> };

/** The heads of an issue with numbered items, sections with Roman numbers or a contents list, found by evidence rather than by heading
 *  levels, which machine reading gets wrong. Null when the bulletin is not of this kind. */
export function issueHeads(tokens: readonly Token[], contents: Contents | null): Head[] | null {
  const first = collect(tokens, contents, null);
  const candidates = collect(tokens, contents, customOf(tokens, first.candidates));
  const strong = candidates.candidates.filter((candidate) => candidate.score >= STRONG).length;
  if (strong < 2 || strong * 2 < candidates.candidates.length) return null;
  return [...candidates.sections, ...candidates.candidates.map((candidate) => candidate.head)].sort(
    (a, b) => a.from - b.from,
  );
}

function collect(tokens: readonly Token[], contents: Contents | null, custom: Custom | null) {
  const sections: Head[] = [];
  const used = new Set<string>();
  const candidates: Candidate[] = [];
  let last = 0;
  let expected: readonly number[] = [1];
  for (let i = contents?.to ?? 0; i < tokens.length; ) {
    const section = sectionAt(tokens, i, contents, sections, used) ?? restartAt(tokens, i, expected, sections);
    if (section !== null) {
      sections.push(section);
      used.add(keyOf(section.title));
      expected = [1, last + 1]; // numbers begin anew in a section, or run on
      i = section.to;
      continue;
    }
    const candidate = candidateAt(tokens, i, { contents, custom, expected, sections });
    if (candidate !== null && candidate.score >= ENOUGH) {
      candidates.push(candidate);
      last = candidate.numbering?.value ?? last;
      if (candidate.numbering !== null) expected = [last + 1];
      i = candidate.head.to;
    } else i++;
  }
  return { sections, candidates };
}

/** A Roman number with a title behind or below it, or a title that the contents list names as a section. */
function sectionAt(
  tokens: readonly Token[],
  i: number,
  contents: Contents | null,
  before: readonly Head[],
  used: ReadonlySet<string>,
): Head | null {
  const token = tokens[i];
  if (token === undefined) return null;
  const numbering = numberingOf(token);
  if (token.kind === 'numeral') {
    const at = nextText(tokens, i + 1);
    const title = tokens[at];
    if (title === undefined || !isTitleLike(title) || title.text.length > LONGEST_SECTION) return null;
    const isRoman = numbering?.style === 'roman' && (title.level !== null || numbering.value === before.length + 1);
    if (!isRoman && listedSection(title, contents) === null) return null;
    const titleLines: Lines = [token.lines[0], title.lines[1]];
    return { ...headOf('section', tokens, at, null), from: i, number: numbering?.digits ?? null, titleLines };
  }
  if (!isTitleLike(token) || token.text.length > LONGEST_SECTION) return null;
  const listed = listedSection(token, contents);
  const isRoman = numbering?.style === 'roman' && numbering.certain && numbering.rest < token.text.length;
  if (isRoman && (listed !== null || isSet(token) || numbering.value === before.length + 1)) {
    return headOf('section', tokens, i, numbering);
  }
  if (listed === null && groupsListed(tokens, i, contents)) return headOf('section', tokens, i, null);
  if (listed === null || used.has(listed.key)) return null;
  const head = headOf('section', tokens, i, numbering?.certain ? numbering : null);
  return { ...head, number: head.number ?? listed.number };
}

/** A heading without a number behind the end of an item, where the numbers below begin anew with 01: a section whose own number was
 *  lost. */
function restartAt(
  tokens: readonly Token[],
  i: number,
  expected: readonly number[],
  sections: readonly Head[],
): Head | null {
  const token = tokens[i];
  const below = tokens[nextText(tokens, i + 1)];
  if (token === undefined || below === undefined || expected.includes(1)) return null;
  if (!isSet(token) || !isTitleLike(token) || token.text.length > LONGEST_SECTION || numberingOf(token) !== null)
    return null;
  const numbering = numberingOf(below);
  const isFirst = numbering?.style === 'bare' && numbering.value === 1 && numbering.digits.startsWith('0');
  const isOwn = numberBelow(tokens, i + 1) !== null;
  return isFirst && !isOwn && endsItem(tokens, i, sections) ? headOf('section', tokens, i, null) : null;
}

/** A heading from the contents list, unnumbered, with numbered or several headings of a deeper level right below. */
function groupsListed(tokens: readonly Token[], i: number, contents: Contents | null): boolean {
  const token = tokens[i];
  if (token === undefined || token.level === null || numberingOf(token)?.certain) return false;
  const level = token.level;
  const key = keyOf(token.text);
  const first = tokens[nextText(tokens, i + 1)];
  const isBelow = (other: Token | undefined) => other !== undefined && (other.level ?? 0) > level && isTitleLike(other);
  if (!contents?.entryByKey.has(key) || first === undefined || !isBelow(first)) return false;
  if (numberingOf(first)?.style === 'bare') return true;
  let members = 0;
  for (let j = i + 1; j < tokens.length && members < 2; j++) {
    const other = tokens[j];
    if (other === undefined || (other.level !== null && other.level <= level)) break;
    if (other.level === first.level && isBelow(other)) members++;
  }
  return members > 1;
}

function isSet(token: Token): boolean {
  return token.level !== null || token.bold;
}

function listedSection(token: Token, contents: Contents | null) {
  const numbering = numberingOf(token);
  const keys = [keyOf(token.text), keyOf(token.text.slice(numbering?.rest ?? 0))].filter((key) => key !== '');
  return keys.map((key) => contents?.sectionByKey.get(key)).find((section) => section !== undefined) ?? null;
}

type Setting = {
  readonly contents: Contents | null;
  readonly custom: Custom | null;
  readonly expected: readonly number[];
  readonly sections: readonly Head[];
};

function candidateAt(tokens: readonly Token[], i: number, setting: Setting): Candidate | null {
  const token = tokens[i];
  if (token === undefined) return null;
  const isNumeral = token.kind === 'numeral';
  const at = isNumeral ? nextText(tokens, i + 1) : i;
  const title = tokens[at];
  if (title === undefined || !isTitleLike(title)) return null;
  const numbering = numberingOf(token);
  if (numbering?.style === 'roman' || (isNumeral && numbering === null)) return null;
  const own = isNumeral || numbering?.certain || setting.expected.includes(numbering?.value ?? 0) ? numbering : null;
  const cut = isNumeral ? 0 : (own?.rest ?? 0);
  const listed = [cut, 0].some((from) => entryLike(setting.contents, title.text.slice(from)) !== null);
  if (!listed && own === null && !isSet(title)) return null;
  const base = {
    ...(signedHeadOf(tokens, at) ?? headOf('item', tokens, at, isNumeral ? null : own)),
    ...joinedTitle(tokens, at, setting.contents, cut),
  };
  const below = own === null ? numberBelow(tokens, base.to) : null;
  const counted = own ?? below?.numbering ?? null;
  const to = below === null ? base.to : below.at + 1;
  const titleLines: Lines = [token.lines[0], tokens[to - 1]?.lines[1] ?? base.titleLines[1]];
  const head = { ...base, from: i, to, number: counted?.digits ?? null, titleLines };
  const score = scoreOf(tokens, { token: below?.token ?? token, title, from: i, to, own: counted, listed }, setting);
  return { head, numbering: counted, score, level: token.level };
}

/** A number on a line of its own that machine reading put below the title it belongs to: a subtitle follows, no other title. */
function numberBelow(tokens: readonly Token[], to: number) {
  const at = nextText(tokens, to);
  const token = tokens[at];
  if (token?.kind !== 'numeral') return null;
  const numbering = numberingOf(token);
  const next = tokens[nextText(tokens, at + 1)];
  if (numbering?.style !== 'bare' || next === undefined || isTitleLike(next)) return null;
  return { at, token, numbering };
}

type Evidence = {
  readonly token: Token;
  readonly title: Token;
  readonly from: number;
  readonly to: number;
  readonly own: Numbering | null;
  readonly listed: boolean;
};

function scoreOf(tokens: readonly Token[], evidence: Evidence, { custom, expected, sections }: Setting): number {
  const { token, title, from, to, own, listed } = evidence;
  const isPadded = token.kind === 'numeral' || (own?.digits.startsWith('0') ?? false);
  const isHeading = isSet(token) || isSet(title);
  let score = 0;
  if (listed) score += POINTS.listed;
  if (tokens[nextText(tokens, to)]?.mark.includes('■')) score += POINTS.subtitled;
  if (endsItem(tokens, from, sections)) score += POINTS.behindSource;
  if (own !== null) score += expected.includes(own.value) ? POINTS.inSequence : POINTS.outOfSequence;
  if (isPadded) score += POINTS.padded;
  score += isHeading ? POINTS.heading : POINTS.plainText;
  if (own?.style === 'bracket') score += POINTS.bracket;
  if (isGenericHeading(title.folded)) score += POINTS.generic;
  if (custom === null) return score;
  if (own === null && custom.numbered) return score + POINTS.uncustomary;
  if (own === null) return score + (isHeading && custom.levels.has(token.level ?? 0) ? POINTS.customary : 0);
  if (custom.padded) return score + (isPadded ? POINTS.customary : POINTS.uncustomary);
  return score + (own.style === 'bare' && isHeading ? POINTS.customary : 0);
}

/** Whether what stands before is a section's title or the source of an item. */
function endsItem(tokens: readonly Token[], from: number, sections: readonly Head[]): boolean {
  let at = previousText(tokens, from);
  if (at < 0 || sections.at(-1)?.to === at + 1) return true;
  for (let steps = 0; at >= 0 && steps < SOURCE_REACH; steps++, at = previousText(tokens, at)) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'row') return false;
    if (token.kind === 'source') return !isFigureSource(tokens, at);
    if (token.kind === 'link') return true;
    if (token.level !== null) return false;
  }
  return false;
}

/** A title that runs over two headings: the first leaves a bracket or quotation open, or only both together are in the contents. */
function joinedTitle(tokens: readonly Token[], at: number, contents: Contents | null, cut: number): Partial<Head> {
  const next = nextText(tokens, at + 1);
  const title = tokens[at];
  const more = tokens[next];
  if (title === undefined || more === undefined || !isTitleLike(more) || more.level !== title.level) return {};
  if (numberingOf(more) !== null) return {};
  const text = `${title.text.slice(cut)} ${more.text}`;
  const key = keyOf(text);
  const isListed = contents?.entryByKey.has(key) ?? false;
  if (!isListed && !(isOpen(title.text) && !isOpen(text))) return {};
  return { to: next + 1, title: text.trim(), titleLines: [title.lines[0], more.lines[1]] };
}

function isOpen(text: string): boolean {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const pairs: readonly (readonly [RegExp, RegExp])[] = [
    [/[(（]/g, /[)）]/g],
    [/[「『]/g, /[」』]/g],
    [/“/g, /”/g],
    [/‘/g, /’/g],
  ];
  return pairs.some(([open, close]) => count(open) > count(close));
}

function customOf(tokens: readonly Token[], candidates: readonly Candidate[]): Custom {
  const strong = candidates.filter((candidate) => candidate.score >= STRONG);
  const share = (test: (candidate: Candidate) => boolean) => strong.filter(test).length >= strong.length * 0.7;
  const levels = new Set<number>();
  for (let level = 1; level <= 6; level++) {
    const plain = tokens.filter((token) => token.level === level && isTitleLike(token) && numberingOf(token) === null);
    const heads = strong.filter((candidate) => candidate.level === level && candidate.numbering === null);
    if (heads.length > 0 && heads.length * 2 >= plain.length) levels.add(level);
  }
  return {
    numbered: share(({ numbering }) => numbering !== null),
    padded: share(({ head, numbering }) => (numbering?.digits.startsWith('0') ?? false) || head.to - head.from > 1),
    levels,
  };
}
