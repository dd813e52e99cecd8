import type { REST, RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { ApplicationCommandType, Routes } from 'discord.js';
import { z } from 'zod';

/** Where commands are registered: `guildId` null is everywhere. */
export type Place = { readonly applicationId: string; readonly guildId: string | null };

const knownSchema = z.looseObject({ name: z.string(), type: z.int().default(ApplicationCommandType.ChatInput) });
type Known = z.infer<typeof knownSchema>;

/** Registers the commands with one request where Discord has others, names or texts in any language included. Gives whether it had. */
export async function registerCommands(
  rest: REST,
  { applicationId, guildId }: Place,
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<boolean> {
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const known = z.array(knownSchema).parse(await rest.get(route, { query }));
  if (isSame(known, z.array(knownSchema).parse(commands), guildId !== null)) return false;
  await rest.put(route, { body: commands });
  return true;
}

function isSame(known: readonly Known[], wanted: readonly Known[], inGuild: boolean): boolean {
  if (known.length !== wanted.length) return false;
  return wanted.every((ours) => {
    const theirs = known.find(({ name, type }) => name === ours.name && type === ours.type);
    return theirs !== undefined && comparable(ours, ours, inGuild) === comparable(theirs, ours, inGuild);
  });
}

/** What Discord adds to a command. */
const ADDED = ['id', 'application_id', 'guild_id', 'version', 'dm_permission', 'default_permission', 'handler'];
/** What it fills in by the settings of the application where a command does not tell, and leaves out of commands of a guild. */
const FILLED_IN = ['contexts', 'integration_types'];

/** A command in a form in which equal ones are the same text. */
function comparable(command: Known, ours: Known, inGuild: boolean): string {
  const left = (name: string) => ADDED.includes(name) || (FILLED_IN.includes(name) && (inGuild || !(name in ours)));
  return JSON.stringify(normalised(Object.fromEntries(Object.entries(command).filter(([name]) => !left(name)))));
}

/** The value without what says nothing (null, false, empty texts, lists and objects), its names in order; lists keep theirs. */
function normalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(normalised);
  if (typeof value !== 'object' || value === null)
    return [null, false, ''].some((nothing) => nothing === value) ? undefined : value;
  const entries = Object.entries(value)
    .map(([name, inner]) => [name, normalised(inner)] as const)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
