import type { Assembly } from '../assemble.ts';
import type { ErrorCode } from '../errors.ts';
import { AppError } from '../errors.ts';
import type { KeepingInStep } from '../keep-in-step.ts';
import type { Logger } from '../log.ts';
import { everyMilliseconds } from '../ticker.ts';
import { runBot } from './bot.ts';
import { contextOf } from './context.ts';
import { EXIT } from './exit.ts';
import { commandsOf, REGISTRY } from './registry.ts';
import { forgetDaily } from './retention.ts';

const DAY_MS = 86_400_000;

/** What only a change by the operator mends. */
const UNTIL_MENDED: readonly ErrorCode[] = ['CONFIG_INVALID', 'STATE_NEWER', 'STATE_DAMAGED'];

/** The parts of `process` that the bot uses. */
type Host = {
  on(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  exit(code: number): void;
};

export type ServeOptions = {
  readonly host: Host;
  readonly log: Logger;
  readonly now: () => Date;
  readonly token: string;
  readonly open: () => Promise<Assembly>;
  /** Begins what goes on beside the answers. */
  readonly keep: (assembly: Assembly) => Promise<KeepingInStep>;
};

/** Runs the bot as a process: signals ask it to stop, a second one ends it at once, and so does an error that nothing caught. Gives the
 *  exit code. */
export async function serve({ host, log, now, token, open, keep }: ServeOptions): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    host.on(signal, () => {
      if (stop.signal.aborted) host.exit(EXIT.fault);
      log.info({ signal }, 'stopping');
      stop.abort();
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    host.on(event, (error) => {
      log.error({ err: error }, 'an error that nothing caught');
      host.exit(EXIT.fault);
    });
  }
  try {
    const assembly = await open();
    const keeping = await keep(assembly);
    let endPosts = async () => {};
    try {
      for (const notice of assembly.notices) log.warn({}, notice);
      const { discordApiUrl: apiUrl, discordGuildId: guildId } = assembly.config;
      const commands = commandsOf(REGISTRY);
      const context = contextOf(assembly, { now, log, behind: keeping.behind, commands, token });
      void context.suggester.warm();
      forgetDaily(assembly.store.feedback, { now, log, every: everyMilliseconds(DAY_MS) });
      endPosts = context.daily.begin();
      return await runBot({ address: { token, apiUrl }, guildId, context, stop: stop.signal });
    } finally {
      await endPosts();
      await keeping.close();
      await assembly.close();
    }
  } catch (error) {
    if (error instanceof AppError) log.error({ err: error }, error.message);
    else log.error({ err: error }, 'the bot could not go on');
    return error instanceof AppError && UNTIL_MENDED.includes(error.code) ? EXIT.configuration : EXIT.fault;
  }
}
