import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { serve } from '../../src/discord/serve.ts';
import { AppError } from '../../src/errors.ts';
import { createLogger } from '../../src/log.ts';
import { NOW } from '../console/real-desk.ts';

/** A process in which the bot is opened by `open`. */
function setUp(open: () => Promise<never>) {
  const logged: string[] = [];
  const exits: number[] = [];
  const events = new EventEmitter();
  const host = {
    on: (event: string, listener: (...facts: unknown[]) => void) => events.on(event, listener),
    exit: (code: number) => {
      exits.push(code);
    },
  };
  const log = createLogger({ level: 'info', write: (line) => logged.push(line) });
  const done = serve({ host, log, now: () => NOW, token: 'a', open, keep: () => new Promise(() => {}) });
  return { done, events, exits, logged };
}

const never = () => new Promise<never>(() => {});

describe('serve', () => {
  test.each(['uncaughtException', 'unhandledRejection'])('ends with 1 at an %s, with all of it in the log', (event) => {
    const { events, exits, logged } = setUp(never);
    events.emit(event, new Error('broken'));
    expect(exits).toEqual([1]);
    expect(logged.join('')).toContain('broken');
  });

  test('ends at once at a second signal', () => {
    const { events, exits } = setUp(never);
    events.emit('SIGTERM');
    expect(exits).toEqual([]);
    events.emit('SIGINT');
    expect(exits).toEqual([1]);
  });

  test.each([
    ['STATE_BUSY', 1],
    ['CONFIG_INVALID', 78],
    ['STATE_NEWER', 78],
  ] as const)('ends at %s with %d, saying what to do', async (code, exit) => {
    const { done, logged } = setUp(async () => {
      throw new AppError(code, 'Do this.');
    });
    expect(await done).toBe(exit);
    expect(JSON.parse(logged[0] ?? '{}')).toMatchObject({ level: 'error', msg: 'Do this.' });
  });
});
