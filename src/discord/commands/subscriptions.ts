import type { APIEmbed } from 'discord.js';
import { ApplicationCommandType, InteractionContextType, PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';
import { dayIn } from '../../daily/days.ts';
import { nonceOf } from '../../daily/nonce.ts';
import type { Delivery, Subscription } from '../../store/outbox.ts';
import type { ComponentCall } from '../call.ts';
import type { Command, Reply } from '../command.ts';
import { handlerOf } from '../command.ts';
import type { Context } from '../context.ts';
import { NOTHING_TO_PREVIEW, PREVIEW_OF, SERVERS_ONLY, SUBSCRIPTION_GONE } from '../daily-messages.ts';
import { hidden } from '../hidden.ts';
import { described } from '../localized.ts';
import { WHY_NOT } from '../run-messages.ts';
import type { Followed } from '../subscription-card.ts';
import { pauseId, previewId, subscriptionList, subscriptionPageId } from '../subscription-card.ts';

/** How many days are looked back for the last post. */
const LOOK_BACK = 60;

/** The subscriptions of a server, and why nothing was posted. */
export const subscriptions = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...described(
      { ko: '구독목록', en: 'subscriptions', zh: '订阅列表' },
      {
        ko: '이 서버의 구독과 게시 상황을 보여 줍니다 (서버 관리 권한 필요)',
        en: 'The subscriptions of this server, and what became of them (needs Manage Server)',
        zh: '查看本服务器的订阅与发布情况（需要“管理服务器”权限）',
      },
    ),
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [InteractionContextType.Guild],
  },
  managersOnly: true,
  acknowledge: () => 'at-once',
  execute: async ({ guildId, language }, context) => {
    if (guildId === null) return hidden(SERVERS_ONLY[language]);
    const message = subscriptionList(await followed(guildId, context), 0, context.now().getTime(), language);
    return hidden(message);
  },
} satisfies Command;

/** Turns the pages of the list. */
export const subscriptionPages = handlerOf(subscriptionPageId, {
  managersOnly: true,
  acknowledge: (_: ComponentCall) => 'at-once',
  execute: (call, { page }, context: Context) => listAt(page, call, context),
});

/** Pauses a subscription, or lets it go on. */
export const pauseSubscription = handlerOf(pauseId, {
  managersOnly: true,
  acknowledge: (_: ComponentCall) => 'at-once',
  execute: async (call, { subscription: id, to, page }, context: Context) => {
    const { outbox } = context.desk.store;
    const known = await outbox.subscription(id);
    if (known === null || known.guildId !== call.guildId) return hidden(SUBSCRIPTION_GONE[call.language]);
    const since = context.now().toISOString();
    await outbox.change(id, (one) => ({
      ...one,
      troubleSince: null,
      paused: to === 'active' ? null : { by: 'user', since },
    }));
    return listAt(page, call, context);
  },
});

/** Shows what a subscription would post now, to who presses it alone. */
export const previewSubscription = handlerOf(previewId, {
  managersOnly: true,
  acknowledge: (_: ComponentCall) => 'at-once',
  execute: async ({ guildId, language }, { subscription: id }, context: Context) => {
    const known = await context.desk.store.outbox.subscription(id);
    if (known === null || known.guildId !== guildId) return hidden(SUBSCRIPTION_GONE[language]);
    const day = dayIn(known.timeZone)(context.now());
    const composed = await context.daily.compose(known, day, (part) => nonceOf(id, day, part));
    if (composed === null) return hidden(WHY_NOT[language]({ kind: 'index-not-ready' }));
    const [first] = composed.messages;
    if (first === undefined) return hidden(NOTHING_TO_PREVIEW[language]);
    const { embeds } = payloadSchema.parse(JSON.parse(first.payload));
    return hidden({ content: PREVIEW_OF[language], embeds });
  },
});

const payloadSchema = z.object({ embeds: z.array(z.custom<APIEmbed>()) });

async function listAt(page: number, { guildId, language }: ComponentCall, context: Context): Promise<Reply> {
  if (guildId === null) return hidden(SERVERS_ONLY[language]);
  const list = subscriptionList(await followed(guildId, context), page, context.now().getTime(), language);
  return { kind: 'update', message: list };
}

async function followed(guildId: string, { desk }: Context): Promise<Followed[]> {
  const { outbox } = desk.store;
  const own = (await outbox.subscriptions()).filter((one) => one.guildId === guildId);
  return Promise.all(
    own.map(async (subscription) => followedOne(subscription, await outbox.deliveries(subscription.id, LOOK_BACK))),
  );
}

function followedOne(subscription: Subscription, deliveries: readonly Delivery[]): Followed {
  const isPost = ({ parts }: Delivery) => parts.some(({ messageId }) => messageId !== null);
  return { subscription, lastRun: deliveries[0] ?? null, lastPost: deliveries.find(isPost) ?? null };
}
