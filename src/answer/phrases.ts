import type { Language } from '../bulletin/bulletin.ts';
import type { Place } from '../bulletin/places.ts';

/** A sentence in every language; one that lacks a language is a type error. */
export type Phrase = Readonly<Record<Language, string>>;

/** A sentence in every language that is told some facts. */
export type PhraseOf<T> = Readonly<Record<Language, (facts: T) => string>>;

/** What is indexed: how much, and the days of the first and the last issue (null while no issue is dated). */
export type Indexed = {
  readonly bulletins: number;
  readonly items: number;
  readonly from: string | null;
  readonly to: string | null;
};

/** Nothing was found, and nothing is near. */
export const NOTHING_FOUND: Phrase = {
  ko: '게시물에서 이 질문과 관련된 내용을 찾지 못했습니다.',
  en: 'Nothing in the bulletins bears on this question.',
  zh: '在通报中没有找到与此问题相关的内容。',
};

/** How to ask better. */
export const HOW_TO_ASK: Phrase = {
  ko: '기관, 사업, 기술의 이름이나 기간(예: "지난주")을 넣어 물어보세요.',
  en: 'Name an institution, a programme or a technology, or a period such as "last week".',
  zh: '请在问题中写明机构、计划或技术的名称，或时间范围（如“上周”）。',
};

/** No sentence answers, but there are items near the question. */
export const NO_DIRECT_ANSWER: Phrase = {
  ko: '게시물에 이 질문에 바로 답하는 문장은 없습니다. 가장 가까운 항목:',
  en: 'No direct answer in the bulletins; nearest items:',
  zh: '通报中没有直接回答此问题的句子。最相近的条目：',
};

/** The model is unavailable, and only words were searched. */
export const WORDS_ONLY: Phrase = {
  ko: '임베딩 모델 없이 낱말로만 찾은 결과입니다.',
  en: 'Searched by words only: the embedding model is unavailable.',
  zh: '嵌入模型不可用，仅按词语检索。',
};

/** What is indexed, in one sentence. */
export const INDEXED: PhraseOf<Indexed> = {
  ko: (of) => `게시물 ${of.bulletins}건, 항목 ${of.items}개가 색인되어 있습니다${days(of)}.`,
  en: (of) => `Indexed: ${plural(of.bulletins, 'bulletin')} with ${plural(of.items, 'item')}${days(of)}.`,
  zh: (of) => `已索引 ${of.bulletins} 期通报，共 ${of.items} 个条目${days(of)}。`,
};

/** The period that a question was understood to name. */
export const PERIOD: PhraseOf<{ readonly from: string; readonly to: string }> = {
  ko: (period) => `기간: ${range(period)}`,
  en: (period) => `Period: ${range(period)}`,
  zh: (period) => `时间：${range(period)}`,
};

/** The lines of the bulletin's file that something stands in. */
export const LINES: PhraseOf<string> = {
  ko: (lines) => `${lines}행`,
  en: (lines) => (/^\d+$/.test(lines) ? `line ${lines}` : `lines ${lines}`),
  zh: (lines) => `第 ${lines} 行`,
};

/** The pages or blocks of the original file that something stands in: "3, 5–6"; `many` where that is more than one. */
export const PLACE: PhraseOf<{ readonly unit: Place['unit']; readonly text: string; readonly many: boolean }> = {
  ko: ({ unit, text }) => (unit === 'page' ? `${text}쪽` : `문단 ${text}`),
  en: ({ unit, text, many }) =>
    unit === 'page' ? `${many ? 'pp.' : 'p.'} ${text}` : `${many ? 'paragraphs' : 'paragraph'} ${text}`,
  zh: ({ unit, text }) => `第${text}${unit === 'page' ? '页' : '段'}`,
};

/** The other issues that carry the same item. */
export const ALSO_IN: PhraseOf<string> = {
  ko: (issues) => `다른 호에도 실림: ${issues}`,
  en: (issues) => `Also in: ${issues}`,
  zh: (issues) => `亦载于：${issues}`,
};

/** No item fits the words that sources were asked for. */
export const NO_ITEM_FOUND: Phrase = {
  ko: '이 낱말에 맞는 항목을 찾지 못했습니다.',
  en: 'No item matches these words.',
  zh: '没有找到与这些词语相符的条目。',
};

/** An item whose bulletin names no source link. */
export const NO_LINK: Phrase = {
  ko: '게시물에 출처 링크가 없습니다.',
  en: 'The bulletin names no source link.',
  zh: '通报未注明来源链接。',
};

/** Heading of a day's items. */
export const DAY: PhraseOf<{ readonly date: string; readonly items: number }> = {
  ko: ({ date, items }) => `${date} · 항목 ${items}개`,
  en: ({ date, items }) => `${date} · ${plural(items, 'item')}`,
  zh: ({ date, items }) => `${date} · ${items} 个条目`,
};

/** A day without items. */
export const NO_ITEMS_THAT_DAY: PhraseOf<string> = {
  ko: (date) => `${date}에는 항목이 없습니다.`,
  en: (date) => `There are no items on ${date}.`,
  zh: (date) => `${date} 没有条目。`,
};

/** Days that do have items, newest first. */
export const DAYS_WITH_ITEMS: PhraseOf<string> = {
  ko: (list) => `항목이 있는 날: ${list}`,
  en: (list) => `Days with items: ${list}`,
  zh: (list) => `有条目的日期：${list}`,
};

/** No bulletin has this id; `known` are the ids that there are. */
export const NO_SUCH_BULLETIN: PhraseOf<{ readonly id: string; readonly known: string }> = {
  ko: ({ id, known }) => `"${id}" 게시물이 없습니다. 있는 게시물: ${known}`,
  en: ({ id, known }) => `There is no bulletin "${id}". Bulletins: ${known}`,
  zh: ({ id, known }) => `没有通报“${id}”。现有通报：${known}`,
};

/** Heading of example questions. */
export const EXAMPLES: Phrase = { ko: '예를 들면:', en: 'For example:', zh: '例如：' };

/** A question about something that a bulletin names. */
export const EXAMPLE: PhraseOf<string> = {
  ko: (topic) => `${topic}의 주요 내용은?`,
  en: (topic) => `What is ${topic} about?`,
  zh: (topic) => `${topic}的主要内容是什么？`,
};

/** In which mode is searched. */
export const MODE: PhraseOf<'hybrid' | 'lexical'> = {
  ko: (mode) => (mode === 'hybrid' ? '검색: 낱말과 의미' : '검색: 낱말만 (임베딩 모델 없음)'),
  en: (mode) => (mode === 'hybrid' ? 'Search: words and meaning' : 'Search: words only (no embedding model)'),
  zh: (mode) => (mode === 'hybrid' ? '检索：词语与语义' : '检索：仅词语（无嵌入模型）'),
};

/** When a bulletin was last changed in the index (day and time). */
export const UPDATED: PhraseOf<string> = {
  ko: (moment) => `마지막 갱신: ${moment}`,
  en: (moment) => `Last updated: ${moment}`,
  zh: (moment) => `最近更新：${moment}`,
};

function days({ from, to }: Indexed): string {
  return from === null || to === null ? '' : ` (${range({ from, to })})`;
}

function range({ from, to }: { readonly from: string; readonly to: string }): string {
  return from === to ? from : `${from} – ${to}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
