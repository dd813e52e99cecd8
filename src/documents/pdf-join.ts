import { type Char, type Line, textOf } from './pdf-lines.ts';

/** How a document breaks its lines, learnt from all of them. */
export type Breaks = {
  /** Spaces at line ends are drawn, so where none is a word goes on. */
  readonly keepsSpaces: boolean;
  /** Hangul is broken between words only. */
  readonly breaksAtWords: boolean;
  /** How often letters follow each other inside a word, and with a space between them. */
  readonly inside: ReadonlyMap<string, number>;
  readonly apart: ReadonlyMap<string, number>;
  /** The share of breaks between letters that have a space. */
  readonly base: number;
  readonly words: ReadonlySet<string>;
  /** Words are parted with a sign of its own, so a hyphen at the end of a line is part of the word. */
  readonly hasBreakSigns: boolean;
};

/** A line and how far it could have run. */
export type Bounded = { readonly line: Line; readonly right: number };

const HANGUL = /\p{Script=Hangul}/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const CLOSING = /^[,.;:!?)\]}'"’”」』》〉%·]/u;
/** What stands behind a noun and never alone. */
const PARTICLE =
  /^(?:을|를|은|는|의|에|에서|에게|으로|로|와|과|도|만|까지|부터|하고|하여|하는|한다|했다|하며|하기|한|된|되는|적|적인|적으로|들|들이|들은|들을|인|이며|이고)(?=$|[\s,.)])/u;
/** Words that never open or close another. */
const ALONE = /^(?:등|및|또는|약|총)(?=$|[\s,.])/u;
const SLACK = 0.3; // em by which a line may end short of its margin
const KEPT = 0.2; // of line ends, with a space drawn
/** Letters before and after a break that are looked up elsewhere in the document: together, then each side by itself. */
const TOGETHER = [
  [2, 2],
  [1, 2],
  [2, 1],
] as const;
const BEFORE = [
  [2, 0],
  [1, 0],
] as const;
const AFTER = [
  [0, 2],
  [0, 1],
] as const;
const CONTEXTS = [...TOGETHER, ...BEFORE, ...AFTER];
/** How words often end, and seldom go on. */
const ENDING = /\p{L}(?:[는을를의]|에서|에게|으로|부터|까지|하여|하고|하며|기로|위해|통해|대한|관한|따른|적인|및)$/u;
const ENDING_WEIGHT = 1.5; // log odds

/** First parts of words that keep their hyphen. */
const HYPHENED =
  /(?:^|[^\p{L}])(?:self|non|well|high|low|long|short|co|ex|mid|half|all|cross|so|state|one|two|three|four|five|six|ten)-$/iu;

/** Learns how a document breaks its lines; `pairs` are lines that follow each other in one paragraph as far as their widths tell. */
export function breaksOf(lines: readonly Line[], pairs: readonly (readonly [Bounded, Line])[]): Breaks {
  const inside = new Map<string, number>();
  const apart = new Map<string, number>();
  const words = new Set<string>();
  for (const text of lines.map(textOf)) learn(text, inside, apart, words);
  const ends = pairs.filter(([{ line }]) => line.endsInSpace);
  const hangul = pairs.filter(
    ([{ line }, next]) => HANGUL.test(line.chars.at(-1)?.text ?? '') && HANGUL.test(next.chars[0]?.text ?? ''),
  );
  const early = hangul.filter(
    ([{ line, right }, next]) => right - line.x1 > spaceWidth(line) + widthOf(next.chars[0]) + SLACK * line.size,
  );
  return {
    keepsSpaces: ends.length > KEPT * pairs.length,
    breaksAtWords: early.length >= 2 && early.length > 0.2 * hangul.length,
    inside,
    apart,
    base: share(apart, inside),
    words,
    hasBreakSigns: pairs.some(([{ line }]) => /[\u00ad\u2010]/.test(line.chars.at(-1)?.text ?? '')),
  };
}

/** Whether a line ran to its margin: the next one's first word, or at least its first letter, had no room any more. */
export function runsToMargin({ line, right }: Bounded, next: Line): boolean {
  const end = next.chars.findIndex((char) => char.text === ' ');
  const word = next.chars.slice(0, end === -1 ? next.chars.length : end);
  const width = (word.at(-1)?.x1 ?? 0) - (word[0]?.x0 ?? 0);
  const room = right - line.x1 - SLACK * line.size;
  return room < spaceWidth(line) + width;
}

/** What joins a line with the next of its paragraph: a space, nothing, or nothing in place of a hyphen.
 *  @example joint(line('자료입니다. 관'), line('련 자료'), breaks) // => '' */
export function joint({ line, right }: Bounded, next: Line, breaks: Breaks): ' ' | '' | 'unhyphened' {
  const [a, b] = [textOf(line), textOf(next)];
  const [last = '', first = ''] = [a.at(-1) ?? '', b.at(0) ?? ''];
  if (/[\u00ad\u2010]/.test(last) && /^\p{L}/u.test(b)) return 'unhyphened';
  if (isOneLink(line.chars.at(-1), next.chars[0]) && /^\S*$/.test(b) && !/\s/.test(a.slice(-20)) && /[/:._-]/.test(a))
    return '';
  if (/\p{Ll}-$/u.test(a) && /^\p{Ll}/u.test(b)) return hyphenated(a, b, breaks);
  if (line.endsInSpace) return ' ';
  if (UNSPACED.test(last) && (UNSPACED.test(first) || CLOSING.test(b))) return '';
  if (!HANGUL.test(last) && !HANGUL.test(first)) return isLatin(last) && isLatin(first) ? ' ' : betweenSigns(a, b);
  if (breaks.breaksAtWords && !breaks.keepsSpaces && HANGUL.test(first)) return ' ';
  return betweenSyllables({ line, right }, next, breaks);
}

