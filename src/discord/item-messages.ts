import type { Phrase, PhraseOf } from '../answer/phrases.ts';

/** The words that items were looked for by have no item. */
export const NO_ITEM: PhraseOf<string> = {
  ko: (words) => `“${words}”에 맞는 항목을 찾지 못했습니다. 입력하는 동안 나타나는 목록에서 골라 보세요.`,
  en: (words) => `No item matches “${words}”. Choose one from the list that appears while you type.`,
  zh: (words) => `没有找到与“${words}”相符的条目。请从输入时出现的列表中选择。`,
};

/** Nothing in the archive has this name. */
export const NO_BULLETIN: PhraseOf<string> = {
  ko: (words) => `“${words}”에 맞는 게시물이 없습니다. 입력하는 동안 나타나는 목록에서 골라 보세요.`,
  en: (words) => `No bulletin matches “${words}”. Choose one from the list that appears while you type.`,
  zh: (words) => `没有与“${words}”相符的通报。请从输入时出现的列表中选择。`,
};

/** The bulletin whose pages were turned is no longer there. */
export const BULLETIN_GONE: Phrase = {
  ko: '이 게시물은 더 이상 색인에 없습니다. 제거되었거나 다른 이름으로 바뀌었습니다.',
  en: 'This bulletin is no longer indexed. It was removed or renamed.',
  zh: '该通报已不在索引中，可能已被移除或改名。',
};

/** How many items there are. */
export const ITEM_COUNT: PhraseOf<number> = {
  ko: (count) => `항목 ${count}개`,
  en: (count) => `${count} ${count === 1 ? 'item' : 'items'}`,
  zh: (count) => `共 ${count} 个条目`,
};

/** Above the sources of items that words found. */
export const SOURCES_FOR: PhraseOf<string> = {
  ko: (words) => `“${words}”에 맞는 항목의 출처입니다.`,
  en: (words) => `Sources of the items that match “${words}”.`,
  zh: (words) => `与“${words}”相符的条目的来源。`,
};

/** A message that holds nothing to ask with. */
export const NOTHING_TO_ASK: Phrase = {
  ko: '이 메시지에는 질문으로 쓸 글이 없습니다. 그림이나 링크만 있는 메시지로는 질문할 수 없습니다. `/질문`으로 직접 물어보세요.',
  en: 'This message has no text to ask with: a picture or a link alone is no question. Ask with `/ask` instead.',
  zh: '这条消息没有可用于提问的文字，仅有图片或链接无法提问。请使用 `/提问` 直接提问。',
};
