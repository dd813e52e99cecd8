import type { Phrase, PhraseOf } from '../answer/phrases.ts';

/** A fault: nothing that the user can do about but report its id. */
export const FAULT: PhraseOf<string> = {
  ko: (id) => `내부 오류로 처리하지 못했습니다. 관리자에게 오류 번호 **${id}**를 알려 주세요.`,
  en: (id) => `This failed for an internal reason. Tell the administrator the error number **${id}**.`,
  zh: (id) => `发生内部错误，未能完成。请将错误编号 **${id}** 告知管理员。`,
};

/** Too many calls of one user or server; `when` shows from when on more are answered. */
export const TOO_MANY: PhraseOf<{ readonly of: 'user' | 'guild'; readonly when: string }> = {
  ko: ({ of, when }) =>
    of === 'user'
      ? `잠시 동안 요청이 너무 많았습니다. ${when}부터 다시 이용하실 수 있습니다.`
      : `이 서버의 요청이 너무 많습니다. ${when}부터 다시 이용하실 수 있습니다.`,
  en: ({ of, when }) =>
    of === 'user'
      ? `That was a lot in a short time. You can go on ${when}.`
      : `This server is asking a lot at the moment. It can go on ${when}.`,
  zh: ({ of, when }) =>
    of === 'user' ? `您的请求过于频繁，请${when}再试。` : `本服务器的请求过于频繁，请${when}再试。`,
};

/** Too many others are waiting for their answers. */
export const BUSY: Phrase = {
  ko: '지금은 대기 중인 질문이 너무 많아 받을 수 없습니다. 잠시 후 다시 시도해 주세요.',
  en: 'Too many questions are waiting at the moment. Please try again in a little while.',
  zh: '目前排队的请求过多，暂时无法受理，请稍后再试。',
};

/** The work for an answer took longer than anyone waits. */
export const TOO_SLOW: Phrase = {
  ko: '답을 찾는 데 너무 오래 걸려 중단했습니다. 잠시 후 다시 시도해 주세요.',
  en: 'Finding the answer took too long and was given up. Please try again in a little while.',
  zh: '查找答案耗时过长，已中止。请稍后再试。',
};

/** The bot is about to stop. */
export const STOPPING: Phrase = {
  ko: '봇을 다시 시작하고 있습니다. 잠시 후 다시 시도해 주세요.',
  en: 'The bot is being restarted. Please try again in a moment.',
  zh: '机器人正在重新启动，请稍后再试。',
};

/** A command, button or modal that this version does not know. */
export const UNKNOWN_CALL: Phrase = {
  ko: '이 버튼이나 명령은 더 이상 쓸 수 없습니다. 명령을 다시 실행해 주세요.',
  en: 'This button or command no longer works. Please run the command again.',
  zh: '此按钮或命令已失效，请重新执行命令。',
};

/** Only who may manage the server may do this. */
export const MANAGERS_ONLY: Phrase = {
  ko: '서버 관리 권한이 있는 사람만 사용할 수 있는 명령입니다.',
  en: 'Only members with the Manage Server permission can use this command.',
  zh: '仅拥有“管理服务器”权限的成员可以使用此命令。',
};

/** Nothing is indexed yet. */
export const NOTHING_INDEXED: Phrase = {
  ko: '아직 색인된 게시물이 없습니다. 게시물을 읽는 중이라면 잠시 후 다시 질문해 주세요.',
  en: 'No bulletins are indexed yet. If they are being read at the moment, ask again in a little while.',
  zh: '尚未索引任何通报。如果正在读取，请稍后再提问。',
};

/** What the bot is for. */
export const ABOUT: Phrase = {
  ko: '정기 게시물에 실린 내용을 **원문 문장 그대로** 인용해 출처와 함께 답합니다. 한국어, 영어, 중국어로 질문하실 수 있습니다.',
  en: 'Answers questions in **sentences quoted verbatim** from periodical bulletins, always with their source. Ask in Korean, English or Chinese.',
  zh: '**逐字引用**定期通报的原文来回答问题，并注明出处。可以用中文、韩文或英文提问。',
};

