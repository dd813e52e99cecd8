import { z } from 'zod';
import type { RunningBot } from '../test/discord/run-bot.ts';
import { projectFile } from './project-file.ts';

/** Has a bot tell of its main thread when it is asked with `mainThreadOf`. */
export const TELLS_DELAY = { NODE_OPTIONS: `--import ${projectFile('scripts/tell-delay.mjs')}` };

const toldSchema = z.object({ p50: z.number(), p99: z.number(), most: z.number(), rss: z.number(), heap: z.number() });

/** How long the main thread made others wait since the last time this was asked (milliseconds), and its memory now (megabytes). */
export type MainThread = z.infer<typeof toldSchema>;

export async function mainThreadOf(bot: RunningBot): Promise<MainThread> {
  const told = () => bot.log.filter(({ msg }) => msg === 'main thread');
  const before = told().length;
  bot.signal('SIGUSR2');
  return toldSchema.parse(await bot.until(() => told()[before], 'what the main thread tells'));
}
