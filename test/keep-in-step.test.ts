import { EventEmitter, once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Catalog } from '../src/catalog.ts';
import { AppError } from '../src/errors.ts';
import type { IngestReport } from '../src/ingest.ts';
import { fingerprintOf, ingest } from '../src/ingest.ts';
import type { KeepInStepOptions, KeepingInStep } from '../src/keep-in-step.ts';
import { keepInStep } from '../src/keep-in-step.ts';
import { createLogger } from '../src/log.ts';
import { acquireWriterLock } from '../src/store/lock.ts';
import { openStore } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { createFakeEmbedder } from './fakes/fake-embedder.ts';
import { handTicker } from './fakes/hand-ticker.ts';

const SETTLE = 4; // ticks until a change that was noticed is taken in
const DIMENSION = 64;
const embedder = createFakeEmbedder({ dimension: DIMENSION });

let base: string;
let dir: string;
let state: string;
let store: Store;
let catalog: Catalog;
let keeping: KeepingInStep;
let reports: IngestReport[];
let runs: (readonly string[])[];
let logged: string[];
let signs: EventEmitter;
let tick: (count?: number) => Promise<void>;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'keep-in-step-'));
  dir = await mkdtemp(join(base, 'bulletins-'));
  state = join(base, 'state');
  store = openStore(state);
  catalog = new Catalog({ store, fingerprint: await fingerprintOf(embedder), dimension: DIMENSION, means: null });
  [reports, runs, logged, signs] = [[], [], [], new EventEmitter()];
});
afterEach(async () => {
  await keeping.close();
  await store.close();
  await rm(base, { recursive: true });
});

/** Runs as the program does: as the only writer, and with the catalog following. */
async function take(paths: readonly string[], more: Parameters<KeepInStepOptions['ingest']>[1]): Promise<IngestReport> {
  const lock = await acquireWriterLock(state);
  try {
    const report = await ingest(paths, { store, embedder, bulletinDir: dir, now: () => new Date(), ...more });
    runs.push(paths.map((path) => path.slice(dir.length + 1)));
    return report;
  } finally {
    await lock.release();
    await catalog.refresh();
  }
}

async function begin(of: Partial<KeepInStepOptions> = {}): Promise<void> {
  const ticker = handTicker();
  tick = ticker.tick;
  keeping = await keepInStep({
    bulletinDir: dir,
    pollSeconds: null,
    ingest: take,
    follow: async () => {
      await catalog.refresh();
    },
    onReport: (report) => reports.push(report),
    onNoticed: (path) => signs.emit(path.slice(dir.length + 1)),
    every: ticker.every,
    log: createLogger({ level: 'info', write: (line) => logged.push(line) }),
    ...of,
  });
}

async function put(name: string, text = `# 소식지\n\n## ${name} 소식\n\n${name}의 본문이다.\n`): Promise<void> {
  await writeFile(join(dir, name), text);
}

/** Does something in the folder and lets time pass until it is taken in. */
async function change(names: readonly string[], work: () => Promise<unknown>): Promise<void> {
  const all = names.map((name) => once(signs, name));
  await work();
  await Promise.all(all);
  await tick(SETTLE);
}

const ids = () => catalog.bulletins.map(({ bulletin }) => bulletin.id).sort();
const errors = () => logged.filter((line) => line.includes('could not be brought in step'));

test('keepInStep begins with what changed before, and then takes in the files that change', async () => {
  await put('a.md');
  await begin();
  await tick();
  expect(ids()).toEqual(['a']);
  await change(['b.md'], () => put('b.md'));
  await change(['b.md'], () => put('b.md', '# 소식지\n\n## 고친 소식\n\n새 본문이다.\n'));
  expect(ids()).toEqual(['a', 'b']);
  expect(reports.map(({ added, updated }) => [added, updated])).toEqual([
    [1, 0],
    [1, 0],
    [0, 1],
  ]);
  expect(runs).toEqual([[], ['b.md'], ['b.md']]);
});

