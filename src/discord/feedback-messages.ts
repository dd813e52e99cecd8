import type { Phrase, PhraseOf } from '../answer/phrases.ts';

/** A vote was kept. */
export const VOTE_KEPT: PhraseOf<'up' | 'down'> = {
  ko: (vote) =>
    vote === 'up'
      ? '👍 의견을 남겨 주셔서 감사합니다.'
      : '👎 의견을 남겨 주셔서 감사합니다. 무엇이 아쉬웠는지 알려 주시면 더 나은 답에 도움이 됩니다.',
  en: (vote) =>
    vote === 'up'
      ? '👍 Thank you, your vote is kept.'
      : '👎 Thank you, your vote is kept. Saying what was wrong helps to make answers better.',
  zh: (vote) =>
    vote === 'up' ? '👍 感谢您的评价，已记录。' : '👎 感谢您的评价，已记录。如能说明不足之处，将有助于改进回答。',
};

/** Opens the form for a reason. */
export const GIVE_REASON: Phrase = { ko: '이유 적기', en: 'Say why', zh: '填写理由' };

/** Takes the vote back. */
export const TAKE_BACK: Phrase = { ko: '의견 취소', en: 'Take it back', zh: '撤回评价' };

/** Title of the form for a reason. */
export const REASON_TITLE: Phrase = { ko: '의견의 이유', en: 'Why?', zh: '评价理由' };

/** Label of its only field. */
export const REASON_LABEL: Phrase = {
  ko: '무엇이 좋았거나 아쉬웠나요?',
  en: 'What was good, or what was wrong?',
  zh: '哪些方面好，哪些方面不足？',
};

/** A reason was kept. */
export const REASON_KEPT: Phrase = {
  ko: '이유를 함께 저장했습니다. 감사합니다. 저장된 내용은 `/개인정보`에서 보고 지울 수 있습니다.',
  en: 'Your reason is kept, thank you. `/privacy` shows what is stored about you, and deletes it.',
  zh: '理由已保存，谢谢。可通过 `/隐私` 查看并删除已保存的内容。',
};

/** A vote was taken back. */
export const VOTE_GONE: Phrase = {
  ko: '의견을 지웠습니다.',
  en: 'Your vote is deleted.',
  zh: '您的评价已删除。',
};

/** There is no vote that a reason could be given for. */
export const NO_VOTE: Phrase = {
  ko: '이 답에 남기신 의견이 더 이상 없습니다. 답 아래의 👍 👎로 다시 남겨 주세요.',
  en: 'Your vote on this answer is no longer there. Vote again with 👍 or 👎 below the answer.',
  zh: '您对该回答的评价已不存在。请用回答下方的 👍 或 👎 重新评价。',
};

/** Nothing can be stored at the moment. */
export const NOT_KEPT: Phrase = {
  ko: '지금은 의견을 저장할 수 없습니다(디스크가 가득 찼거나 쓸 수 없는 상태입니다). 나중에 다시 시도해 주세요.',
  en: 'Votes cannot be stored at the moment: the disk is full or cannot be written. Please try again later.',
  zh: '目前无法保存评价（磁盘已满或不可写），请稍后再试。',
};
