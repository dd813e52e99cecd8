import { SimulatedDiscord } from '../../scripts/simulated-discord.ts';
import type { Desk } from '../../src/desk.ts';
import type { Context } from '../../src/discord/context.ts';
import { digestComposer } from '../../src/discord/digest-composer.ts';
import { commandsOf, REGISTRY } from '../../src/discord/registry.ts';
import { suggesterOf } from '../../src/discord/suggester.ts';
import { createLogger } from '../../src/log.ts';
import { NOW } from '../console/real-desk.ts';

/** What commands answer with, over a desk; adding, removing and loading fail unless told otherwise. */
export function contextOver(desk: Desk, more: Partial<Context> = {}): Context {
  const never = () => Promise.reject(new Error('not expected in this test'));
  return {
    desk,
    now: () => NOW,
    log: createLogger({ level: 'info', write: () => {} }),
    behind: () => false,
    commands: commandsOf(REGISTRY),
    suggester: suggesterOf(desk.catalog),
    library: { add: never, remove: never },
    download: never,
    daily: {
      poster: new SimulatedDiscord(Math.random, () => NOW.getTime()),
      compose: digestComposer(desk),
      connect: () => {},
      begin: () => async () => {},
    },
    ...more,
  };
}
