import type { Lines } from './bulletin.ts';
import { isDelimiterRow } from './delimiter-row.ts';
import { fold } from './fold.ts';
import { isLinkWord, sourceLabel } from './labels.ts';
import { linksIn } from './links.ts';
import { plain, unmark } from './markup.ts';
import type { Line } from './normalize.ts';

type TokenKind =
  | 'blank'
  | 'rule'
  | 'heading'
  | 'numeral'
  | 'bullet'
  | 'note'
  | 'caption'
  | 'row'
  | 'table'
  | 'fence'
  | 'link'
  | 'source'
  | 'text';

/** One line, or a fenced or HTML block of several, with what it looks like by itself. `raw` is the line as normalized, `text` its plain
 *  text without the marks that open it, `folded` that text in NFKC. `mark` are those marks without white space; `level`
 *  is that of a Markdown or HTML heading, also on numerals and source marks set as headings. `indent` counts columns. */
export type Token = {
  readonly kind: TokenKind;
  readonly lines: Lines;
  readonly raw: string;
  readonly text: string;
  readonly folded: string;
  readonly mark: string;
  readonly level: number | null;
  readonly indent: number;
  readonly bold: boolean;
};

const RULE = /^\s*(?:[-*_=─━—]\s*){3,}$/;
const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
const HEADING = /^\s{0,3}(#{1,6})(?:\s|$)/;
const HTML_HEADING = /^\s*<h([1-6])(?:\s[^<>]*)?>.*<\/h\1\s*>\s*$/i;
const BOLD = /^\s*(?:\*\*|__)(?:(?!\*\*|__).)+(?:\*\*|__)\s*(?:\([^()]{1,30}\)\s*)?$/; // also with a day behind it
const ORDERED = /^\s*(\d{1,3}[.)])\s+(?!\d{1,2}\s*[.(월])(?=\S)/;
const NUMERAL = /^(?:제?\s*(?:[IVX]{1,5}|\d{1,2})\s*(?:장|부)?)[.)]?$/;
const CAPTION =
  /^(?:〈[^〈〉]*〉|<[^<>]*>|《[^》]*》|\[?(?:그림|표|도표|사진|자료|Fig(?:ure)?\.?|Table|图|表)\s*\d+[\].:)]?(?:\s.*|$)|[<〈[]\s*(?:그림|표|사진|참고)[^\]>〉]*[\]>〉].{0,80})$/iu;
const TAB_WIDTH = 4;

/** A blank token, where there is none at a place. */
export const NO_TOKEN: Token = {
  kind: 'blank',
  lines: [1, 1],
  raw: '',
  text: '',
  folded: '',
  mark: '',
  level: null,
  indent: 0,
  bold: false,
};

/** Reads lines one by one into tokens; only fences, HTML tables and underlined headings look at their neighbours. Every line is in
 *  exactly one token, in order. */
export function lex(lines: readonly Line[]): Token[] {
  const setting: Setting = {
    starIsBullet: starsAreBullets(lines),
    barRows: barRowsOf(lines),
    closers: closersOf(lines),
    unclosed: new Set(),
  };
  const tokens: Token[] = [];
  for (let i = 0; i < lines.length; ) {
    const fence = fenceLength(lines, i, setting);
    const length = fence ?? tableLength(lines, i, setting.unclosed);
    if (length === null) tokens.push(lineToken(lines, i, setting));
    else tokens.push(blockToken(lines.slice(i, i + length), fence === null ? 'table' : 'fence'));
    i += length ?? 1;
  }
  return tokens;
}

/** What a line's reading depends on beyond the line: `barRows` are indices of lines in Markdown tables, `unclosed` fences and tables that were opened
 *  and never closed. */
type Setting = {
  readonly starIsBullet: boolean;
  readonly barRows: ReadonlySet<number>;
  readonly closers: readonly number[];
  readonly unclosed: Set<string>;
};

function lineToken(lines: readonly Line[], i: number, setting: Setting): Token {
  const { number = i + 1, text: raw = '' } = lines[i] ?? {};
  const base = describe(raw, underlineLevel(lines, i));
  const kind = kindOf(lines, i, base, setting);
  return { ...base, kind, lines: [number, number], raw };
}

