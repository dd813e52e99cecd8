import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { Program } from '../../src/console/program.ts';
import { runProgram } from '../../src/console/program.ts';
import { AppError } from '../../src/errors.ts';
import { Sink } from './sink.ts';

/** A process at a terminal, with the codes that it was told to exit with at once. */
class FakeHost extends EventEmitter {
  readonly stdin = Readable.from([]);
  readonly stdout = new Sink({ isTTY: true });
  readonly stderr = new Sink({ isTTY: true });
  readonly exits: number[] = [];

  exit(code: number): void {
    this.exits.push(code);
  }
}

const config = () => loadConfig({ LOG_LEVEL: 'silent' });

function runOn(host: FakeHost, work: (program: Program) => Promise<number>): Promise<number> {
  return runProgram(host, config, work);
}

test('runProgram gives the code of its work', async () => {
  expect(await runOn(new FakeHost(), async () => 2)).toBe(2);
});

test('runProgram clears a bar away before it tells of Ctrl-C', async () => {
  const host = new FakeHost();
  const code = await runOn(host, async ({ progress, signal }) => {
    progress.ingest({ file: 'a.md', filesDone: 0, files: 1, chunksDone: 1, chunks: 9 });
    host.emit('SIGINT');
    signal.throwIfAborted();
    return 0;
  });
  expect(code).toBe(130);
  expect(host.stderr.text).toContain('1/9 chunks');
  expect(host.stderr.text.endsWith('\u001B[1G\u001B[2KInterrupted. What was saved before is kept.\n')).toBe(true);
  expect(host.exits).toEqual([]);
});

test('runProgram exits at once at the second Ctrl-C', async () => {
  const host = new FakeHost();
  await runOn(host, async () => {
    host.emit('SIGINT');
    host.emit('SIGINT');
    return 0;
  });
  expect(host.exits).toEqual([130]);
});

test('runProgram tells a wrong configuration only to those who need one', async () => {
  const invalid = () => {
    throw new AppError('CONFIG_INVALID', 'TIME_ZONE is wrong.');
  };
  const host = new FakeHost();
  expect(await runProgram(host, invalid, async () => 0)).toBe(0);
  expect(await runProgram(host, invalid, async (program) => program.config().timeZone.length)).toBe(1);
  expect(host.stderr.text).toBe('TIME_ZONE is wrong.\n');
});
