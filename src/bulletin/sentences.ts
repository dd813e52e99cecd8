import { findDates } from './dates.ts';

const STOP = /[.!?。！？．](?:[.!?。！？．])*/g;
const CLOSING = /["'”’」』》〉)\]）】]/;
const PAIRS: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '（': '）',
  '【': '】',
  '「': '」',
  '『': '』',
  '《': '》',
  '〈': '〉',
  '“': '”',
  '‘': '’',
  '{': '}',
};
const MARK = /[()[\]（）【】「」『』《》〈〉“”‘’{}"']/g; // all of these, and those that open and close alike
const ABBREVIATION =
  /(?:^|[^\p{L}])(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Rev|Gen|Sen|Rep|Gov|Hon|vs|cf|e\.g|i\.e|etc|ca|approx|No|Nos|Vol|Vols|pp?|Figs?|Eqs?|Sec|Ch|Ed|Eds|al|Inc|Ltd|Co|Corp|Dept|Univ|Assn|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m|Ph\.D|ver|est|\p{Lu}|(?:\p{L}\.)+\p{L})$/iu;
const ENDS_CLAUSE = /^(?:etc|a\.m|p\.m|al)$/i;
const GLUED_END = /[다요음임함됨]$/u;
const LONGEST_QUOTATION = 400; // characters; a bracket whose partner is further away is taken for a stray one

/** Splits text into sentences, Korean, Chinese or English. Dates such as "3. 4.(화)", numbers, abbreviations, addresses and what
 *  stands in quotation marks or brackets stay whole; a line break ends a sentence. The pieces are trimmed, none is empty, and white space
 *  aside they joined are the text.
 *  @example sentences('의결했다. 시행한다.') // => ['의결했다.', '시행한다.'] */
export function sentences(text: string): string[] {
  return text
    .split(/\n/)
    .flatMap(inLine)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

function inLine(text: string): string[] {
  const kept = [...enclosed(text), ...addresses(text), ...dates(text)];
  const covered = new Uint8Array(text.length);
  for (const { start, end } of kept) covered.fill(1, start, end);
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(STOP)) {
    const stop = match.index + match[0].length;
    const end = endOfSentence(text, match.index, stop, covered);
    if (end === null || end <= from) continue;
    pieces.push(text.slice(from, end));
    from = end;
  }
  return [...pieces, text.slice(from)];
}

/** Where the sentence whose stop is at [at, stop) ends, closing marks included; null when the stop ends none. */
function endOfSentence(text: string, at: number, stop: number, covered: Uint8Array): number | null {
  let end = stop;
  while (end < text.length && CLOSING.test(text[end] ?? '') && covered[end] === covered[at]) end++;
  if (covered[at] === 1 && (covered[end] === 1 || !quotationEnds(text, end, covered))) return null;
  const next = text[end] ?? ' ';
  const mark = text[stop - 1] ?? '';
  if (/[。！？．]/.test(mark)) return end;
  const before = text.slice(Math.max(0, at - 24), at);
  if (!/\s/.test(next)) return GLUED_END.test(before) && mark === '.' && /\p{Script=Hangul}/u.test(next) ? end : null;
  return mark === '.' && !periodEnds(before, text.slice(end).trimStart(), at) ? null : end;
}

/** A stop inside quotation marks ends a sentence when the quotation is the whole of it. */
function quotationEnds(text: string, end: number, covered: Uint8Array): boolean {
  let start = end - 1;
  while (start > 0 && covered[start - 1] === 1) start--;
  const opener = text[start] ?? '';
  if (!/["“‘'「『]/.test(opener) || !CLOSING.test(text[end - 1] ?? '')) return false;
  const before = text.slice(0, start).trimEnd();
  const following = text.slice(end).trimStart();
  return (
    (before === '' || /[.!?。！？:：]/.test(before.at(-1) ?? '')) &&
    !/^(?:라고|라는|이라|라며|고 |하고|며 |,|，|\p{Ll})/u.test(following)
  );
}

function periodEnds(before: string, following: string, at: number): boolean {
  if (/[\d０-９]$/.test(before)) {
    if (/^[\d０-９]{1,4}\s*[.월年월日]/.test(following) || /^\d/.test(following)) return false;
    const isOrdinal = /^\s*[\d０-９]{1,3}$/.test(before) && at < 6;
    return !isOrdinal;
  }
  const abbreviation = ABBREVIATION.exec(before)?.[0].replace(/^[^\p{L}]/u, '') ?? null;
  if (abbreviation === null) return !/^[가-하]$/u.test(before.trim()) || at > 2;
  return ENDS_CLAUSE.test(abbreviation) && /^[\p{Lu}\p{Script=Hangul}"“]/u.test(following);
}

type Stretch = { readonly start: number; readonly end: number };

/** Brackets and quotation marks with their contents, outermost only. A mark without its partner encloses nothing. */
function enclosed(text: string): Stretch[] {
  const ends = partners(text);
  const found: Stretch[] = [];
  let from = 0;
  for (const start of [...ends.keys()].sort((a, b) => a - b)) {
    const end = ends.get(start);
    if (end === undefined || start < from) continue;
    from = end + 1;
    found.push({ start, end: from });
  }
  return found;
}

/** Where each opening mark's partner stands: of a bracket, by its depth; of a quotation mark, the next that opens nothing. */
function partners(text: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const open = new Map<string, number[]>(); // by the mark that closes
  const close = (start: number, end: number) => {
    if (end - start < LONGEST_QUOTATION) found.set(start, end);
  };
  for (const { 0: mark, index: at } of text.matchAll(MARK)) {
    const closing = PAIRS[mark] ?? mark;
    const waiting = open.get(closing) ?? [];
    open.set(closing, waiting);
    if (closing !== mark) waiting.push(at);
    else if (mark !== '"' && mark !== "'") close(waiting.pop() ?? Number.NEGATIVE_INFINITY, at);
    else if (opensQuotation(text, at)) waiting.push(at);
    else if (!isYearMark(text, at)) for (const start of waiting.splice(0)) close(start, at);
  }
  return found;
}

function opensQuotation(text: string, at: number): boolean {
  const before = text[at - 1] ?? ' ';
  const after = text[at + 1] ?? ' ';
  return /[\s([{（“‘「『《〈,·:=/]/.test(before) && /\S/.test(after) && !isYearMark(text, at);
}

/** The apostrophe of '24년, '24.7.24 or '24~'27, which quotes nothing. */
function isYearMark(text: string, at: number): boolean {
  return /^'\d{2}(?!\d)\s*(?:[년.~∼\-–),/말]|$|\s)/.test(text.slice(at, at + 6));
}

function addresses(text: string): Stretch[] {
  return [...text.matchAll(/(?:https?:\/\/|www\.)[^\s<>"']*[^\s<>"'.,!?]/g)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
  }));
}

/** Dates, their last stop included unless a sentence may end with it. */
function dates(text: string): Stretch[] {
  return findDates(text, null).map(({ start, end }) => ({ start, end }));
}
