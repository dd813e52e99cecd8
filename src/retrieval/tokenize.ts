const RUN = /\p{Script=Hangul}+|\p{Script=Han}+|\d+(?:[.,]\d+)*|[^\P{L}\p{Script=Hangul}\p{Script=Han}]+/gu;
const HANGUL = /^\p{Script=Hangul}/u;
const HAN = /^\p{Script=Han}/u;
const DIGIT = /^\d/;
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

/** The tokens by which words are searched: NFKC, lower case, split where the script changes. A Hangul word loses its particle and
 *  becomes bigrams, a Han run becomes bigrams, Latin words and numbers (thousands separators dropped) are one token each.
 *  Tokens repeat as often as they occur.
 *  @example tokenize('AI가 1,000만 위안을') // => ['ai', '1000', '만', '위안'] */
export function tokenize(text: string): string[] {
  return runs(text).flatMap((run) => tokensOfRun(run.text, run.stem));
}

/** The tokens of a question: those of `tokenize` without the words that only ask (무엇, 알려줘, how many, 什么).
 *  When nothing else is left, they stay.
 *  @example tokenizeQuery('위안이 뭐야?') // => ['위안'] */
export function tokenizeQuery(text: string): string[] {
  const content = runs(text)
    .filter((run) => !QUESTION_WORDS.has(run.text))
    .flatMap((run) => tokensOfRun(withoutHanQuestion(run.text), run.stem));
  return content.length > 0 ? content : tokenize(text);
}

/** A stretch of one script, and how many characters must stay when a particle is cut off. */
type Run = { readonly text: string; readonly stem: number };

function runs(text: string): Run[] {
  let end = -1;
  let previous = '';
  return [...text.normalize('NFKC').toLowerCase().matchAll(RUN)].map((match) => {
    const stem = match.index === end ? stemAfter(previous) : FREE_STEM;
    end = match.index + match[0].length;
    previous = match[0];
    return { text: match[0], stem };
  });
}

/** What follows a Latin word or a Han run without a space may be a particle alone (AI가), what follows a number begins with its
 *  unit (27년까지). */
function stemAfter(previous: string): number {
  return DIGIT.test(previous) ? 1 : 0;
}

function tokensOfRun(run: string, stem: number): string[] {
  if (HANGUL.test(run)) return bigrams(withoutParticle(run, stem));
  if (HAN.test(run)) return bigrams(run);
  if (DIGIT.test(run)) return [run.replaceAll(',', '')];
  return [run];
}

function withoutParticle(word: string, stem: number): string {
  for (const { text, plain } of PARTICLES_BY_END.get(word.slice(-1)) ?? []) {
    const least = plain ? Math.min(stem, LONG_PARTICLE_STEM) : stem;
    if (word.length - text.length >= least && word.endsWith(text)) return word.slice(0, -text.length);
  }
  return word;
}

/** Chinese is written without spaces: a question word stands inside a run. */
function withoutHanQuestion(run: string): string {
  if (!HAN.test(run)) return run;
  return run.replace(/什么时候|为什么|什么|哪些|哪个|哪里|何时|怎么|怎样|如何|多少|请问|告诉我?/gu, '');
}

function bigrams(text: string): string[] {
  const characters = [...text];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}
