import type { Phrase, PhraseOf } from '../answer/phrases.ts';
import type { Language } from '../bulletin/bulletin.ts';
import type { Subscription } from '../store/outbox.ts';

/** How much a digest holds. */
export const TOTALS: PhraseOf<{ readonly items: number; readonly sections: number; readonly links: number }> = {
  ko: ({ items, sections, links }) =>
    [`항목 ${items}개`, ...(sections > 1 ? [`분야 ${sections}개`] : []), `출처 링크 ${links}개`].join(' · '),
  en: ({ items, sections, links }) =>
    [count(items, 'item'), ...(sections > 1 ? [count(sections, 'section')] : []), count(links, 'source link')].join(
      ' · ',
    ),
  zh: ({ items, sections, links }) =>
    [`${items} 个条目`, ...(sections > 1 ? [`${sections} 个栏目`] : []), `${links} 个来源链接`].join(' · '),
};

/** The title of a digest that is posted. */
export const DIGEST_TITLE: PhraseOf<string> = {
  ko: (day) => `${day} 소식`,
  en: (day) => `News of ${day}`,
  zh: (day) => `${day} 动态`,
};

/** What had no room in a digest, and where to read on. */
export const LEFT_OUT: PhraseOf<number> = {
  ko: (items) => `이 밖에 항목 ${items}개가 더 있습니다. \`/항목\`에서 모두 보실 수 있습니다.`,
  en: (items) =>
    `There ${items === 1 ? 'is 1 more item' : `are ${items} more items`}. See all of them with \`/items\`.`,
  zh: (items) => `另有 ${items} 个条目，可用 \`/条目\` 查看全部。`,
};

/** A day without items in the future or past: nothing was written of it. */
export const NOT_A_DATE: PhraseOf<string> = {
  ko: (text) =>
    `“${text}”은(는) 날짜로 읽을 수 없습니다. 입력하는 동안 나타나는 목록에서 고르거나 2024-08-02처럼 입력해 주세요.`,
  en: (text) =>
    `“${text}” is not a date. Choose one from the list that appears while you type, or write it as 2024-08-02.`,
  zh: (text) => `“${text}”不是有效日期。请从输入时出现的列表中选择，或按 2024-08-02 的格式输入。`,
};

/** The days that have items nearest to one that has none. */
export const NEAREST_DAYS: PhraseOf<string> = {
  ko: (days) => `가장 가까운 날: ${days}`,
  en: (days) => `The nearest days with items: ${days}`,
  zh: (days) => `有条目的最近日期：${days}`,
};

/** What a subscription is, in one line. */
export const SUBSCRIBED: PhraseOf<
  Pick<Subscription, 'channelId'> & { readonly next: string; readonly isNew: boolean }
> = {
  ko: ({ channelId, next, isNew }) =>
    `<#${channelId}> 채널의 매일 소식을 ${isNew ? '구독했습니다' : '새 설정으로 바꾸었습니다'}. 다음 게시는 ${next}입니다.`,
  en: ({ channelId, next, isNew }) =>
    `${isNew ? 'Subscribed' : 'Changed the subscription of'} <#${channelId}>${isNew ? ' to daily news' : ''}. The next post comes ${next}.`,
  zh: ({ channelId, next, isNew }) =>
    `${isNew ? '已为' : '已更新'} <#${channelId}> ${isNew ? '订阅每日动态' : '的订阅设置'}。下次发布：${next}。`,
};

/** How a subscription is set. */
export const SETTINGS: PhraseOf<Pick<Subscription, 'time' | 'timeZone' | 'mode' | 'weekdays' | 'sections'>> = {
  ko: ({ time, timeZone, mode, weekdays, sections }) =>
    [`${weekdayNames(weekdays, 'ko')} ${time} (${timeZone})`, MODE_NAMES.ko[mode], sectionNames(sections, 'ko')].join(
      ' · ',
    ),
  en: ({ time, timeZone, mode, weekdays, sections }) =>
    [
      `${weekdayNames(weekdays, 'en')} at ${time} (${timeZone})`,
      MODE_NAMES.en[mode],
      sectionNames(sections, 'en'),
    ].join(' · '),
  zh: ({ time, timeZone, mode, weekdays, sections }) =>
    [`${weekdayNames(weekdays, 'zh')} ${time}（${timeZone}）`, MODE_NAMES.zh[mode], sectionNames(sections, 'zh')].join(
      ' · ',
    ),
};

/** What a mode means, as the choices of an option. */
export const MODE_NAMES: Readonly<Record<Language, Readonly<Record<Subscription['mode'], string>>>> = {
  ko: { new: '새 항목만', spread: '새 호를 평일에 나누어' },
  en: { new: 'new items', spread: 'an issue spread over the days' },
  zh: { new: '仅新条目', spread: '新一期分日发布' },
};

/** There are no subscriptions in the server. */
export const NO_SUBSCRIPTIONS: Phrase = {
  ko: '이 서버에는 구독이 없습니다. `/구독`으로 시작해 보세요.',
  en: 'There are no subscriptions in this server. Begin with `/subscribe`.',
  zh: '本服务器没有订阅。请使用 `/订阅` 开始。',
};

