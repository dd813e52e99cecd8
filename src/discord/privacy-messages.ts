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
      '질문과 답은 그 자체로는 저장하지 않으며, 모든 처리는 봇이 실행되는 컴퓨터 안에서만 이루어집니다.',
      `답에 👍 👎로 남긴 의견은 이름 대신 알아볼 수 없는 표식과 함께 ${days}일 동안 보관한 뒤 지웁니다.`,
      '의견에는 투표, 적어 주신 이유, 인용된 항목, 언어, 시각이 들어가고, 본인이 한 질문이면 질문 문장도 들어갑니다.',
      '매일 요약을 구독하면, 채널에 문제가 생겼을 때 알려 드리기 위해 구독한 사람의 Discord ID를 구독이 있는 동안 보관합니다.',
    ].join('\n'),
  en: (days) =>
    [
      'Questions and answers as such are not stored, and nothing leaves the computer that the bot runs on.',
      `A vote given with 👍 or 👎 is kept for ${days} days and then deleted, under a mark that does not show who you are.`,
      'It holds the vote, the reason that you gave, the items cited, the language and the time; also the question, if it was your own.',
      'Whoever subscribes a channel to daily digests is kept by their Discord id as long as the subscription, to be told when its channel is lost.',
    ].join('\n'),
  zh: (days) =>
    [
      '提问与回答本身不会被保存，所有处理都只在运行机器人的计算机上进行。',
      `用 👍 或 👎 给出的评价会以无法识别身份的标记保存 ${days} 天，之后删除。`,
      '其中包括评价、您填写的理由、所引条目、语言和时间；如果问题是您本人提出的，还包括问题原文。',
      '订阅每日摘要时，会在订阅期间保存订阅者的 Discord ID，以便频道出现问题时通知本人。',
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

/** Heading of the subscriptions that a user made. */
export const YOUR_SUBSCRIPTIONS: PhraseOf<number> = {
  ko: (count) => `만드신 구독 ${count}건`,
  en: (count) => `Your subscriptions: ${count}`,
  zh: (count) => `您创建的订阅：${count} 个`,
};

/** What is not shown for want of room. */
export const AND_MORE: PhraseOf<number> = {
  ko: (count) => `그 밖에 ${count}건`,
  en: (count) => `and ${count} more`,
  zh: (count) => `另有 ${count} 条`,
};

/** Asks to delete all. */
export const DELETE_ALL: Phrase = { ko: '모두 지우기', en: 'Delete all', zh: '全部删除' };

/** How much is stored about a user. */
type Stored = { readonly votes: number; readonly subscriptions: number };

/** Asks once more before all is deleted. Subscriptions belong to their server: they stay without their maker. */
export const REALLY_DELETE: PhraseOf<Stored> = {
  ko: (stored) =>
    `저장된 내 정보(${storedKo(stored)})를 모두 지웁니다. 되돌릴 수 없습니다.${stored.subscriptions > 0 ? ' 구독은 서버의 것이므로 그대로 남고, 만든 사람만 지워집니다.' : ''} 지울까요?`,
  en: (stored) =>
    `This deletes what is stored about you for good: ${storedEn(stored)}.${stored.subscriptions > 0 ? ' Subscriptions belong to the server and go on without your name.' : ''} Delete?`,
  zh: (stored) =>
    `将永久删除关于您的信息：${storedZh(stored)}。${stored.subscriptions > 0 ? '订阅属于服务器，会继续保留，仅删除创建者信息。' : ''}确定删除吗？`,
};

/** Deletes all. */
export const YES_DELETE: Phrase = { ko: '지우기', en: 'Delete', zh: '删除' };

/** Leaves all as it is. */
export const CANCEL: Phrase = { ko: '취소', en: 'Cancel', zh: '取消' };

/** All was deleted. */
export const ALL_DELETED: PhraseOf<Stored> = {
  ko: (stored) => `저장된 내 정보(${storedKo(stored)})를 모두 지웠습니다.`,
  en: (stored) => `Deleted: ${storedEn(stored)}. Nothing is stored about you any more.`,
  zh: (stored) => `已删除：${storedZh(stored)}。不再保存任何关于您的信息。`,
};

function storedKo({ votes, subscriptions }: Stored): string {
  return those([votes, `의견 ${votes}건`], [subscriptions, `구독 ${subscriptions}건`]).join(', ');
}

function storedEn({ votes, subscriptions }: Stored): string {
  return those(
    [votes, `${votes} ${votes === 1 ? 'vote' : 'votes'}`],
    [subscriptions, `your name on ${subscriptions} ${subscriptions === 1 ? 'subscription' : 'subscriptions'}`],
  ).join(', and ');
}

function storedZh({ votes, subscriptions }: Stored): string {
  return those([votes, `${votes} 条评价`], [subscriptions, `${subscriptions} 个订阅的创建者信息`]).join('和');
}

/** The texts of what there is. */
function those(...all: readonly (readonly [count: number, text: string])[]): string[] {
  return all.flatMap(([count, text]) => (count === 0 ? [] : text));
}
