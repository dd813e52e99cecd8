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

/** Nothing is indexed. */
export const NO_BULLETINS: Phrase = {
  ko: '아직 색인된 게시물이 없습니다. `npm run bulletin -- ingest`로 게시물을 넣어 주세요.',
  en: 'No bulletins are indexed yet. Add some with `npm run bulletin -- ingest`.',
  zh: '尚未索引任何通报。请用 `npm run bulletin -- ingest` 添加。',
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

/** A day that is not one. */
export const NOT_A_DAY: PhraseOf<string> = {
  ko: (text) => `"${text}"은(는) 날짜가 아닙니다. 예: /오늘 2024-08-02`,
  en: (text) => `"${text}" is not a day. Example: /daily 2024-08-02`,
  zh: (text) => `“${text}”不是日期。例如：/daily 2024-08-02`,
};

/** A slash command without the words that it needs. */
export const WORDS_NEEDED: PhraseOf<string> = {
  ko: (command) => `${command} 뒤에 낱말이나 항목 id를 적어 주세요. 예: ${command} 인공지능`,
  en: (command) => `Write words or an item id after ${command}. Example: ${command} artificial intelligence`,
  zh: (command) => `请在 ${command} 后写词语或条目 id。例如：${command} 人工智能`,
};

/** A slash command that there is not. */
export const UNKNOWN_COMMAND: PhraseOf<{ readonly command: string; readonly nearest: string | null }> = {
  ko: ({ command, nearest }) =>
    `${command} 명령은 없습니다. ${nearest === null ? '' : `${nearest}인가요? `}/도움말을 보세요.`,
  en: ({ command, nearest }) =>
    `There is no ${command}. ${nearest === null ? '' : `Did you mean ${nearest}? `}See /help.`,
  zh: ({ command, nearest }) => `没有 ${command} 命令。${nearest === null ? '' : `是 ${nearest} 吗？`}请看 /help。`,
};

/** A fault that the user can do nothing about but report. */
export const FAULT: PhraseOf<string> = {
  ko: (id) => `내부 오류로 답하지 못했습니다. 로그에서 ${id}번을 확인해 주세요.`,
  en: (id) => `This failed for an internal reason. The log has the details under ${id}.`,
  zh: (id) => `发生内部错误，未能完成。详情见日志，编号 ${id}。`,
};

/** What changed in the bulletins folder while the console is open; `titles` are those of new and changed bulletins. */
export const CHANGED: PhraseOf<{
  readonly added: number;
  readonly updated: number;
  readonly removed: number;
  readonly titles: string;
}> = {
  ko: ({ added, updated, removed, titles }) =>
    told([
      [added, `새 게시물 ${added}건`],
      [updated, `바뀐 게시물 ${updated}건`],
      [removed, `없어진 게시물 ${removed}건`],
    ]) + (titles === '' ? '' : `: ${titles}`),
  en: ({ added, updated, removed, titles }) =>
    told([
      [added, `${added} new`],
      [updated, `${updated} changed`],
      [removed, `${removed} removed`],
    ]) + (titles === '' ? '' : `: ${titles}`),
  zh: ({ added, updated, removed, titles }) =>
    told([
      [added, `新增通报 ${added} 期`],
      [updated, `更新通报 ${updated} 期`],
      [removed, `移除通报 ${removed} 期`],
    ]) + (titles === '' ? '' : `：${titles}`),
};

/** How the console begins, before what is indexed. */
export const ASK_AWAY: Phrase = {
  ko: '질문을 입력하세요. /도움말로 명령을 보고, /quit 또는 Ctrl-D로 끝냅니다.',
  en: 'Type a question. /help lists the commands; /quit or Ctrl-D leaves.',
  zh: '请输入问题。/help 列出命令，/quit 或 Ctrl-D 退出。',
};

/** Heading of example questions. */
export const EXAMPLES: Phrase = { ko: '예를 들면:', en: 'For example:', zh: '例如：' };

/** A question about something that a bulletin names. */
export const EXAMPLE: PhraseOf<string> = {
  ko: (topic) => `${topic}의 주요 내용은?`,
  en: (topic) => `What is ${topic} about?`,
  zh: (topic) => `${topic}的主要内容是什么？`,
};

/** What can be typed. */
export const HELP: Phrase = {
  ko: [
    '질문                    게시물의 문장을 그대로 인용해 출처와 함께 답합니다',
    '/질문 질문              같은 답',
    '/출처 낱말|항목 id      항목의 출처 링크',
    '/오늘 [날짜]            그날의 항목 (예: /오늘 2024-08-02)',
    '/항목 [게시물 id]       게시물의 항목 목록',
    '/상태                   무엇이 색인되어 있는지',
    '/도움말                 이 도움말',
    '/quit                   끝내기 (Ctrl-D)',
  ].join('\n'),
  en: [
    'a question              answered in sentences quoted from the bulletins, with citations',
    '/ask QUESTION           the same',
    '/sources WORDS|ITEM-ID  the source links of an item',
    '/daily [DAY]            the items of a day (/daily 2024-08-02)',
    '/items [BULLETIN-ID]    the items of the bulletins',
    '/status                 what is indexed',
    '/help                   this help',
    '/quit                   leave (Ctrl-D)',
  ].join('\n'),
  zh: [
    '问题                    引用通报原文作答，并注明出处',
    '/ask 问题               同上',
    '/sources 词语|条目 id   条目的来源链接',
    '/daily [日期]           当天的条目（/daily 2024-08-02）',
    '/items [通报 id]        通报的条目',
    '/status                 已索引的内容',
    '/help                   本帮助',
    '/quit                   退出（Ctrl-D）',
  ].join('\n'),
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

function told(parts: readonly (readonly [count: number, text: string])[]): string {
  return parts.flatMap(([count, text]) => (count === 0 ? [] : text)).join(', ');
}

function days({ from, to }: Indexed): string {
  return from === null || to === null ? '' : ` (${range({ from, to })})`;
}

function range({ from, to }: { readonly from: string; readonly to: string }): string {
  return from === to ? from : `${from} – ${to}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
