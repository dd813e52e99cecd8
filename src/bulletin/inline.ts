import { linkAt } from './links.ts';

const BLOCK_TAGS = new Set(
  'address article aside blockquote body br caption center col colgroup dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main meta nav ol optgroup option p pre script section select style summary table tbody td template textarea tfoot th thead title tr ul'.split(
    ' ',
  ),
);
const INLINE_TAGS = new Set(
  'a abbr acronym b bdi bdo big button cite code data del dfn em font i img input ins kbd label mark meter o output picture q rp rt ruby s samp small source span strike strong sub sup svg time tt u var video wbr'.split(
    ' ',
  ),
);
const TAG = /<\/?([a-zA-Z][a-zA-Z0-9]*)(?:[\s/][^<>]*)?>/y;
const COMMENT = /<!--.*?-->/y;
const ESCAPE = /\\([!-/:-@[-`{-~])/y;
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,30}));/y;
const LATEX = /\$\$?(?=[^$\n]*[\\^_{])[^$\n]+\$\$?/y;
const CODE = /(`+)(?!`)(?!\d\d(?!\d)[년.~\s-])(.+?)(?<!`)\1(?!`)/y;
const DELIMITERS = /\*+|_+|~{2}/y;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
  middot: '·',
  bull: '•',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  sbquo: '‚',
  laquo: '«',
  raquo: '»',
  lang: '〈',
  rang: '〉',
  times: '×',
  divide: '÷',
  plusmn: '±',
  deg: '°',
  micro: 'µ',
  copy: '©',
  reg: '®',
  trade: '™',
  sect: '§',
  para: '¶',
  cent: '¢',
  pound: '£',
  yen: '¥',
  euro: '€',
  frac12: '½',
  frac14: '¼',
  sup2: '²',
  sup3: '³',
  larr: '←',
  uarr: '↑',
  rarr: '→',
  darr: '↓',
  le: '≤',
  ge: '≥',
  ne: '≠',
  asymp: '≈',
  infin: '∞',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  mu: 'μ',
  sigma: 'σ',
  omega: 'ω',
  Omega: 'Ω',
  prime: '′',
  Prime: '″',
  ouml: 'ö',
  uuml: 'ü',
  auml: 'ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  Auml: 'Ä',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  ccedil: 'ç',
};

type Piece = { text: string; readonly delimiter: boolean; readonly opens: boolean; readonly closes: boolean };

/** The text of one line without its inline marks: emphasis, escapes, links, images, HTML tags, entities, code. Block tags become a
 *  space; white space is not collapsed. A mark without its partner is text.
 *  @example inline('**최대 40%**의 <b>위험</b>\\*') // => '최대 40%의 위험*' */
export function inline(text: string): string {
  const pieces: Piece[] = [];
  const ends = endsOf(text);
  for (let at = 0; at < text.length; ) {
    const { piece, end } = pieceAt(text, at, ends);
    pieces.push(piece);
    at = end;
  }
  undoPairs(pieces);
  return pieces.map((piece) => piece.text).join('');
}

function pieceAt(text: string, at: number, ends: Ends): { piece: Piece; end: number } {
  switch (text[at]) {
    case '\\':
      return literal(text, at, ESCAPE, (match) => match[1] ?? '');
    case '`':
      return code(text, at, ends);
    case '$':
      return literal(text, at, LATEX, (match) => match[0]);
    case '&':
      return literal(text, at, ENTITY, entity);
    case '<':
    case '[':
    case '!':
      return markup(text, at, ends);
    case '*':
    case '_':
    case '~':
      return delimiter(text, at);
    default:
      return plainRun(text, at);
  }
}

const BACKTICKS = /`+/y;

/** Where the last run of each number of backticks begins, and the last end of a comment: what opens behind is never closed. */
type Ends = { readonly runs: ReadonlyMap<number, number>; readonly comment: number };

function endsOf(text: string): Ends {
  const runs = new Map<number, number>();
  if (text.includes('`')) for (const { 0: run, index } of text.matchAll(/`+/g)) runs.set(run.length, index);
  return { runs, comment: text.includes('<!--') ? text.lastIndexOf('-->') : -1 };
}

