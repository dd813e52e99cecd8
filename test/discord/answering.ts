import type { APIEmbed, APIInteraction } from 'discord.js';
import { z } from 'zod';
import type { OpenDesk } from '../../src/console/run-command.ts';
import { Limit } from '../../src/discord/limits.ts';
import { Queue } from '../../src/discord/queue.ts';
import { REGISTRY } from '../../src/discord/registry.ts';
import { Router } from '../../src/discord/router.ts';
import { contextOver } from '../fakes/context.ts';
import { recordedRest } from '../fakes/recorded-rest.ts';

const buttonSchema = z.looseObject({
  custom_id: z.string().optional(),
  label: z.string().optional(),
  disabled: z.boolean().optional(),
});
const messageSchema = z.looseObject({
  content: z.string().optional(),
  flags: z.number().optional(),
  embeds: z.array(z.custom<APIEmbed>()).default([]),
  components: z.array(z.looseObject({ components: z.array(buttonSchema) })).default([]),
});

/** A message that the bot sent, as a user sees it. */
export type Seen = z.infer<typeof messageSchema>;

/** What the bot does about an interaction with a desk: all messages that it sends, in their order, deferrals left out. */
export async function answering(interaction: APIInteraction, desk: OpenDesk, behind = false): Promise<readonly Seen[]> {
  const { rest, sent } = recordedRest();
  const free = new Limit({ burst: 100, everyMs: 1 });
  const router = new Router({
    registry: REGISTRY,
    context: contextOver(desk, { behind: () => behind }),
    rest,
    queue: new Queue({ atOnce: 1, waiting: 10 }),
    limits: { user: free, guild: free },
    limitMs: 20_000,
  });
  router.handle(interaction);
  await router.drain(20_000);
  const callback = z.looseObject({ type: z.number(), data: messageSchema.optional() });
  return sent.flatMap(({ path, body }) => {
    if (!path.endsWith('/callback')) return [messageSchema.parse(body)];
    const { type, data } = callback.parse(body);
    return [4, 7].includes(type) && data !== undefined ? [data] : [];
  });
}

/** The custom_id of a button, by its label. */
export function buttonOf({ components }: Seen, label: string): string {
  const button = components.flatMap((row) => row.components).find((one) => one.label === label);
  if (button?.custom_id === undefined) throw new Error(`There is no button ${label}.`);
  return button.custom_id;
}