test('keepInStep tells that it is behind until what changed is taken in', async () => {
  await put('a.md');
  const seen: boolean[] = [];
  await begin({
    ingest: (paths, more) => {
      seen.push(keeping.behind());
      return take(paths, more);
    },
  });
  expect(keeping.behind()).toBe(true);
  await tick();
  expect([...seen, keeping.behind()]).toEqual([true, false]);
});

test('keepInStep follows removals and renames', async () => {
  await put('a.md');
  await put('b.md');
  await begin();
  await tick();
  await change(['a.md', 'c.md'], () => rename(join(dir, 'a.md'), join(dir, 'c.md')));
  expect(catalog.bulletins.map(({ file }) => file.path).sort()).toEqual(['b.md', 'c.md']);
  await change(['b.md'], () => rm(join(dir, 'b.md')));
  expect(ids()).toEqual(['a']);
});

test('keepInStep removes nothing while the folder is gone, and goes on when it is back', async () => {
  await put('a.md');
  await begin();
  await tick();
  await rename(dir, join(base, 'away'));
  await tick(SETTLE);
  expect(ids()).toEqual(['a']);
  await rename(join(base, 'away'), dir);
  await put('b.md');
  await tick(SETTLE);
  expect(ids()).toEqual(['a', 'b']);
});

test('keepInStep removes nothing when the folder is suddenly empty, and tells it once', async () => {
  await put('a.md');
  await begin();
  await tick();
  await change(['a.md'], () => rm(join(dir, 'a.md')));
  await tick(100);
  expect(ids()).toEqual(['a']);
  expect(errors()).toHaveLength(1);
  expect(errors()[0]).toContain('NO_BULLETINS');
});

test('keepInStep waits for another process that writes', async () => {
  await put('a.md');
  await begin();
  const lock = await acquireWriterLock(state);
  await tick(3);
  expect(ids()).toEqual([]);
  await lock.release();
  await tick();
  expect(ids()).toEqual(['a']);
  expect(errors()).toEqual([]);
});

test('keepInStep tells a fault once, tries again after a while, and goes on', async () => {
  let fault: Error | null = new AppError('DISK_FULL', 'The disk is full.');
  let tries = 0;
  await put('a.md');
  await begin({
    ingest: async (paths, more) => {
      tries++;
      if (fault !== null) throw fault;
      return take(paths, more);
    },
  });
  await tick(100);
  expect(tries).toBeGreaterThan(1);
  expect(tries).toBeLessThan(10);
  expect(errors()).toHaveLength(1);
  fault = null;
  await tick(100);
  expect(ids()).toEqual(['a']);
});

test('keepInStep takes over what another process saved', async () => {
  await put('a.md');
  await begin();
  await tick();
  const other = openStore(state);
  await put('b.md');
  await ingest([], { store: other, embedder, bulletinDir: dir, now: () => new Date() });
  await other.close();
  await tick();
  expect(ids()).toEqual(['a', 'b']);
});

test('keepInStep takes what changes during a run with the next', async () => {
  await put('a.md');
  let during: (() => Promise<void>) | null = null;
  await begin({
    ingest: async (paths, more) => {
      const report = await take(paths, more);
      await during?.();
      during = null;
      return report;
    },
  });
  const noticed = once(signs, 'b.md');
  during = async () => {
    await put('b.md');
    await noticed;
  };
  await tick(1);
  expect(ids()).toEqual(['a']);
  await tick(SETTLE);
  expect(ids()).toEqual(['a', 'b']);
});

test('close ends a run at its next step and keeps what it saved', async () => {
  for (const name of ['a.md', 'b.md', 'c.md']) await put(name);
  let closing: Promise<void> | null = null;
  await begin({
    ingest: (paths, { onProgress, ...more }) =>
      take(paths, {
        ...more,
        onProgress: (progress) => {
          if (progress.filesDone === 1) closing = keeping.close();
          onProgress?.(progress);
        },
      }),
  });
  await tick();
  await closing;
  expect(ids()).toEqual(['a']);
  expect(errors()).toEqual([]);
});
