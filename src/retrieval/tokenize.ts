import { simplified } from './simplified.ts';

/** The kinds of characters that words are made of; all others stand between words. */
const HANGUL = 1;
const HAN = 2;
const DIGIT = 3;
const LETTER = 4; // of any other script
const NONE = 5;
const KINDS = [
  [/^\p{Script=Hangul}$/u, HANGUL],
  [/^\p{Script=Han}$/u, HAN],
  [/^\d$/, DIGIT],
  [/^\p{L}$/u, LETTER],
] as const;
/** The kind of each character up to U+FFFF that was met, else 0: a regular expression over runs takes five times as long. */
const kindsMet = new Uint8Array(0x10000);
const SURROGATE = /[\uD800-\uDFFF]/; // half of a character that takes two, whose kind depends on the other half

// 나이 is not 나 + 이; but a particle of two syllables or more leaves little doubt (달에서), unless a verb may end so (줄이나).
const FREE_STEM = 2;
const LONG_PARTICLE_STEM = 1;
const PLAIN_PARTICLE = /^[^이인라]./u;

/** Particles and copulas that close a Korean word, longest first so that 에서는 goes whole before 는. */
const PARTICLES = [
  '으로부터 에서부터 이라는 이라고 으로써 으로서 에게서 에서는 에서의 에서도 까지는 까지의 까지도 부터는 으로는 으로의 으로도 에게는',
  '에서 에게 한테 까지 부터 으로 보다 처럼 마다 조차 라는 라고 이나 이란 이며 에는 에도 와의 과의 로의 로는 로도 로서 로써 인가 인지 이야 에요',
  '은 는 이 가 을 를 의 에 와 과 도 로 만 나 란 야',
].flatMap((line) => line.split(' '));

/** The particles that end in a character, in the same order, each with whether it is a plain one. */
const PARTICLES_BY_END = new Map(
  [...new Set(PARTICLES.map((particle) => particle.slice(-1)))].map((end) => [
    end,
    PARTICLES.filter((particle) => particle.endsWith(end)).map((text) => ({ text, plain: PLAIN_PARTICLE.test(text) })),
  ]),
);

/** Words that make a sentence a question, in the three languages; they say nothing about its subject. */
const QUESTION_WORDS = new Set(
  [
    '무엇 무엇인가 무엇이 무엇을 무엇인가요 무엇입니까 뭐 뭐야 뭐지 뭔가 뭔가요 뭐가 뭘 뭐라고 무슨 어떤 어떤가 어느 어디 어디야 어디인가 어디서 어디에 어디에서 언제 언제야 언제인가',
    '누가 누구 누구야 누구인가 왜 얼마 얼마야 얼마나 얼마인가 몇 어떻게 어때 있나 있나요 있어 있는가 있습니까 인가 인가요 인지 이야 입니까 되나 되나요 됐나 됐어 했나 했어 하나 하나요 한가',
    '알려줘 알려주세요 알려줄래 설명해줘 설명해주세요 말해줘 요약해줘 찾아줘 보여줘 궁금해 궁금합니다 대해 대해서 관한 관해 대한 좀 그리고',
    'what which who whom whose when where why how is are was were do does did the a an of in on at to for from by with and or',
    'much many tell me about please can could will would has have had be been it its this that there',
    '什么 哪些 哪个 哪里 哪 谁 何时 什么时候 为什么 怎么 怎样 如何 多少 几 吗 呢 请 告诉 请问 是 的 了 在 有',
  ].flatMap((line) => line.split(' ')),
);

/** The tokens by which words are searched: NFKC, lower case, simplified Han, split where the script changes. A Hangul word loses its particle and
 *  becomes bigrams, a Han run becomes bigrams, Latin words and numbers (thousands separators dropped) are one token each.
 *  Tokens repeat as often as they occur.
 *  @example tokenize('AI가 1,000만 위안을') // => ['ai', '1000', '만', '위안'] */
export function tokenize(text: string): string[] {
  return tokensOf(runs(text));
}

/** The tokens of a question: those of `tokenize` without the words that only ask (무엇, 알려줘, how many, 什么).
 *  When nothing else is left, they stay.
 *  @example tokenizeQuery('위안이 뭐야?') // => ['위안'] */
export function tokenizeQuery(text: string): string[] {
  const tokens = tokensOf(contentOf(text));
  return tokens.length > 0 ? tokens : tokenize(text);
}

