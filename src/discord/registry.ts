import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { giveReason, keepReason, takeBack, vote } from './buttons/feedback.ts';
import { near, nearPage } from './buttons/near.ts';
import { passagePage, passages } from './buttons/passages.ts';
import { share } from './buttons/share.ts';
import type { Command, ComponentHandler, MenuCommand, ModalHandler } from './command.ts';
import { ask } from './commands/ask.ts';
import { askAbout } from './commands/ask-about.ts';
import { bulletin, bulletinPages, removeBulletin } from './commands/bulletin.ts';
import { daily, dailyPages } from './commands/daily.ts';
import { help } from './commands/help.ts';
import { itemPages, items } from './commands/items.ts';
import { privacy, privacyStep } from './commands/privacy.ts';
import { sources } from './commands/sources.ts';
import { status } from './commands/status.ts';
import { subscribe } from './commands/subscribe.ts';
import { pauseSubscription, previewSubscription, subscriptionPages, subscriptions } from './commands/subscriptions.ts';
import { unsubscribe } from './commands/unsubscribe.ts';

/** Everything that the bot answers. A new command, button or modal is entered here, and nowhere else. */
export type Registry = {
  readonly commands: readonly Command[];
  readonly menus: readonly MenuCommand[];
  readonly components: readonly ComponentHandler[];
  readonly modals: readonly ModalHandler[];
};

/** What this bot answers. */
export const REGISTRY: Registry = {
  commands: [ask, sources, daily, items, help, status, subscribe, unsubscribe, subscriptions, bulletin, privacy],
  menus: [askAbout],
  components: [
    passages,
    passagePage,
    near,
    nearPage,
    share,
    vote,
    giveReason,
    takeBack,
    itemPages,
    dailyPages,
    subscriptionPages,
    pauseSubscription,
    previewSubscription,
    bulletinPages,
    removeBulletin,
    privacyStep,
  ],
  modals: [keepReason],
};

/** What Discord is told of the commands. */
export function commandsOf({ commands, menus }: Registry): RESTPostAPIApplicationCommandsJSONBody[] {
  return [...commands, ...menus].map(({ data }) => data);
}
