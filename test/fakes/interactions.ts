import type { APIInteraction } from 'discord.js';

const IDS = { application_id: '200000000000000001', id: '300000000000000001', token: 'a-token' };

/** What may be chosen of an interaction; the rest is as in a server where the caller may do nothing special. */
export type InteractionOptions = {
  readonly id?: string;
  readonly locale?: string;
  readonly userId?: string;
  /** The permissions of the caller, as a number in a string. */
  readonly permissions?: string;
};

/** A slash command as the gateway tells it. */
export function commandInteraction(
  name: string,
  options: Readonly<Record<string, string | boolean>> = {},
  more: InteractionOptions = {},
): APIInteraction {
  const given = Object.entries(options).map(([option, value]) => ({
    name: option,
    type: typeof value === 'string' ? 3 : 5,
    value,
  }));
  return told({ type: 2, data: { id: '1', type: 1, name, options: given } }, more);
}

/** A press of a button as the gateway tells it. */
export function buttonInteraction(
  customId: string,
  message: object = {},
  more: InteractionOptions = {},
): APIInteraction {
  return told({ type: 3, data: { component_type: 2, custom_id: customId }, message: { id: '9', ...message } }, more);
}

/** Through JSON, as it comes from the gateway: what is not told has no type either. */
function told(
  what: object,
  { id = IDS.id, locale = 'ko', userId = '400000000000000001', permissions = '0' }: InteractionOptions,
) {
  const interaction: APIInteraction = JSON.parse(
    JSON.stringify({
      ...IDS,
      ...what,
      id,
      locale,
      guild_id: '500000000000000001',
      channel: { id: '600000000000000001', type: 0 },
      member: { user: { id: userId, username: 'someone' }, permissions },
      version: 1,
    }),
  );
  return interaction;
}
