import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ENTRY_VERSION } from '../../src/retrieval/chunk-entry.ts';
import { tokenize } from '../../src/retrieval/tokenize.ts';
import { openStore } from '../../src/store/sqlite.ts';
import { expectKept } from '../contracts/store.ts';
import { recordOf } from '../fakes/records.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'derived-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the store makes overviews and entries anew that an earlier version has not kept', async () => {
  const store = openStore(folder);
  const record = recordOf();
  await store.save(record, new Date('2024-08-05T00:00:00Z'));
  await store.close();
  const db = new Database(join(folder, 'bulletins.db'));
  db.exec('UPDATE bulletins SET overview = NULL, overview_crc = NULL');
  db.exec('UPDATE chunks SET entry = NULL, entry_crc = NULL');
  db.close();
  const again = openStore(folder);
  await expectKept(again, record);
  await again.close();
});

test('tokens of the bundled bulletin are those of their version: when they change, ENTRY_VERSION has to rise', async () => {
  const text = await readFile('data/bulletins/kostec-2024-08-02.md', 'utf8');
  const hash = createHash('sha256').update(tokenize(text).join(' ')).digest('hex').slice(0, 16);
  expect([ENTRY_VERSION, hash]).toEqual([2, '4437675dac574b17']);
});
