import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LINES_ONLY } from '../../src/bulletin/places.ts';
import { checkStore, openStore } from '../../src/store/sqlite.ts';
import { expectKept } from '../contracts/store.ts';
import { fileOf, recordOf } from '../fakes/records.ts';

/** Written by the program when databases had version 1: the record below, saved at that time. */
const VERSION_1 = fileURLToPath(new URL('../fixtures/store/version-1.db', import.meta.url));
const SAVED = '2024-08-05T01:02:03.004Z';
const PLAIN = { format: 'text', places: LINES_ONLY, warnings: [] } as const;
const RECORD = { ...recordOf({ id: 'weekly' }), file: fileOf({ path: 'weekly.md', ...PLAIN }) };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  await copyFile(VERSION_1, join(folder, 'bulletins.db'));
});
afterEach(() => rm(folder, { recursive: true }));

test('openStore keeps everything of a database of version 1; its files are text', async () => {
  const store = openStore(folder);
  await expectKept(store, RECORD);
  expect(await store.bulletins()).toMatchObject([{ addedAt: SAVED, updatedAt: SAVED, file: RECORD.file }]);
  expect(await store.notedFiles()).toEqual([]);
  expect([...((await store.stored('weekly'))?.itemOrder.values() ?? [])]).toEqual(RECORD.bulletin.items.map(() => 0));
  await store.close();
  await checkStore(folder);
});

test('moveFile and save work on rows of version 1', async () => {
  const store = openStore(folder);
  const moved = fileOf({ path: 'moved.pdf', hash: 'cd' });
  await store.moveFile('weekly', moved);
  await expectKept(store, { ...RECORD, file: moved });
  const changed = recordOf({ id: 'weekly', text: '새 과제를 공고했다.' });
  await store.save(changed, new Date());
  await expectKept(store, changed);
  await store.close();
  await checkStore(folder);
});