function betweenSigns(a: string, b: string): ' ' | '' {
  if (CLOSING.test(b) || /[([{'"‘“「『《〈~·/]$/u.test(a)) return '';
  return UNSPACED.test(a.at(-1) ?? '') || UNSPACED.test(b.at(0) ?? '') ? '' : ' ';
}

/** Hangul is often broken inside of words. With room left for the first letter the break is at a space; else the letters around it
 *  tell, as they stand elsewhere in the document. */
function betweenSyllables({ line, right }: Bounded, next: Line, breaks: Breaks): ' ' | '' {
  const [a, b] = [textOf(line), textOf(next)];
  const room = right - line.x1;
  const width = HANGUL.test(b.at(0) ?? '') ? widthOf(next.chars[0]) : wordWidth(next);
  if (!breaks.keepsSpaces && room > width + 0.05 * line.size) return ' ';
  if (opensQuote(a, b)) return ' ';
  if (CLOSING.test(b)) return '';
  if (/[,.;:!?]$/.test(a)) return ' ';
  if (PARTICLE.test(b)) return '';
  if (ALONE.test(b)) return ' ';
  if (/[)\]’”'"」』》〉]$/u.test(a)) return ' ';
  return spaceOdds(a, b, breaks) > 0 ? ' ' : '';
}

/** Whether a text opens with a quotation mark that closes none before it. */
function opensQuote(a: string, b: string): boolean {
  const [mark = ''] = b;
  return /^['"][\p{L}\p{N}]/u.test(b) && a.split(mark).length % 2 === 1;
}

/** Log odds of a space between two texts, by what stands around such breaks elsewhere in the document. */
function spaceOdds(a: string, b: string, { inside, apart, base }: Breaks): number {
  const oddsOf = ([before, after]: readonly [number, number]) => {
    const key = `${a.slice(a.length - before)}|${b.slice(0, after)}`;
    const [within, between] = [inside.get(key) ?? 0, apart.get(key) ?? 0];
    return within + between === 0 ? null : Math.log((between + base) / (within + 1 - base)) - prior;
  };
  const prior = Math.log(base / (1 - base));
  const found = [TOGETHER, BEFORE, AFTER].map((contexts) => contexts.map(oddsOf).find((odds) => odds !== null) ?? 0);
  return prior + found.reduce((sum, odds) => sum + odds, 0) + (ENDING.test(a) ? ENDING_WEIGHT : 0);
}

/** A hyphen at the end of a line stays where it belongs to the word: a known one, or one that customarily has it. */
function hyphenated(a: string, b: string, { words, hasBreakSigns }: Breaks): '' | 'unhyphened' {
  if (hasBreakSigns || HYPHENED.test(a)) return '';
  const before = /[\p{L}-]*$/u.exec(a)?.[0] ?? '';
  const after = /^[\p{L}-]*/u.exec(b)?.[0] ?? '';
  return words.has((before + after).toLowerCase()) ? '' : 'unhyphened';
}

/** The share of one count in two, from what stands before each break; between 5 and 95 %. */
function share(of: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const sum = (map: ReadonlyMap<string, number>) =>
    [...map].reduce((n, [key, count]) => n + (/^.\|$/su.test(key) ? count : 0), 1);
  return Math.min(0.95, Math.max(0.05, sum(of) / (sum(of) + sum(other))));
}

function learn(text: string, inside: Map<string, number>, apart: Map<string, number>, words: Set<string>): void {
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const word of text.split(' '))
    if (/\p{L}/u.test(word)) words.add(word.toLowerCase().replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
  for (let i = 1; i < text.length; i++) {
    const isSpace = text[i] === ' ';
    const from = isSpace ? i + 1 : i;
    if (!HANGUL.test(text[i - 1] ?? '') && !HANGUL.test(text[from] ?? '')) continue;
    for (const [before, after] of CONTEXTS) {
      if (i < before || from + after > text.length) continue;
      count(isSpace ? apart : inside, `${text.slice(i - before, i)}|${text.slice(from, from + after)}`);
    }
  }
}

function isOneLink(last: Char | undefined, first: Char | undefined): boolean {
  return last?.url != null && last.url === first?.url;
}

function isLatin(sign: string): boolean {
  return /[\p{Script=Latin}\p{N}]/u.test(sign);
}

function widthOf(char: Char | undefined): number {
  return char === undefined ? 0 : char.x1 - char.x0;
}

function wordWidth(line: Line): number {
  const end = line.chars.findIndex((char) => char.text === ' ');
  const word = line.chars.slice(0, end === -1 ? line.chars.length : end);
  return (word.at(-1)?.x1 ?? 0) - (word[0]?.x0 ?? 0);
}

function spaceWidth(line: Line): number {
  const space = line.chars.find((char) => char.text === ' ');
  return space === undefined ? 0.25 * line.size : Math.min(widthOf(space), 0.5 * line.size);
}
