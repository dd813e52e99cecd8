import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { near, nearPage } from './buttons/near.ts';
import { passagePage, passages } from './buttons/passages.ts';
import { share } from './buttons/share.ts';
import type { Command, ComponentHandler, MenuCommand, ModalHandler } from './command.ts';
import { ask } from './commands/ask.ts';
import { help } from './commands/help.ts';
import { status } from './commands/status.ts';

/** Everything that the bot answers. A new command, button or modal is entered here, and nowhere else. */
export type Registry = {
  readonly commands: readonly Command[];
  readonly menus: readonly MenuCommand[];
  readonly components: readonly ComponentHandler[];
  readonly modals: readonly ModalHandler[];
};

export const REGISTRY: Registry = {
  commands: [ask, help, status],
  menus: [],
  components: [passages, passagePage, near, nearPage, share],
  modals: [],
};

/** What Discord is told of the commands. */
export function commandsOf({ commands, menus }: Registry): RESTPostAPIApplicationCommandsJSONBody[] {
  return [...commands, ...menus].map(({ data }) => data);
}
