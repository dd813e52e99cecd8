import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../src/errors.ts';
import { ingest } from '../src/ingest.ts';
import { Library } from '../src/library.ts';
import { acquireWriterLock } from '../src/store/lock.ts';
import { openStore } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { bound } from './fakes/interrupted-store.ts';

const NOW = new Date('2024-08-05T01:02:03.004Z');
const TEXT =
  '# 소식지\n\n2024. 8. 2.\n\n## 석탄 감축 계획\n\n석탄을 감축한다고 발표했다.\n\n## 반도체 지원\n\n반도체를 지원한다.\n';
const OTHER = '# 다른 소식지\n\n2024. 8. 9.\n\n## 로봇 산업\n\n로봇을 만든다.\n\n## 위성 발사\n\n위성을 쏘았다.\n';

let base: string;
let dir: string;
let state: string;
let store: Store;
let library: Library;
let onPause: () => Promise<void>;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'library-'));
  [dir, state] = [join(base, 'bulletins'), join(base, 'state')];
  await mkdir(dir);
  store = openStore(state);
  onPause = async () => {};
  library = libraryOver(store);
});
afterEach(async () => {
  await store.close();
  await rm(base, { recursive: true });
});

/** Works as the program does: as the only writer. */
async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  const lock = await acquireWriterLock(state);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

function take(paths: readonly string[]) {
  return exclusively(() => ingest(paths, { store, embedder: null, bulletinDir: dir, now: () => NOW }));
}

function libraryOver(over: Store): Library {
  return new Library({
    bulletinDir: dir,
    store: over,
    ingest: take,
    exclusively,
    now: () => NOW,
    pause: () => onPause(),
  });
}

async function ids(): Promise<string[]> {
  return (await store.bulletins()).map(({ bulletin }) => bulletin.id);
}

test('add keeps a file in the folder and reads it', async () => {
  const added = await library.add('주간.md', Buffer.from(TEXT));
  expect(added).toMatchObject({
    kind: 'added',
    bulletin: { bulletin: { id: '주간' }, file: { path: '주간.md' } },
    warnings: [],
  });
  expect(await readFile(join(dir, '주간.md'), 'utf8')).toBe(TEXT);
  expect(await take([])).toMatchObject({ unchanged: 1, added: 0, failed: [] });
});

test('add knows the same bytes and the same issue again', async () => {
  await library.add('a.md', Buffer.from(TEXT));
  expect(await library.add('b.md', Buffer.from(TEXT))).toMatchObject({
    kind: 'same',
    bulletin: { bulletin: { id: 'a' } },
  });
  expect(await readdir(dir)).toEqual(['a.md']);
});

test('add never overwrites a file: a corrected issue of the same name stands beside it and gives the content', async () => {
  await library.add('a.md', Buffer.from(TEXT));
  const corrected = TEXT.replace('반도체를 지원한다.', '반도체를 크게 지원한다.');
  const added = await library.add('a.md', Buffer.from(corrected));
  expect(['updated', 'same']).toContain(added.kind);
  expect(await readdir(dir)).toEqual(['a-2.md', 'a.md']);
  expect(await readFile(join(dir, 'a.md'), 'utf8')).toBe(TEXT);
  expect(await ids()).toEqual(['a']);
});

test('add tells why a file cannot be read, and keeps nothing of it', async () => {
  const scan = await readFile(fileURLToPath(new URL('fixtures/documents/scan.pdf', import.meta.url)));
  expect(await library.add('scan.pdf', scan)).toEqual({ kind: 'failed', code: 'FILE_NO_TEXT' });
  expect(await library.add('photo.md', Buffer.from('GIF89a'))).toEqual({ kind: 'failed', code: 'FILE_UNSUPPORTED' });
  expect(await readdir(dir)).toEqual([]);
  expect(await store.notedFiles()).toEqual([]);
});

test('add waits for a run that is under way', async () => {
  const lock = await acquireWriterLock(state);
  let pauses = 0;
  onPause = async () => {
    if (++pauses === 3) await lock.release();
  };
  expect(await library.add('a.md', Buffer.from(TEXT))).toMatchObject({ kind: 'added' });
  expect(pauses).toBe(3);
});

test('add keeps the file for later where a run does not end', async () => {
  const lock = await acquireWriterLock(state);
  expect(await library.add('a.md', Buffer.from(TEXT))).toEqual({ kind: 'waiting', code: 'STATE_BUSY' });
  await lock.release();
  expect(await take([])).toMatchObject({ added: 1 });
});

test('add keeps both of two files at once', async () => {
  const outcomes = await Promise.all([library.add('a.md', Buffer.from(TEXT)), library.add('a.md', Buffer.from(OTHER))]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['added', 'added']);
  expect(new Set(await ids())).toEqual(new Set(['a', 'a-2']));
});

test('add tells what was read by a run that watches the folder', async () => {
  const lock = await acquireWriterLock(state);
  onPause = async () => {
    await lock.release();
    await take([]);
  };
  expect(await library.add('a.md', Buffer.from(TEXT))).toMatchObject({
    kind: 'added',
    bulletin: { bulletin: { id: 'a' } },
  });
});

test('add puts nothing into a folder that is empty although bulletins are kept from it', async () => {
  await library.add('a.md', Buffer.from(TEXT));
  await rm(join(dir, 'a.md'));
  await expect(library.add('b.md', Buffer.from(OTHER))).rejects.toMatchObject({ code: 'NO_BULLETINS' });
  expect(await readdir(dir)).toEqual([]);
});

test('remove takes a bulletin out with all its files, which are kept aside, and the folder stays in step', async () => {
  await library.add('a.md', Buffer.from(TEXT));
  await writeFile(join(dir, 'copy.md'), TEXT);
  await take([]);
  expect(await library.remove('a')).toEqual(['a.md', 'copy.md']);
  expect(await ids()).toEqual([]);
  expect(await readdir(dir)).toEqual(['.removed']);
  expect(await readdir(join(dir, '.removed'))).toEqual(['20240805T010203004Z-a.md', '20240805T010203004Z-copy.md']);
  expect(await readFile(join(dir, '.removed', '20240805T010203004Z-a.md'), 'utf8')).toBe(TEXT);
  expect(await take([])).toMatchObject({ added: 0, removed: 0 });
  expect(await library.remove('a')).toBeNull();
});

test('remove leaves a file alone that stands outside of the folder', async () => {
  const outside = join(base, 'outside.md');
  await writeFile(outside, TEXT);
  await take([outside]);
  expect(await library.remove('outside')).toEqual([]);
  expect(await ids()).toEqual([]);
  expect(await readFile(outside, 'utf8')).toBe(TEXT);
});

test('remove brings the files back where the store cannot be changed', async () => {
  await library.add('a.md', Buffer.from(TEXT));
  const full = { ...bound(store), remove: () => Promise.reject(new AppError('DISK_FULL', 'The disk is full.')) };
  await expect(libraryOver(full).remove('a')).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(await readdir(dir)).toEqual(['.removed', 'a.md']);
  expect(await ids()).toEqual(['a']);
});

test('remove waits for a run that is under way, and gives up at last', async () => {
  await library.add('a.md', Buffer.from(TEXT));
  const lock = await acquireWriterLock(state);
  await expect(library.remove('a')).rejects.toMatchObject({ code: 'STATE_BUSY' });
  await lock.release();
  expect(await readdir(dir)).toEqual(['a.md']);
});