/** The words of a question that `tokenizeQuery` makes tokens of, whole: a name may end like a particle.
 *  @example wordsOfQuery('판젠웨이는 누구야?') // => ['판젠웨이는'] */
export function wordsOfQuery(text: string): string[] {
  return contentOf(text).map((run) => run.text);
}

function contentOf(text: string): Run[] {
  return runs(text)
    .filter((run) => !QUESTION_WORDS.has(run.text))
    .map(withoutHanQuestion);
}

/** A stretch of one kind, and how many characters must stay when a particle is cut off. */
type Run = { readonly text: string; readonly kind: number; readonly stem: number };

function runs(text: string): Run[] {
  const written = simplified(text.normalize('NFKC').toLowerCase());
  const found: Run[] = [];
  let previous = NONE; // the kind of what stands right before
  for (let from = 0; from < written.length; ) {
    const kind = kindAt(written, from);
    const to = kind === DIGIT ? endOfNumber(written, from) : endOfRun(written, from, kind);
    if (kind !== NONE) found.push({ text: written.slice(from, to), kind, stem: stemAfter(previous) });
    previous = kind;
    from = to;
  }
  return found;
}

function endOfRun(written: string, from: number, kind: number): number {
  let to = from;
  while (to < written.length) {
    const met = kindsMet[written.charCodeAt(to)] ?? 0;
    if (met === kind) to++;
    else if (met === 0 && kindAt(written, to) === kind) to += widthAt(written, to);
    else break;
  }
  return to;
}

/** A number goes on over a point or comma that a digit follows. */
function endOfNumber(written: string, from: number): number {
  let to = endOfRun(written, from, DIGIT);
  while (/^[.,]$/.test(written.charAt(to)) && kindAt(written, to + 1) === DIGIT) {
    to = endOfRun(written, to + 1, DIGIT);
  }
  return to;
}

/** The kind of the character at a place; NONE behind the end. */
function kindAt(written: string, at: number): number {
  const code = written.charCodeAt(at);
  if (Number.isNaN(code)) return NONE;
  const met = kindsMet[code] ?? 0;
  if (met > 0) return met;
  const kind = kindOf(String.fromCodePoint(written.codePointAt(at) ?? 0));
  if (!SURROGATE.test(written.charAt(at))) kindsMet[code] = kind;
  return kind;
}

/** How many code units the character takes. */
function widthAt(written: string, at: number): number {
  return (written.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function kindOf(character: string): number {
  return KINDS.find(([characters]) => characters.test(character))?.[1] ?? NONE;
}

/** What follows a Latin word or a Han run without a space may be a particle alone (AI가), what follows a number begins with its
 *  unit (27년까지). */
function stemAfter(previous: number): number {
  if (previous === NONE) return FREE_STEM;
  return previous === DIGIT ? 1 : 0;
}

function tokensOf(all: readonly Run[]): string[] {
  const tokens: string[] = []; // added to rather than put together: flatMap would take most of the time
  for (const { text, kind, stem } of all) {
    if (kind === HANGUL) addBigrams(withoutParticle(text, stem), tokens);
    else if (kind === HAN) addBigrams(text, tokens);
    else tokens.push(kind === DIGIT ? text.replaceAll(',', '') : text);
  }
  return tokens;
}

function withoutParticle(word: string, stem: number): string {
  for (const { text, plain } of PARTICLES_BY_END.get(word.slice(-1)) ?? []) {
    const least = plain ? Math.min(stem, LONG_PARTICLE_STEM) : stem;
    if (word.length - text.length >= least && word.endsWith(text)) return word.slice(0, -text.length);
  }
  return word;
}

/** Chinese is written without spaces: a question word stands inside a run. */
function withoutHanQuestion(run: Run): Run {
  if (run.kind !== HAN) return run;
  const text = run.text.replace(/什么时候|为什么|什么|哪些|哪个|哪里|何时|怎么|怎样|如何|多少|请问|告诉我?/gu, '');
  return { ...run, text };
}

function addBigrams(text: string, tokens: string[]): void {
  let second = widthAt(text, 0);
  if (second >= text.length && text !== '') tokens.push(text);
  for (let first = 0; second < text.length; ) {
    const end = second + widthAt(text, second);
    tokens.push(text.slice(first, end));
    first = second;
    second = end;
  }
}
