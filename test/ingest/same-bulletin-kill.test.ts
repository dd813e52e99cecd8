import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ingest } from '../../src/ingest.ts';
import { openStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';
import { startScript } from '../fakes/scripts.ts';
import { issueOf } from './bench.ts';

const ISSUES = 12;
const BROKEN = 3;
/** After how many saved files the process is killed. Each issue has a corrected file that takes its place, and some files fail. */
const KILLED_AFTER = [1, 2, 5, 8, 13];

let folder: string;
let bulletins: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'same-kill-'));
  bulletins = await mkdtemp(join(folder, 'bulletins-'));
  for (let i = 0; i < ISSUES; i++) {
    const day = `2024-08-${10 + i}`;
    const name = join(bulletins, `issue-${10 + i}`);
    await writeFile(`${name}.md`, issueOf(`${i}호`, day));
    await writeFile(`${name}.txt`, issueOf(`${i}호`, day).replace('1억', '9억'));
    await utimes(`${name}.md`, 1000, 1000);
    await utimes(`${name}.txt`, 2000, 2000);
  }
  for (let i = 0; i < BROKEN; i++)
    await writeFile(join(bulletins, `issue-1${i}-broken.md`), `PK\u0003\u0004\u0000${i}`);
});
afterEach(() => rm(folder, { recursive: true }));

function take(store: Store) {
  return ingest([], { store, embedder: createFakeEmbedder(), bulletinDir: bulletins, now: () => new Date() });
}

/** Everything that is kept but for the times. */
async function kept(store: Store) {
  const stored = await store.bulletins();
  return {
    bulletins: stored.map(({ bulletin, file, fingerprint }) => ({ bulletin, file, fingerprint })),
    chunks: await Promise.all(stored.map(({ bulletin }) => store.chunks(bulletin.id))),
    files: await store.notedFiles(),
  };
}

test(`ingest after each of ${KILLED_AFTER.length} kills completes what an undisturbed run makes`, async () => {
  const whole = openStore(join(folder, 'whole'));
  expect(await take(whole)).toMatchObject({ added: ISSUES });
  const expected = await kept(whole);
  await whole.close();
  expect(expected.bulletins.map(({ file }) => file.path)).toEqual(
    Array.from({ length: ISSUES }, (_, i) => `issue-${10 + ISSUES - 1 - i}.txt`),
  );
  expect(expected.files).toHaveLength(ISSUES + BROKEN);
  let interrupted = 0;
  for (const [i, files] of KILLED_AFTER.entries()) {
    const state = join(folder, `state-${i}`);
    const script = startScript(new URL('./ingest-until-killed.ts', import.meta.url), [bulletins, state]);
    await script.printed(files);
    await script.kill();
    if (!script.lines.some((line) => line.startsWith('done'))) interrupted++;
    const store = openStore(state);
    await take(store);
    expect(await kept(store)).toEqual(expected);
    expect(await take(store)).toMatchObject({ added: 0, updated: 0, unchanged: ISSUES, removed: 0 });
    await store.close();
  }
  expect(interrupted).toBeGreaterThan(0);
});
