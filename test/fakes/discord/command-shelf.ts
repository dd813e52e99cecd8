import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { SentCommand } from './command-rules.ts';
import { commandOf } from './openapi.ts';

/** Keeps the registered commands: those of everywhere, and those of single guilds. */
export class CommandShelf {
  readonly #nextId: () => string;
  readonly #applicationId: string;
  readonly #commands: APIApplicationCommand[] = [];

  constructor(nextId: () => string, applicationId: string) {
    this.#nextId = nextId;
    this.#applicationId = applicationId;
  }

  /** Those of a guild, or with null those of everywhere. */
  list(guildId: string | null): readonly APIApplicationCommand[] {
    return this.#commands.filter((one) => (one.guild_id ?? null) === guildId);
  }

  get(id: string): APIApplicationCommand | undefined {
    return this.#commands.find((one) => one.id === id);
  }

  /** Puts a list in the place of all. A command that was there keeps its id. */
  replace(guildId: string | null, sent: readonly SentCommand[]): readonly APIApplicationCommand[] {
    const next = sent.map((one) => this.#made(guildId, one));
    for (const old of this.list(guildId)) this.delete(old.id);
    this.#commands.push(...next);
    return next;
  }

  /** Adds a command, in the place of one of the same type and name. */
  put(guildId: string | null, sent: SentCommand): APIApplicationCommand {
    const next = this.#made(guildId, sent);
    this.delete(next.id);
    this.#commands.push(next);
    return next;
  }

  delete(id: string): boolean {
    const at = this.#commands.findIndex((one) => one.id === id);
    if (at === -1) return false;
    this.#commands.splice(at, 1);
    return true;
  }

  /** The command of a type and name that works in a guild: its own before one of everywhere. */
  find(guildId: string, type: number, name: string): APIApplicationCommand | undefined {
    return [...this.list(guildId), ...this.list(null)].find((one) => one.type === type && one.name === name);
  }

  #made(guildId: string | null, sent: SentCommand): APIApplicationCommand {
    const { id: _, ...fields } = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
    const old = this.list(guildId).find((one) => one.type === sent.type && one.name === sent.name);
    return commandOf({
      description: '',
      default_member_permissions: null,
      contexts: null,
      integration_types: [0],
      dm_permission: true,
      nsfw: false,
      ...fields,
      id: old?.id ?? this.#nextId(),
      application_id: this.#applicationId,
      version: this.#nextId(),
      ...(guildId !== null && { guild_id: guildId }),
    });
  }
}
