import type { Phrase, PhraseOf } from '../answer/phrases.ts';
import type { Language } from '../bulletin/bulletin.ts';

/** Heading of what explains an answer. */
export const HOW_IT_CAME_ABOUT: Phrase = {
  ko: '답이 나온 과정',
  en: 'How this answer came about',
  zh: '答案的由来',
};

/** What was searched for. */
export const SEARCHED: PhraseOf<string> = {
  ko: (text) => `찾은 말: ${text}`,
  en: (text) => `Searched: ${text}`,
  zh: (text) => `检索内容：${text}`,
};

/** The language that a question was taken to be in. */
export const QUESTION_LANGUAGE: PhraseOf<Language> = {
  ko: (language) => `질문 언어: ${{ ko: '한국어', en: '영어', zh: '중국어' }[language]}`,
  en: (language) => `in ${{ ko: 'Korean', en: 'English', zh: 'Chinese' }[language]}`,
  zh: (language) => `提问语言：${{ ko: '韩语', en: '英语', zh: '中文' }[language]}`,
};

/** The period that a question was understood to name, and whether other days were left out. */
export const SEARCHED_PERIOD: PhraseOf<{ readonly from: string; readonly to: string; readonly exact: boolean }> = {
  ko: ({ from, to, exact }) => `기간: ${days(from, to)} (${exact ? '이 기간만 찾음' : '이 기간을 우선'})`,
  en: ({ from, to, exact }) => `period: ${days(from, to)} (${exact ? 'no other days' : 'preferred'})`,
  zh: ({ from, to, exact }) => `时间：${days(from, to)}（${exact ? '仅限此期间' : '优先此期间'}）`,
};

/** Names, as written and as compared. */
export const NAMES: PhraseOf<string> = {
  ko: (list) => `이름: ${list}`,
  en: (list) => `names: ${list}`,
  zh: (list) => `名称：${list}`,
};

/** Words with what they may be in another script. */
export const ALIKES: PhraseOf<string> = {
  ko: (list) => `다른 문자로: ${list}`,
  en: (list) => `in other scripts: ${list}`,
  zh: (list) => `其他文字：${list}`,
};

/** Years and figures. */
export const FIGURES: PhraseOf<string> = {
  ko: (list) => `연도와 수치: ${list}`,
  en: (list) => `years and figures: ${list}`,
  zh: (list) => `年份与数值：${list}`,
};

/** Words of another script that an answer must hold as they are. */
export const CODES: PhraseOf<string> = {
  ko: (list) => `기호: ${list}`,
  en: (list) => `codes: ${list}`,
  zh: (list) => `代号：${list}`,
};

/** The questions that a question was taken apart into. */
export const PARTS: PhraseOf<string> = {
  ko: (list) => `나눈 질문: ${list}`,
  en: (list) => `taken apart: ${list}`,
  zh: (list) => `拆分为：${list}`,
};

/** Content words. */
export const WORDS: PhraseOf<string> = {
  ko: (list) => `내용어: ${list}`,
  en: (list) => `content words: ${list}`,
  zh: (list) => `实词：${list}`,
};

/** The kind of value asked for, by its name in the program. */
export const KIND: PhraseOf<string> = {
  ko: (kind) => `묻는 값: ${kind}`,
  en: (kind) => `asks for: ${kind}`,
  zh: (kind) => `所问之值：${kind}`,
};

/** Several things are asked for. */
export const ASKS_LIST: Phrase = { ko: '여럿을 물음', en: 'asks for several', zh: '询问多项' };

/** The text tells the program what to do. */
export const TELLS_WHAT_TO_DO: Phrase = { ko: '지시로 보임', en: 'reads as an instruction', zh: '疑似指令' };

/** Heading of the passages. */
export const PASSAGES: PhraseOf<{ readonly count: number; readonly gate: number }> = {
  ko: ({ count, gate }) => `찾은 단락 ${count}개 (낱말을 믿는 정도 ${two(gate)})`,
  en: ({ count, gate }) => `${count} ${count === 1 ? 'passage' : 'passages'} (words count by ${two(gate)})`,
  zh: ({ count, gate }) => `检索到 ${count} 个段落（词语可信度 ${two(gate)}）`,
};

/** What the list by words gave; a null rank where it does not have the passage. */
export const BY_WORDS: PhraseOf<{ readonly rank: number | null; readonly score: number; readonly coverage: number }> = {
  ko: ({ rank, score, coverage }) =>
    rank === null ? '낱말 순위 밖' : `낱말 ${rank}위, BM25 ${two(score)}, 질문의 ${percent(coverage)}`,
  en: ({ rank, score, coverage }) =>
    rank === null
      ? 'not ranked by words'
      : `no. ${rank} by words, BM25 ${two(score)}, ${percent(coverage)} of the question`,
  zh: ({ rank, score, coverage }) =>
    rank === null ? '未进入词语排名' : `词语第 ${rank} 名，BM25 ${two(score)}，覆盖问题 ${percent(coverage)}`,
};

/** What the list by vectors gave. */
export const BY_VECTORS: PhraseOf<{ readonly rank: number | null; readonly cosine: number }> = {
  ko: ({ rank, cosine }) => `${rank === null ? '의미 순위 밖' : `의미 ${rank}위`}, 코사인 ${two(cosine)}`,
  en: ({ rank, cosine }) => `${rank === null ? 'not ranked' : `no. ${rank}`} by meaning, cosine ${two(cosine)}`,
  zh: ({ rank, cosine }) => `${rank === null ? '未进入语义排名' : `语义第 ${rank} 名`}，余弦 ${two(cosine)}`,
};

/** How near a passage comes to the question token by token. */
export const BY_INTERACTION: PhraseOf<number> = {
  ko: (cosine) => `토큰별 코사인 ${two(cosine)}`,
  en: (cosine) => `token by token ${two(cosine)}`,
  zh: (cosine) => `逐词元余弦 ${two(cosine)}`,
};

/** How sure the answer is, and from where on there is one. */
export const SUPPORT: PhraseOf<{ readonly support: number; readonly threshold: number }> = {
  ko: ({ support, threshold }) => `근거 ${two(support)} (${two(threshold)}부터 답함)`,
  en: ({ support, threshold }) => `Support ${two(support)} (answers from ${two(threshold)})`,
  zh: ({ support, threshold }) => `依据 ${two(support)}（达到 ${two(threshold)} 才作答）`,
};

/** A number as it is shown in an explanation.
 *  @example two(0.456) // => '0.46' */
export function two(value: number): string {
  return value.toFixed(2);
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}

function days(from: string, to: string): string {
  return from === to ? from : `${from} – ${to}`;
}
