import type { Phrase, PhraseOf } from '../answer/phrases.ts';

/** Title of what is stored about a user. */
export const PRIVACY_TITLE: Phrase = {
  ko: '저장된 내 정보',
  en: 'What is stored about you',
  zh: '关于您的已存信息',
};

/** What is stored in general, and what is not. `days` is how long votes are kept. */
export const PRIVACY_RULES: PhraseOf<number> = {
  ko: (days) =>
    [
      '질문과 답은 저장하지 않으며, 모든 처리는 봇이 실행되는 컴퓨터 안에서만 이루어집니다.',
      `답에 👍 👎로 남긴 의견은 이름 대신 알아볼 수 없는 표식과 함께 ${days}일 동안 보관한 뒤 지웁니다.`,
      '의견에는 투표, 적어 주신 이유, 인용된 항목, 언어, 시각이 들어가고, 본인이 한 질문이면 질문 문장도 들어갑니다.',
    ].join('\n'),
  en: (days) =>
    [
      'Questions and answers are not stored, and nothing leaves the computer that the bot runs on.',
      `A vote given with 👍 or 👎 is kept for ${days} days and then deleted, under a mark that does not show who you are.`,
      'It holds the vote, the reason that you gave, the items cited, the language and the time; also the question, if it was your own.',
    ].join('\n'),
  zh: (days) =>
    [
      '提问与回答不会被保存，所有处理都只在运行机器人的计算机上进行。',
      `用 👍 或 👎 给出的评价会以无法识别身份的标记保存 ${days} 天，之后删除。`,
      '其中包括评价、您填写的理由、所引条目、语言和时间；如果问题是您本人提出的，还包括问题原文。',
    ].join('\n'),
};

/** Nothing is stored about the asker. */
export const NOTHING_STORED: Phrase = {
  ko: '지금 저장된 내 정보는 없습니다.',
  en: 'Nothing is stored about you at the moment.',
  zh: '目前没有保存任何关于您的信息。',
};

/** Heading of the votes of a user. */
export const YOUR_VOTES: PhraseOf<number> = {
  ko: (count) => `남기신 의견 ${count}건`,
  en: (count) => `Your votes: ${count}`,
  zh: (count) => `您的评价：${count} 条`,
};

/** What is not shown for want of room. */
export const AND_MORE: PhraseOf<number> = {
  ko: (count) => `그 밖에 ${count}건`,
  en: (count) => `and ${count} more`,
  zh: (count) => `另有 ${count} 条`,
};

/** Asks to delete all. */
export const DELETE_ALL: Phrase = { ko: '모두 지우기', en: 'Delete all', zh: '全部删除' };

/** Asks once more before all is deleted. */
export const REALLY_DELETE: PhraseOf<number> = {
  ko: (count) => `저장된 의견 ${count}건을 모두 지웁니다. 되돌릴 수 없습니다. 지울까요?`,
  en: (count) => `This deletes ${count === 1 ? 'your vote' : `all ${count} of your votes`} for good. Delete?`,
  zh: (count) => `将删除已保存的 ${count} 条评价，且无法恢复。确定删除吗？`,
};

/** Deletes all. */
export const YES_DELETE: Phrase = { ko: '지우기', en: 'Delete', zh: '删除' };

/** Leaves all as it is. */
export const CANCEL: Phrase = { ko: '취소', en: 'Cancel', zh: '取消' };

/** All was deleted. */
export const ALL_DELETED: PhraseOf<number> = {
  ko: (count) => `저장된 의견 ${count}건을 모두 지웠습니다.`,
  en: (count) => `Deleted: ${count} ${count === 1 ? 'vote' : 'votes'}. Nothing is stored about you any more.`,
  zh: (count) => `已删除 ${count} 条评价，不再保存任何关于您的信息。`,
};
