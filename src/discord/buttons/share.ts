import type { APIEmbed, APIMessage } from 'discord.js';
import { ComponentType, userMention } from 'discord.js';
import { shareId } from '../answer-ids.ts';
import type { ComponentCall } from '../call.ts';
import type { Message, Row } from '../command.ts';
import { handlerOf } from '../command.ts';
import { readCustomId } from '../custom-id.ts';
import { SHARED_BY } from '../messages.ts';

/** Shows an answer that its asker alone sees to the whole channel, and takes the button away from it. */
export const share = handlerOf(shareId, {
  acknowledge: (_: ComponentCall) => 'updating',
  execute: ({ message, userId, language }) => {
    const answer = withoutShare(message);
    const content = SHARED_BY[language](userMention(userId));
    return { kind: 'update', message: answer, followUps: [{ message: { ...answer, content }, hidden: false }] };
  },
});

function withoutShare({ embeds, components = [] }: APIMessage): Message {
  return { embeds: embeds.map(shownIn), components: components.flatMap(rowOf) };
}

/** What the bot itself has put on a card: Discord adds more, which it does not take back. */
function shownIn({ title, description, color, fields, footer }: APIEmbed): APIEmbed {
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(color !== undefined && { color }),
    ...(fields !== undefined && { fields: fields.map(({ name, value }) => ({ name, value })) }),
    ...(footer !== undefined && { footer: { text: footer.text } }),
  };
}

function rowOf(row: NonNullable<APIMessage['components']>[number]): Row[] {
  if (row.type !== ComponentType.ActionRow) return [];
  const components = row.components.filter(
    (one) => !('custom_id' in one) || readCustomId(one.custom_id)?.kind !== shareId.kind,
  );
  return components.length === 0 ? [] : [{ type: row.type, components }];
}
