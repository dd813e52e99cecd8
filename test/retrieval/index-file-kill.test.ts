import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IndexFile } from '../../src/retrieval/index-file.ts';
import { seededRandom, skewedMatrix, vectorAt } from './skewed-vectors.ts';

const DIMENSION = 64;
const KILLS = 10;
const LONGEST_DELAY = 25; // milliseconds, about one save
const script = fileURLToPath(new URL('./save-until-killed.ts', import.meta.url));
const random = seededRandom(Date.now());

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'index-kill-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

/** Runs the script until it has saved a few times, kills it at some moment after that, and gives the last sequence it told. */
async function saveUntilKilled(folder: string): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  while (told.split('\n').length < 4) await once(child.stdout, 'data');
  await setTimeout(random() * LONGEST_DELAY);
  child.kill('SIGKILL');
  const [, signal] = await once(child, 'close');
  expect(signal).toBe('SIGKILL');
  return Number(told.trimEnd().split('\n').at(-1));
}

test(`IndexFile has the last whole index after each of ${KILLS} kills at random moments of saving`, async () => {
  const matrix = skewedMatrix(5000, DIMENSION, 1);
  const check = async (folder: string) => {
    const told = await saveUntilKilled(folder);
    const file = new IndexFile(folder);
    const identity = (sequence: number) => ({ fingerprint: 'killed', sequence, dimension: DIMENSION });
    // The save that was told is there, or the one after it, which was done but not told yet.
    const results = [await file.load(identity(told)), await file.load(identity(told + 1))];
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(['behind', 'loaded']);
    for (const [ahead, result] of results.entries()) {
      if (result.kind !== 'loaded') continue;
      expect(result.index.size).toBe(told + ahead);
      expect(result.index.search(vectorAt(matrix, 250), 1)[0]?.id).toBe('c250');
      await file.save(result.index, identity(told + 2));
      expect(await readdir(folder)).toHaveLength(2);
    }
  };
  const folders = Array.from({ length: KILLS }, (_, i) => join(parent, `${i}`));
  while (folders.length > 0) await Promise.all(folders.splice(0, 2).map(check));
});
