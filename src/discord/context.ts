import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import type { Desk } from '../desk.ts';
import type { Logger } from '../log.ts';

/** What commands answer with. */
export type Context = {
  readonly desk: Desk;
  readonly now: () => Date;
  readonly log: Logger;
  /** Whether something in the bulletins folder is not taken in yet. */
  readonly behind: () => boolean;
  /** What Discord is told of the commands, for the help. */
  readonly commands: readonly RESTPostAPIApplicationCommandsJSONBody[];
};