/** Subscriptions belong to a server. */
export const SERVERS_ONLY: Phrase = {
  ko: '서버 안에서만 사용할 수 있는 명령입니다.',
  en: 'This command works in a server only.',
  zh: '此命令只能在服务器中使用。',
};

/** A time that is none. */
export const NOT_A_TIME: PhraseOf<string> = {
  ko: (text) => `“${text}”은(는) 시각으로 읽을 수 없습니다. 09:00처럼 24시간제로 입력해 주세요.`,
  en: (text) => `“${text}” is not a time. Write it as 09:00, in 24 hours.`,
  zh: (text) => `“${text}”不是有效时间。请按 24 小时制输入，例如 09:00。`,
};

/** A time zone that is none. */
export const NOT_A_ZONE: PhraseOf<string> = {
  ko: (text) => `“${text}” 시간대를 찾을 수 없습니다. Asia/Seoul처럼 입력해 주세요.`,
  en: (text) => `There is no time zone “${text}”. Write it as Asia/Seoul.`,
  zh: (text) => `没有名为“${text}”的时区。请按 Asia/Seoul 的格式输入。`,
};

/** The channel lacks something that posts need. */
export const CHANNEL_NOT_READY: PhraseOf<string> = {
  ko: (why) => `이 채널에는 게시할 수 없습니다. ${why}`,
  en: (why) => `Nothing can be posted to this channel. ${why}`,
  zh: (why) => `无法在该频道发布。${why}`,
};

/** A subscription was ended. */
export const UNSUBSCRIBED: PhraseOf<string> = {
  ko: (channelId) => `<#${channelId}> 채널의 구독을 끝냈습니다. 이미 게시된 소식은 그대로 남습니다.`,
  en: (channelId) => `The subscription of <#${channelId}> has ended. What was posted stays.`,
  zh: (channelId) => `已取消 <#${channelId}> 的订阅，已发布的内容保留不变。`,
};

/** A channel without a subscription. */
export const NOT_SUBSCRIBED: PhraseOf<string> = {
  ko: (channelId) => `<#${channelId}> 채널에는 구독이 없습니다.`,
  en: (channelId) => `<#${channelId}> has no subscription.`,
  zh: (channelId) => `<#${channelId}> 没有订阅。`,
};

/** The subscription whose button was pressed is no longer there. */
export const SUBSCRIPTION_GONE: Phrase = {
  ko: '이 구독은 더 이상 없습니다.',
  en: 'This subscription is no longer there.',
  zh: '该订阅已不存在。',
};

/** Labels of buttons. */
export const PREVIEW: Phrase = { ko: '미리 보기', en: 'Preview', zh: '预览' };
export const PAUSE: Phrase = { ko: '일시 중지', en: 'Pause', zh: '暂停' };
export const RESUME: Phrase = { ko: '다시 시작', en: 'Resume', zh: '恢复' };

/** Above a preview. */
export const PREVIEW_OF: Phrase = {
  ko: '지금 게시한다면 이렇게 보입니다. 나에게만 보이며, 게시한 것으로 세지 않습니다.',
  en: 'This is what would be posted now. Only you see it, and it does not count as posted.',
  zh: '若现在发布，内容如下。仅您可见，不计为已发布。',
};

/** A preview of nothing. */
export const NOTHING_TO_PREVIEW: Phrase = {
  ko: '지금 게시할 새 항목이 없습니다.',
  en: 'Nothing new would be posted now.',
  zh: '目前没有可发布的新条目。',
};

/** Heads of the lines about a subscription. */
export const NEXT_POST: PhraseOf<string> = {
  ko: (when) => `다음 게시: ${when}`,
  en: (when) => `Next post: ${when}`,
  zh: (when) => `下次发布：${when}`,
};
export const LAST_POST: PhraseOf<string> = {
  ko: (link) => `마지막 게시: ${link}`,
  en: (link) => `Last post: ${link}`,
  zh: (link) => `最近发布：${link}`,
};
export const LAST_RUN: PhraseOf<string> = {
  ko: (day) => `최근 실행 (${day})`,
  en: (day) => `Last run (${day})`,
  zh: (day) => `最近一次运行（${day}）`,
};
export const NEVER_RUN: Phrase = {
  ko: '아직 실행된 적이 없습니다.',
  en: 'It has not run yet.',
  zh: '尚未运行。',
};
export const NONE_YET: Phrase = { ko: '아직 없음', en: 'none yet', zh: '暂无' };

const WEEKDAYS: Readonly<Record<Language, string>> = {
  ko: '월화수목금토일',
  en: 'MonTueWedThuFriSatSun',
  zh: '一二三四五六日',
};

function weekdayNames(weekdays: readonly number[], language: Language): string {
  const days = weekdays.join('');
  if (days === '1234567') return { ko: '매일', en: 'Every day', zh: '每天' }[language];
  if (days === '12345') return { ko: '평일', en: 'On weekdays', zh: '工作日' }[language];
  const letters = language === 'en' ? 3 : 1;
  const names = weekdays.map((day) => WEEKDAYS[language].slice((day - 1) * letters, day * letters));
  return language === 'zh' ? `周${names.join('、')}` : names.join(language === 'ko' ? '·' : ', ');
}

function sectionNames(sections: readonly string[] | null, language: Language): string {
  return sections === null ? { ko: '모든 분야', en: 'all sections', zh: '全部栏目' }[language] : sections.join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
