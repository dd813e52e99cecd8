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
    of === 'user' ? `您的请求过于频繁，请在${when}后再试。` : `本服务器的请求过于频繁，请在${when}后再试。`,
};

/** Too many others are waiting for their answers. */
export const BUSY: Phrase = {
  ko: '지금은 대기 중인 질문이 너무 많아 받을 수 없습니다. 잠시 후 다시 시도해 주세요.',
  en: 'Too many questions are waiting at the moment. Please try again in a little while.',
  zh: '目前排队的请求过多，暂时无法受理，请稍后再试。',
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

/** What can be asked, and with which command. */
export const HELP: Phrase = {
  ko: [
    '정기 게시물에 실린 내용을 **원문 문장 그대로** 인용해 출처와 함께 답합니다.',
    '',
    '`/질문` 질문에 답합니다. 기간(“지난주”, “7월 24일”)도 알아듣습니다',
    '`/상태` 색인된 게시물과 검색 방식을 보여 드립니다',
    '`/도움말` 이 도움말',
  ].join('\n'),
  en: [
    'Answers questions in **sentences quoted verbatim** from periodical bulletins, always with their source.',
    '',
    '`/ask` answers a question. It understands periods too (“last week”, “24 July”)',
    '`/status` what is indexed, and how it is searched',
    '`/help` this help',
  ].join('\n'),
  zh: [
    '**逐字引用**定期通报的原文来回答问题，并注明出处。',
    '',
    '`/提问` 回答问题，可理解时间范围（“上周”“7月24日”）',
    '`/状态` 已索引的内容与检索方式',
    '`/帮助` 本帮助',
  ].join('\n'),
};
