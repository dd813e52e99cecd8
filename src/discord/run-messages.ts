import type { Phrase, PhraseOf } from '../answer/phrases.ts';
import type { Language } from '../bulletin/bulletin.ts';
import type { Reason } from '../store/outbox.ts';

/** The stages that a run passes, in their order. */
export const STAGES = ['active', 'index', 'items', 'channel', 'limits', 'posted'] as const;
export type Stage = (typeof STAGES)[number];

/** What a stage is called. */
export const STAGE_NAMES: Readonly<Record<Language, Readonly<Record<Stage, string>>>> = {
  ko: { active: '구독', index: '색인', items: '새 항목', channel: '채널과 권한', limits: 'Discord', posted: '게시' },
  en: {
    active: 'Subscription',
    index: 'Index',
    items: 'New items',
    channel: 'Channel and permissions',
    limits: 'Discord',
    posted: 'Posted',
  },
  zh: { active: '订阅', index: '索引', items: '新条目', channel: '频道与权限', limits: 'Discord', posted: '发布' },
};

/** Why nothing was posted, as a sentence. */
export const WHY_NOT: PhraseOf<Reason> = {
  ko: (reason) => {
    switch (reason.kind) {
      case 'paused':
        return '일시 중지된 상태였습니다.';
      case 'nothing-new':
        return '새로 추가된 항목이 없었습니다.';
      case 'index-not-ready':
        return '색인이 아직 준비되지 않았습니다.';
      case 'missed':
        return '봇이 실행되고 있지 않았습니다.';
      case 'caught-up':
        return `${reason.by}의 게시에 함께 담았습니다.`;
      case 'channel-gone':
        return '채널이 없어졌습니다.';
      case 'missing-permission':
        return `필요한 권한이 없습니다: ${permissions(reason.permissions, 'ko')}.`;
      case 'rate-limited':
        return `Discord의 요청 제한 때문에 ${moment(reason.until)}까지 기다립니다.`;
      case 'unreachable':
        return 'Discord에 연결하지 못했습니다.';
      case 'refused':
        return `Discord가 거부했습니다 (${reason.message}).`;
    }
  },
  en: (reason) => {
    switch (reason.kind) {
      case 'paused':
        return 'The subscription was paused.';
      case 'nothing-new':
        return 'Nothing new had been added.';
      case 'index-not-ready':
        return 'The index was not ready.';
      case 'missed':
        return 'The bot was not running.';
      case 'caught-up':
        return `It was caught up with the post of ${reason.by}.`;
      case 'channel-gone':
        return 'The channel is gone.';
      case 'missing-permission':
        return `The bot lacks permission: ${permissions(reason.permissions, 'en')}.`;
      case 'rate-limited':
        return `Discord limits the rate: waiting until ${moment(reason.until)}.`;
      case 'unreachable':
        return 'Discord could not be reached.';
      case 'refused':
        return `Discord refused it (${reason.message}).`;
    }
  },
  zh: (reason) => {
    switch (reason.kind) {
      case 'paused':
        return '订阅已暂停。';
      case 'nothing-new':
        return '没有新增条目。';
      case 'index-not-ready':
        return '索引尚未就绪。';
      case 'missed':
        return '机器人当时未运行。';
      case 'caught-up':
        return `已合并到 ${reason.by} 的发布中。`;
      case 'channel-gone':
        return '频道已不存在。';
      case 'missing-permission':
        return `缺少权限：${permissions(reason.permissions, 'zh')}。`;
      case 'rate-limited':
        return `受 Discord 速率限制，等待至 ${moment(reason.until)}。`;
      case 'unreachable':
        return '无法连接 Discord。';
      case 'refused':
        return `Discord 拒绝了请求（${reason.message}）。`;
    }
  },
};

/** What who subscribed is told when a channel stayed lost for three days. */
export const FAREWELL: PhraseOf<{ readonly channelId: string; readonly why: string }> = {
  ko: ({ channelId, why }) =>
    `<#${channelId}> 채널의 매일 소식 구독을 일시 중지했습니다. 사흘 동안 게시하지 못했습니다. ${why} 문제를 해결하신 뒤 서버에서 \`/구독목록\`의 “다시 시작”을 눌러 주세요.`,
  en: ({ channelId, why }) =>
    `The subscription of <#${channelId}> to daily news is paused: for three days nothing could be posted. ${why} Once that is solved, press “Resume” in \`/subscriptions\` on the server.`,
  zh: ({ channelId, why }) =>
    `<#${channelId}> 的每日动态订阅已暂停：三天内均无法发布。${why}问题解决后，请在服务器中通过 \`/订阅列表\` 点击“恢复”。`,
};

/** Permissions by the names that Discord shows. */
const PERMISSIONS: Readonly<Record<string, Phrase>> = {
  ViewChannel: { ko: '채널 보기', en: 'View Channel', zh: '查看频道' },
  SendMessages: { ko: '메시지 보내기', en: 'Send Messages', zh: '发送消息' },
  SendMessagesInThreads: { ko: '스레드에서 메시지 보내기', en: 'Send Messages in Threads', zh: '在子区内发送消息' },
  EmbedLinks: { ko: '링크 첨부', en: 'Embed Links', zh: '嵌入链接' },
  ReadMessageHistory: { ko: '메시지 기록 보기', en: 'Read Message History', zh: '阅读消息历史记录' },
  ManageThreads: { ko: '스레드 관리하기', en: 'Manage Threads', zh: '管理子区' },
};

function permissions(names: readonly string[], language: Language): string {
  return names.map((name) => PERMISSIONS[name]?.[language] ?? name).join(', ');
}

/** A moment that Discord shows in the reader's own time. */
function moment(iso: string): string {
  return `<t:${Math.floor(Date.parse(iso) / 1000)}:t>`;
}