function code(text: string, at: number, ends: Ends): { piece: Piece; end: number } {
  BACKTICKS.lastIndex = at;
  const run = BACKTICKS.exec(text)?.[0] ?? '';
  CODE.lastIndex = at;
  const isClosed = (ends.runs.get(run.length) ?? 0) > at && CODE.test(text);
  return literal(text, at, isClosed ? CODE : BACKTICKS, (match) => (isClosed ? match[2] : match[0]) ?? '');
}

const ORDINARY = /[^\\`$&<[!*_~]+/y;

function plainRun(text: string, at: number): { piece: Piece; end: number } {
  return literal(text, at, ORDINARY, (match) => match[0]);
}

/** What `pattern` matches at a place, as text; without a match the one character there. */
function literal(text: string, at: number, pattern: RegExp, read: (match: RegExpExecArray) => string) {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  const piece = {
    text: match === null ? (text[at] ?? '') : read(match),
    delimiter: false,
    opens: false,
    closes: false,
  };
  return { piece, end: at + (match === null ? 1 : match[0].length) };
}

function markup(text: string, at: number, ends: Ends): { piece: Piece; end: number } {
  const link = linkAt(text, at);
  if (link !== null) {
    const shown = link.kind === 'link' ? inline(link.text) : link.text;
    return { piece: { text: shown, delimiter: false, opens: false, closes: false }, end: link.end };
  }
  if (at < ends.comment && text.startsWith('<!--', at)) return literal(text, at, COMMENT, () => '');
  if (text[at] !== '<') return literal(text, at, /./sy, (match) => match[0]);
  return literal(text, at, TAG, (match) => {
    const name = (match[1] ?? '').toLowerCase();
    if (BLOCK_TAGS.has(name)) return ' ';
    return INLINE_TAGS.has(name) ? '' : match[0];
  });
}

function entity(match: RegExpExecArray): string {
  const [whole, decimal, hex, name] = match;
  if (name !== undefined) return NAMED[name] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  if (!isCharacter) return whole;
  const character = String.fromCodePoint(code);
  return /[\p{Cc}\p{Cf}]/u.test(character) ? '' : character;
}

/** A run of `*`, `_` or `~~`. Unlike in CommonMark a pair may close between punctuation and a Korean particle (**40%**의); a single
 *  star behind a letter or digit is a footnote or a product sign. */
function delimiter(text: string, at: number): { piece: Piece; end: number } {
  DELIMITERS.lastIndex = at;
  const run = DELIMITERS.exec(text)?.[0];
  if (run === undefined) return literal(text, at, /./sy, (match) => match[0]);
  const end = at + run.length;
  const before = text[at - 1] ?? ' ';
  const after = text[end] ?? ' ';
  const inWord = /[\p{L}\p{N}]/u;
  const strict = run === '*' || run.startsWith('_');
  const opens = /\S/.test(after) && !(strict && inWord.test(before));
  const closes = /\S/.test(before) && !(run === '_' && inWord.test(after));
  return { piece: { text: run, delimiter: true, opens, closes }, end };
}

/** Empties each delimiter run that closes an earlier one of the same kind and length. */
function undoPairs(pieces: readonly Piece[]): void {
  const open: Piece[] = [];
  const waiting = new Map<string, number>();
  const count = (run: string, by: number) => waiting.set(run, (waiting.get(run) ?? 0) + by);
  for (const piece of pieces) {
    if (!piece.delimiter) continue;
    const run = piece.text;
    if (piece.closes && (waiting.get(run) ?? 0) > 0) {
      let opener = open.pop();
      while (opener !== undefined && opener.text !== run) {
        count(opener.text, -1);
        opener = open.pop();
      }
      count(run, -1);
      if (opener !== undefined) opener.text = '';
      piece.text = '';
    } else if (piece.opens) {
      open.push(piece);
      count(run, 1);
    }
  }
}
