import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHistory } from '../../src/console/history.ts';

let folder = '';
const told: unknown[] = [];
const tell = (error: unknown) => {
  told.push(error);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'history-'));
  told.length = 0;
});

afterEach(() => rm(folder, { recursive: true }));

test('openHistory keeps lines from one time to the next, newest first', async () => {
  const path = join(folder, 'console-history');
  const first = await openHistory(path, tell);
  expect(first.lines).toEqual([]);
  await first.add('하나');
  await first.add('둘');
  expect((await openHistory(path, tell)).lines).toEqual(['둘', '하나']);
  expect(told).toEqual([]);
});

test('openHistory keeps the latest 500 lines', async () => {
  const path = join(folder, 'console-history');
  await writeFile(path, Array.from({ length: 700 }, (_, i) => `${i}\n`).join(''));
  const { lines } = await openHistory(path, tell);
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([500, '699', '200']);
  expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(501);
});

test('openHistory goes without where it cannot write, and says so once', async () => {
  const history = await openHistory(join(folder, 'missing', 'console-history'), tell);
  await history.add('하나');
  await history.add('둘');
  expect(told).toHaveLength(1);
});
