import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import { expectKept } from '../contracts/store.ts';
import { startScript } from '../fakes/scripts.ts';
import { BULLETINS, versionOf } from './versions.ts';

/** After how many saves the process is killed: drawn once from 1 to 25. */
const KILLED_AFTER = [1, 2, 17, 5, 3, 11, 25, 8, 13, 4];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-kill-'));
});
afterEach(() => rm(folder, { recursive: true }));

test(`save is there whole once it is acknowledged, after each of ${KILLED_AFTER.length} kills`, async () => {
  let last = -1;
  for (const count of KILLED_AFTER) {
    const script = startScript(new URL('./save-until-killed.ts', import.meta.url), [folder, `${last + 1}`]);
    await script.printed(count);
    await script.kill();
    const told = Number(script.lines.at(-1));
    expect(told).toBeGreaterThanOrEqual(last + count);
    last = await expectWhole(told);
  }
});

/** Expects the newest told version of every bulletin; the one after the last told may be there too. Returns the newest there is. */
async function expectWhole(told: number): Promise<number> {
  const store = openStore(folder);
  const numbers = (await store.bulletins()).map(({ fingerprint }) => Number(fingerprint)).sort((a, b) => a - b);
  const newest = numbers.at(-1) ?? -1;
  expect([told, told + 1]).toContain(newest);
  const count = Math.min(BULLETINS, newest + 1);
  expect(numbers).toEqual(Array.from({ length: count }, (_, i) => newest - count + 1 + i));
  for (const number of numbers) await expectKept(store, versionOf(number));
  await store.close();
  return newest;
}