/** What an outcome without an answer means. */
export const OUTCOMES: Phrase = {
  ko: '게시물에 답이 없으면 지어내지 않고 가장 가까운 항목을 알려 드립니다. “지난주”, “7월 24일” 같은 기간도 알아듣습니다.',
  en: 'Where the bulletins hold no answer, none is made up: the nearest items are named. Periods such as “last week” or “24 July” are understood.',
  zh: '通报中没有答案时不会编造，而是列出最相近的条目。可以理解“上周”“7月24日”等时间范围。',
};

/** Heading of the commands. */
export const COMMANDS: Phrase = { ko: '명령', en: 'Commands', zh: '命令' };

/** A command of the menu of a message. */
export const IN_MENU: PhraseOf<string> = {
  ko: (name) => `메시지를 길게 누르거나 오른쪽 클릭 › 앱 › **${name}**`,
  en: (name) => `Press a message long or right-click it › Apps › **${name}**`,
  zh: (name) => `长按或右键点击消息 › 应用 › **${name}**`,
};

/** Heading of what is indexed. */
export const STATUS_TITLE: Phrase = { ko: '색인 상태', en: 'What is indexed', zh: '索引状态' };

/** Heading of the latest issues. */
export const LATEST: Phrase = { ko: '최근 게시물', en: 'Latest issues', zh: '最近的通报' };

/** Bulletins are being read at the moment. */
export const BEHIND: Phrase = {
  ko: '새 게시물을 읽는 중입니다. 가장 최근 내용은 아직 답에 없을 수 있습니다.',
  en: 'New bulletins are being read: the latest may be missing from answers.',
  zh: '正在读取新的通报，答案可能尚未包含最新内容。',
};

/** Title of a card whose question is too long for one. */
export const QUESTION: Phrase = { ko: '질문', en: 'Question', zh: '问题' };

/** What all quoted sentences are. */
export const VERBATIM: Phrase = {
  ko: '모든 문장은 게시물 원문 그대로입니다.',
  en: 'Every sentence is quoted verbatim from the bulletin.',
  zh: '所有句子均逐字引自通报原文。',
};

/** Button that shows the passages behind an answer. */
export const PASSAGES: Phrase = { ko: '근거 문단', en: 'Passages', zh: '原文段落' };

/** Button that shows the items near a question. */
export const NEAR: Phrase = { ko: '가까운 항목', en: 'Nearby items', zh: '相近条目' };

/** Button that shows a hidden answer to all. */
export const SHARE: Phrase = { ko: '모두에게 공유', en: 'Share', zh: '公开分享' };

/** Who shared an answer; `user` is a mention. */
export const SHARED_BY: PhraseOf<string> = {
  ko: (user) => `${user} 님이 공유한 답입니다.`,
  en: (user) => `Shared by ${user}.`,
  zh: (user) => `由 ${user} 分享。`,
};

/** Items beyond those that are shown. */
export const AND_MORE: PhraseOf<number> = {
  ko: (count) => `외 ${count}개 항목`,
  en: (count) => `and ${count} more`,
  zh: (count) => `以及另外 ${count} 个条目`,
};

/** An item or issue that is no longer there. */
export const PASSAGE_GONE: Phrase = {
  ko: '이 문단이 실린 게시물은 그 뒤 색인에서 삭제되었습니다.',
  en: 'The issue or item that held this passage has been removed since.',
  zh: '包含此段落的通报或条目此后已被移除。',
};

/** An issue that was read anew, and no longer holds a passage. */
export const PASSAGE_CHANGED: Phrase = {
  ko: '답변 이후 게시물 내용이 바뀌어 이 문단을 더 이상 그대로 보여 드릴 수 없습니다. 다시 질문해 주세요.',
  en: 'The issue has changed since the answer, and no longer holds this passage as it was. Please ask again.',
  zh: '通报内容在回答之后发生了变化，已不再包含原来的段落。请重新提问。',
};

/** A card that does not tell its question. */
export const QUESTION_UNKNOWN: Phrase = {
  ko: '이 메시지에서 질문을 읽을 수 없습니다. 다시 질문해 주세요.',
  en: 'The question cannot be read from this message any more. Please ask again.',
  zh: '无法从此消息中读取问题，请重新提问。',
};

/** Nothing is near a question. */
export const NOTHING_NEAR: Phrase = {
  ko: '가까운 항목이 없습니다.',
  en: 'There are no items nearby.',
  zh: '没有相近的条目。',
};
