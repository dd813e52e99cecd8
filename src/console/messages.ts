import type { Phrase, PhraseOf } from '../answer/phrases.ts';

/** Nothing is indexed. */
export const NO_BULLETINS: Phrase = {
  ko: '아직 색인된 게시물이 없습니다. `npm run bulletin -- ingest`로 게시물을 넣어 주세요.',
  en: 'No bulletins are indexed yet. Add some with `npm run bulletin -- ingest`.',
  zh: '尚未索引任何通报。请用 `npm run bulletin -- ingest` 添加。',
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

function told(parts: readonly (readonly [count: number, text: string])[]): string {
  return parts.flatMap(([count, text]) => (count === 0 ? [] : text)).join(', ');
}
