import { setTimeout } from 'node:timers/promises';
import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import type { Assembly } from '../assemble.ts';
import type { Desk } from '../desk.ts';
import { Library } from '../library.ts';
import type { Logger } from '../log.ts';
import type { Download } from './attachment.ts';
import { downloadFrom } from './attachment.ts';
import type { DailyPosts } from './daily-posts.ts';
import { dailyPosts } from './daily-posts.ts';
import type { Suggester } from './suggester.ts';
import { suggesterOf } from './suggester.ts';

/** What commands answer with. */
export type Context = {
  readonly desk: Desk;
  readonly now: () => Date;
  readonly log: Logger;
  /** Whether something in the bulletins folder is not taken in yet. */
  readonly behind: () => boolean;
  /** What Discord is told of the commands, for the help. */
  readonly commands: readonly RESTPostAPIApplicationCommandsJSONBody[];
  /** Choices while an option is typed. */
  readonly suggester: Suggester;
  /** Adds and removes bulletins. */
  readonly library: Pick<Library, 'add' | 'remove'>;
  /** Makes and posts daily digests. */
  readonly daily: DailyPosts;
  /** Loads a file that was sent with a command. */
  readonly download: Download;
};

/** Between two tries while bulletins are being read. */
const PAUSE_MS = 1_000;

/** Makes of what is assembled what commands answer with. */
export function contextOf(
  assembly: Assembly,
  { token, ...more }: Pick<Context, 'now' | 'log' | 'behind' | 'commands'> & { readonly token: string },
): Context {
  const { config, catalog, store, embedder, ingest, exclusively, follow: refresh } = assembly;
  const { bulletinDir, timeZone, discordApiUrl } = config;
  const pause = () => setTimeout(PAUSE_MS);
  const desk = { catalog, store, embedder, timeZone, refresh };
  return {
    ...more,
    desk,
    daily: dailyPosts({ ...more, desk, address: { token, apiUrl: discordApiUrl } }),
    suggester: suggesterOf(catalog),
    library: new Library({ bulletinDir, store, ingest, exclusively, now: more.now, pause }),
    download: downloadFrom(discordApiUrl),
  };
}