type Description = Omit<Token, 'kind' | 'lines' | 'raw'>;

function describe(raw: string, underlined: number | null): Description {
  const hashes = HEADING.exec(raw)?.[1]?.length ?? null;
  const html = HTML_HEADING.exec(raw)?.[1];
  const { number, mark, text } = markOf(raw);
  return {
    mark: `${number}${mark}`,
    text,
    folded: fold(text).text,
    level: hashes ?? (html === undefined ? underlined : Number(html)),
    indent: columns(raw),
    bold: BOLD.test(raw.replace(/^\s*#{1,6}\s+/, '')),
  };
}

/** The marks of a line and the text behind them. A number with nothing but marks behind it is text itself. */
function markOf(raw: string): { readonly number: string; readonly mark: string; readonly text: string } {
  const ordered = ORDERED.exec(raw);
  const entry = ordered === null ? null : unmark(raw.slice(ordered[0].length));
  return entry === null || entry.text === ''
    ? { number: '', ...unmark(raw) }
    : { number: ordered?.[1] ?? '', ...entry };
}

function kindOf(lines: readonly Line[], i: number, line: Description, setting: Setting): TokenKind {
  const raw = lines[i]?.text ?? '';
  if (raw.trim() === '') return 'blank';
  if (RULE.test(raw) || isDelimiterRow(raw)) return 'rule';
  if (isRow(lines, i, setting.barRows)) return 'row';
  if (plain(raw) === '' || line.text === '') return 'rule';
  if (sourceLabel(line.folded) !== null) return 'source';
  if (NUMERAL.test(line.folded) && !/[-•]/.test(line.mark)) return 'numeral';
  if (line.level !== null) return 'heading';
  if (CAPTION.test(line.folded)) return 'caption';
  if (isLinkLine(raw, line.text)) return 'link';
  if (isStar(raw, line.mark, setting.starIsBullet) || line.mark.endsWith('※')) return 'note';
  return line.mark.replace(/>/g, '') === '' ? 'text' : 'bullet';
}

function isStar(raw: string, mark: string, starIsBullet: boolean): boolean {
  if (!mark.endsWith('*')) return false;
  const isMarkdownBullet = /^\s*\*\s/.test(raw) && mark === '*';
  return !(isMarkdownBullet && starIsBullet);
}

/** A star opens list entries where stars are the only list marks, notes where other marks are in use. */
function starsAreBullets(lines: readonly Line[]): boolean {
  const count = (pattern: RegExp) => lines.filter((line) => pattern.test(line.text)).length;
  return count(/^\s*\*\s+\S/) > count(/^\s*(?:[-+•▪◦○●□■ㅇ▶]|\d+\.)\s*[^\s-]/);
}

/** A line that is nothing but one link with an address or a word like 원문 for its text. */
function isLinkLine(raw: string, text: string): boolean {
  const [link, second] = linksIn(raw);
  if (link === undefined || second !== undefined) return false;
  const shown = plain(link.text);
  if (text !== shown && text !== link.text && text !== `<${link.text}>`) return false;
  return /^(?:https?:\/\/|www\.)/i.test(shown) || isLinkWord(fold(shown).text);
}

function isRow(lines: readonly Line[], i: number, barRows: ReadonlySet<number>): boolean {
  const raw = lines[i]?.text ?? '';
  if (raw.includes('\t')) return isTabRow(raw) || (isTabbed(raw) && isBesideTabs(lines, i));
  if (/^\s*\|.*[^\\]\|/.test(raw)) return true;
  return barRows.has(i);
}

/** Two cells or more with tabs between them; a tab before a list mark is only an indent. */
function isTabbed(raw: string): boolean {
  return raw.slice(0, Math.max(0, raw.lastIndexOf('\t'))).trim() !== '' && !HEADING.test(raw);
}

function isTabRow(raw: string): boolean {
  return isTabbed(raw) && raw.split('\t').length >= 3;
}

/** Whether one of the next two lines in either direction, none of them blank, has tabs between cells. */
function isBesideTabs(lines: readonly Line[], i: number): boolean {
  const at = (j: number) => lines[j]?.text ?? '';
  return [-1, 1].some((step) => isTabbed(at(i + step)) || (at(i + step).trim() !== '' && isTabbed(at(i + 2 * step))));
}

/** The lines with bars above and below a line of dashes, down to the first line without a bar. */
function barRowsOf(lines: readonly Line[]): Set<number> {
  const rows = new Set<number>();
  let inTable = false;
  lines.forEach(({ text }, i) => {
    const hasBar = /[^\\]\|/.test(text);
    const isDelimiter = hasBar && isDelimiterRow(text);
    if (isDelimiter && /[^\\]\|/.test(lines[i - 1]?.text ?? '')) rows.add(i - 1);
    inTable = isDelimiter || (inTable && hasBar);
    if (inTable && !isDelimiter) rows.add(i);
  });
  return rows;
}

/** The level of a heading underlined with === or ---, for a short line that opens a paragraph. */
function underlineLevel(lines: readonly Line[], i: number): number | null {
  const raw = lines[i]?.text ?? '';
  const below = lines[i + 1]?.text ?? '';
  const opens = i > 0 ? (lines[i - 1]?.text ?? '').trim() === '' : true;
  if (!opens || !/^\s{0,3}[^\s#>|*+-]/.test(raw) || raw.length > 120 || RULE.test(raw) || raw.includes('\t'))
    return null;
  if (/^={3,}\s*$/.test(below)) return 1;
  return /^-{3,}\s*$/.test(below) ? 2 : null;
}

/** Indices of the lines that may close a fence. */
function closersOf(lines: readonly Line[]): number[] {
  return lines.flatMap(({ text }, i) => (/^\s*[`~]{3,}\s*$/.test(text) ? [i] : []));
}

function fenceLength(lines: readonly Line[], i: number, { closers, unclosed }: Setting): number | null {
  const fence = FENCE.exec(lines[i]?.text ?? '')?.[1];
  if (fence === undefined || unclosed.has(fence)) return null;
  for (let k = firstAbove(closers, i); k < closers.length; k++) {
    const at = closers[k] ?? i;
    if (lines[at]?.text.trimStart().startsWith(fence)) return saysMore(lines, i, at) ? at - i + 1 : null;
  }
  unclosed.add(fence);
  return null;
}

/** Whether a fence holds text, or nothing stands behind its mark either: an empty one must not swallow the words there. */
function saysMore(lines: readonly Line[], from: number, to: number): boolean {
  const isBare = plain((lines[from]?.text ?? '').replace(FENCE, '')) === '';
  return isBare || lines.slice(from + 1, to).some(({ text }) => plain(text) !== '');
}

/** The position of the first number above `least` in an ascending list. */
function firstAbove(ascending: readonly number[], least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) > least) high = middle;
    else low = middle + 1;
  }
  return low;
}

function tableLength(lines: readonly Line[], i: number, unclosed: Set<string>): number | null {
  if (unclosed.has('table') || !/^\s*<table[\s>]/i.test(lines[i]?.text ?? '')) return null;
  for (let j = i; j < lines.length; j++) {
    if (/<\/table\s*>/i.test(lines[j]?.text ?? '')) return j - i + 1;
  }
  unclosed.add('table');
  return null;
}

function blockToken(lines: readonly Line[], kind: 'fence' | 'table'): Token {
  const raw = lines.map((line) => line.text).join('\n');
  const shown = kind === 'fence' ? lines.slice(1, -1) : lines;
  const text = plain(shown.map((line) => line.text).join('\n'));
  const first = lines[0]?.number ?? 1;
  const folded = fold(text).text;
  return {
    kind: text === '' ? 'rule' : kind,
    lines: [first, first + lines.length - 1],
    raw,
    text,
    folded,
    mark: '',
    level: null,
    indent: 0,
    bold: false,
  };
}

function columns(raw: string): number {
  const space = /^[ \t>]*/.exec(raw)?.[0] ?? '';
  return [...space].reduce((sum, character) => sum + (character === '\t' ? TAB_WIDTH : 1), 0);
}
