import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { registerCommands } from '../../src/discord/register.ts';
import { recordedRest } from '../fakes/recorded-rest.ts';

const EVERYWHERE = { applicationId: '2', guildId: null };

const ASK: RESTPostAPIApplicationCommandsJSONBody = {
  type: 1,
  name: 'ask',
  name_localizations: { ko: '질문', 'en-US': 'ask' },
  description: 'Answers',
  description_localizations: { ko: '답합니다' },
  options: [
    { type: 3, name: 'question', description: 'What?', required: true, max_length: 300 },
    { type: 5, name: 'hidden', description: 'To you alone' },
  ],
};
const MENU: RESTPostAPIApplicationCommandsJSONBody = { type: 3, name: 'ask', default_member_permissions: '32' };

/** A command as Discord gives it back: with ids and defaults, its texts in another order. */
function givenBack(command: object): object {
  return {
    id: '9',
    application_id: '2',
    version: '10',
    default_member_permissions: null,
    dm_permission: true,
    nsfw: false,
    contexts: null,
    integration_types: [0, 1],
    name_localizations: null,
    options: [],
    ...Object.fromEntries(Object.entries(command).reverse()),
  };
}

/** Registers commands where Discord knows some; gives the result, and the bodies that were put. */
async function register(
  known: readonly object[],
  wanted: readonly RESTPostAPIApplicationCommandsJSONBody[],
  place: { readonly applicationId: string; readonly guildId: string | null } = EVERYWHERE,
) {
  const { rest, sent } = recordedRest(({ method }) => Response.json(method === 'GET' ? known : []));
  rest.setToken('a-token');
  const changed = await registerCommands(rest, place, wanted);
  return { changed, put: sent.filter(({ method }) => method === 'PUT') };
}

describe('registerCommands', () => {
  test('leaves alone what Discord has already, in whatever order and with whatever defaults', async () => {
    expect(await register([givenBack(MENU), givenBack(ASK)], [ASK, MENU])).toEqual({ changed: false, put: [] });
  });

  test.each<[string, readonly object[]]>([
    ['has none', []],
    ['lacks one', [ASK]],
    ['has one more', [ASK, MENU, { ...MENU, name: 'old' }]],
    ['has another text in one language', [{ ...ASK, description_localizations: { ko: '다른 말' } }, MENU]],
    ['has a language more', [{ ...ASK, name_localizations: { ko: '질문', 'en-US': 'ask', ja: '質問' } }, MENU]],
    ['has its options in another order', [{ ...ASK, options: [...(ASK.options ?? [])].reverse() }, MENU]],
    ['has another limit', [{ ...ASK, options: [{ ...ASK.options?.[0], max_length: 200 }, ASK.options?.[1]] }, MENU]],
    ['lets others use it', [ASK, { ...MENU, default_member_permissions: '0' }]],
  ])('puts all of them once where Discord %s', async (_, known) => {
    const { changed, put } = await register(known.map(givenBack), [ASK, MENU]);
    expect(changed).toBe(true);
    expect(put.map(({ path, body }) => [path, body])).toEqual([['/applications/2/commands', [ASK, MENU]]]);
  });

  test('compares where a command may be used when it tells, and not in a guild', async () => {
    const there = { ...ASK, contexts: [0] };
    const guild = { applicationId: '2', guildId: '5' };
    expect((await register([givenBack(ASK)], [there])).changed).toBe(true);
    expect((await register([givenBack(there)], [there])).changed).toBe(false);
    expect((await register([givenBack(ASK)], [there], guild)).changed).toBe(false);
  });
});
