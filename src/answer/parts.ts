import { aliasesIn } from './names.ts';

/* Takes apart questions that ask for several things at once. Whether the parts have answers of their own is for the search to tell. */

const MOST = 4; // parts
const MOST_WAYS = 4; // each of which takes a search for every part
const LEAST_WORDS = 2; // that a part needs besides those that ask, to stand by itself
const LEAST_HAN = 4; // characters, in their place

const ASKING =
  /누구|누가|언제|어디|얼마|몇|무엇|뭐|뭘|어느|어떤|어떻게|왜|며칠|알려|궁금|말해|(?<!\p{L})(?:what|when|where|who|whom|which|why|how)(?!\p{L})|谁|什么|哪|多少|几|怎么|怎样|如何|为何|何时|吗/iu;
const QUESTION_MARK = /[?？]$/u;

const SENTENCE_END = /(?<=[?？!！。；;])\s*|(?<=\p{L}\.)\s+/u;
/** Where a clause may end; it does where both sides ask. */
const CLAUSE_END =
  /(?<=\p{Script=Hangul}(?:고|며|[는은인을]지|랑))[,，]?\s+|[,，]?\s+(?:and|but)\s+(?=(?:what|when|where|who|which|why|how)(?!\p{L}))|[，,](?:另外|还有|同时|以及|并且)?[，,]?\s*|(?:另外|还有)[，,]?/iu;

/** What joins two things in Korean, and words that only end like it. A verb with its object joins sentences instead. */
const KOREAN_JOINT = /(?<=[\p{L}\d)%])(?:이랑|랑|하고|과|와|,)\s+|\s+(?:및|그리고)\s+/gu;
const NO_JOINT = /(?:결|효|성|경|통|초|학|교|치|내|외|투|여|부|전|사)과$|[을를]\s+\p{L}+하고$/u;
/** What is asked of all things, behind the last. */
const KOREAN_TAIL =
  /\s*(?:각각|둘\s?다|모두|전부)?\s*(?:누구|누가|언제|어디|얼마|몇|무엇|뭐|뭘|어느|어떤|어떻게|왜|며칠|알려|궁금|말해|보여|정리|설명).*$/u;
const EACH = /\s*(?:각각|둘\s?다|모두|전부)(?=\s)/gu;

/** Two words of which the same is asked: all that stands around them belongs to both. */
const KOREAN_PAIR = /(?<one>[\p{L}\d-]{1,30}?)(?:이랑|랑|하고|과|와|,|\s?vs\.?)\s+(?<other>[\p{L}\d-]+)/giu;
const TOGETHER =
  /함께|같이|공동|협력|협약|합작|제휴|사이|맺|체결|together|between|joint|partner|cooperat|collaborat|agreement|合作|共同|之间|联合|携手|签署/iu;
const NAME_JOINT = /^\s?(?:,|、|and|&|or|versus|vs\.?|和|与|與|跟|对比|對比|이랑|랑|하고|과|와|및|그리고)\s?$/iu;

const ENGLISH_JOINT = /\s+and\s+/giu;
/** What is asked of both things, before the first: up to an article, else two words. */
const ENGLISH_HEAD =
  /^(?:(?:what|when|where|who|which|why|how)\s(?:.{0,50}?\s)??(?=(?:the|a|an)\s)|\p{Script=Latin}+\s+\S+\s)/iu;

/** What is asked of all things, before a colon; and what stands between them behind it. */
const COLON_HEAD = /^[^:：]*\p{L}[:：]\s*(?=\p{L})/u;
const COLON_JOINT = /\s*[,，、;；]\s*(?:and\s+|그리고\s+)?|\s+(?:and|및|그리고)\s+/giu;

const CHINESE_JOINT = /和|与|以及|跟/gu;
/** What is asked of both things, behind the last, with what it is asked of them: ，票各多少钱. */
const CHINESE_TAIL = /(?:[，,]\s?\p{Script=Han}{1,6})?(?:分别|各自|各).*$/u;
const EACH_HAN = /分别|各自|各(?=\p{Script=Han})/u;

/** The ways to take a question apart into questions that can be understood by themselves, in the order in which they are to be tried; none
 *  when it asks for one thing.
 *  @example waysApart('규정 시행일하고 청년 지원 접수일 각각 언제예요?')
 *  // => [['규정 시행일 언제예요?', '청년 지원 접수일 언제예요?']] */
export function waysApart(question: string): readonly (readonly string[])[] {
  const text = question.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  const sentences = text.split(SENTENCE_END).filter(standsAlone);
  const clauses = sentences.flatMap(clausesOf);
  if (clauses.length > 1 && clauses.every(asks)) return clauses.length <= MOST ? [clauses] : [];
  const ways = sentences.flatMap((sentence) => [
    ...colonWays(sentence),
    ...nameWays(sentence),
    ...koreanWays(sentence),
    ...englishWays(sentence),
    ...chineseWays(sentence),
    ...pairWays(sentence),
  ]);
  return ways.slice(0, MOST_WAYS);
}

