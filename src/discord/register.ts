import { isDeepStrictEqual } from 'node:util';
import type { REST, RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { Routes } from 'discord.js';
import { z } from 'zod';

/** Where commands are registered: `guildId` null is everywhere. */
export type Place = { readonly applicationId: string; readonly guildId: string | null };

/** Registers the commands with one request where Discord has others, names or texts in any language included. Gives whether it had. */
export async function registerCommands(
  rest: REST,
  place: Place,
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<boolean> {
  const { applicationId, guildId } = place;
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const known = z.array(z.record(z.string(), z.unknown())).parse(await rest.get(route, { query }));
  if (isDeepStrictEqual(comparable(known, guildId), comparable(commands, guildId))) return false;
  await rest.put(route, { body: commands });
  return true;
}

/** What Discord adds to a command, or leaves out of one that is registered in a guild alone. */
const ADDED = ['id', 'application_id', 'guild_id', 'version', 'dm_permission', 'default_permission', 'handler'];
const GLOBAL_ONLY = ['contexts', 'integration_types'];

function comparable(commands: readonly object[], guildId: string | null): unknown {
  const ignored = new Set(guildId === null ? ADDED : [...ADDED, ...GLOBAL_ONLY]);
  const plain = commands.map((command) =>
    normalised(Object.fromEntries(Object.entries({ type: 1, ...command }).filter(([name]) => !ignored.has(name)))),
  );
  return plain.map((command) => JSON.stringify(command)).sort();
}

/** The value without what says nothing (null, false, empty lists and objects), its names in order; lists keep theirs. */
function normalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(normalised);
  if (typeof value !== 'object' || value === null) return value === null || value === false ? undefined : value;
  const entries = Object.entries(value)
    .map(([name, inner]) => [name, normalised(inner)] as const)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