/** The clauses of a sentence where each of them asks; else the sentence. */
function clausesOf(sentence: string): string[] {
  const clauses = sentence.split(CLAUSE_END).filter((clause) => clause !== '');
  return clauses.every((clause) => ASKING.test(clause) && standsAlone(clause)) ? clauses : [sentence];
}

/** The same question of each of the things behind a colon. */
function colonWays(sentence: string): string[][] {
  const head = COLON_HEAD.exec(sentence)?.[0];
  if (head === undefined) return [];
  const body = sentence.slice(head.length);
  const joints = [...body.matchAll(COLON_JOINT)];
  const things = between(body, joints);
  return things.length > 1 && things.length <= MOST ? [things.map((thing) => `${head}${thing}`)] : [];
}

/** The same question of each of the well-known names that stand side by side, unless it is about what they do together. */
function nameWays(sentence: string): string[][] {
  if (TOGETHER.test(sentence)) return [];
  const names = aliasesIn(sentence);
  const last = names.findLastIndex((name, i) => i > 0 && NAME_JOINT.test(sentence.slice(names[i - 1]?.to, name.from)));
  let first = last;
  while (first > 0 && NAME_JOINT.test(sentence.slice(names[first - 1]?.to, names[first]?.from))) first--;
  const beside = last < 0 ? [] : names.slice(first, last + 1);
  const [from = 0, to = 0] = [beside[0]?.from, beside.at(-1)?.to];
  const [before, behind] = [sentence.slice(0, from), sentence.slice(to).replace(EACH, '').replace(EACH_HAN, '')];
  return beside.length > 1 && beside.length <= MOST
    ? [beside.map(({ written }) => `${before}${written}${behind}`)]
    : [];
}

/** The same question of each of two words that Korean joins. */
function pairWays(sentence: string): string[][] {
  if (!/\p{Script=Hangul}/u.test(sentence) || TOGETHER.test(sentence)) return [];
  return [...sentence.matchAll(KOREAN_PAIR)].flatMap((pair) => {
    const { one = '', other = '' } = pair.groups ?? {};
    const joined = sentence.slice(0, pair.index + pair[0].length - other.length).trimEnd();
    if (NO_JOINT.test(joined)) return [];
    const behind = sentence.slice(pair.index + pair[0].length).replace(EACH, '');
    const ask = (word: string) => `${sentence.slice(0, pair.index)}${word}${behind}`;
    return standsAlone(ask(one)) ? [[ask(one), ask(other)]] : [];
  });
}

function koreanWays(sentence: string): string[][] {
  if (!/\p{Script=Hangul}/u.test(sentence)) return [];
  const tail = KOREAN_TAIL.exec(sentence)?.[0] ?? '';
  const body = sentence.slice(0, sentence.length - tail.length);
  const joints = [...body.matchAll(KOREAN_JOINT)].filter(
    (joint) => !NO_JOINT.test(body.slice(0, joint.index + joint[0].trimEnd().length)),
  );
  const all = joints.length > 1 ? [joints] : [];
  const asked = tail.replace(EACH, '');
  return [...all, ...joints.map((joint) => [joint])].flatMap((some) =>
    apart(body, some, (thing) => `${thing}${asked}`),
  );
}

function englishWays(sentence: string): string[][] {
  const head = ENGLISH_HEAD.exec(sentence)?.[0];
  if (head === undefined) return [];
  const body = sentence.slice(head.length);
  return [...body.matchAll(ENGLISH_JOINT)].flatMap((joint) => apart(body, [joint], (thing) => `${head}${thing}`));
}

function chineseWays(sentence: string): string[][] {
  const tail = CHINESE_TAIL.exec(sentence)?.[0];
  if (tail === undefined || !/\p{Script=Han}/u.test(sentence)) return [];
  const body = sentence.slice(0, sentence.length - tail.length);
  const asked = tail.replace(/分别|各自|各/u, '');
  return [...body.matchAll(CHINESE_JOINT)].flatMap((joint) => apart(body, [joint], (thing) => `${thing}${asked}`));
}

/** The questions for what stands before, between and behind the joints, as one way; none where a thing says too little. */
function apart(text: string, joints: readonly RegExpExecArray[], ask: (thing: string) => string): string[][] {
  const things = between(text, joints);
  return things.length <= MOST && things.every(standsAlone) ? [things.map(ask)] : [];
}

/** What stands before, between and behind the joints. */
function between(text: string, joints: readonly RegExpExecArray[]): string[] {
  const ends = [...joints.map(({ index }) => index), text.length];
  return ends.map((end, i) => {
    const joint = joints[i - 1];
    return text.slice(joint === undefined ? 0 : joint.index + joint[0].length, end);
  });
}

/** Whether a text says enough to be looked for. */
function standsAlone(text: string): boolean {
  if ([...text.matchAll(/\p{Script=Han}/gu)].length >= LEAST_HAN) return true;
  const words = text.split(' ').filter((word) => /[\p{L}\d]/u.test(word) && !ASKING.test(word));
  return words.length >= LEAST_WORDS;
}

function asks(clause: string): boolean {
  return ASKING.test(clause) || QUESTION_MARK.test(clause);
}
