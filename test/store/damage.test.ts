import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { DATABASE_VERSION } from '../../src/store/migrations.ts';
import { checkStore, openStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { feedbackOf } from '../fakes/feedback.ts';
import { versionOf } from './versions.ts';

const NOW = new Date('2024-08-05T00:00:00Z');
const RECORDS = [versionOf(0), versionOf(1)];

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-damage-'));
  file = join(folder, 'bulletins.db');
});
afterEach(() => rm(folder, { recursive: true }));

async function makeState(): Promise<Buffer> {
  const store = openStore(folder);
  for (const record of RECORDS) await store.save(record, NOW);
  const outcome = {
    kind: 'failed',
    code: 'FILE_UNSUPPORTED',
    message: '읽을 수 없다. '.repeat(99),
    readers: 1,
  } as const;
  await store.noteFile({ path: 'bad.pdf', hash: 'ee', outcome });
  const user = await store.feedback.pseudonym('80351110224678912');
  for (const answerId of ['1', '2'])
    await store.feedback.put(feedbackOf({ user, answerId, reason: '좋다. '.repeat(99) }));
  await store.close();
  return readFile(file);
}

/** Everything that a store gives. */
async function everything(store: Store): Promise<unknown> {
  const bulletins = await store.bulletins();
  const chunks = await Promise.all(bulletins.map(({ bulletin }) => store.chunks(bulletin.id)));
  const sources = await Promise.all(bulletins.map(({ bulletin }) => store.source(bulletin.id)));
  const whole = await Promise.all(bulletins.map(({ bulletin }) => store.bulletin(bulletin.id)));
  const entries = await Promise.all(bulletins.map(({ bulletin }) => store.entries(bulletin.id)));
  return [
    bulletins,
    whole,
    chunks,
    entries,
    sources,
    await store.keptFiles(),
    await store.notedFiles(),
    await store.feedback.all(),
    await store.feedback.pseudonym('80351110224678912'),
    await store.sentenceVectors(chunks.flat().map(({ chunk }) => chunk.id)),
  ];
}

async function readEverything(readOnly: boolean): Promise<unknown> {
  const store = openStore(folder, { readOnly });
  try {
    return await everything(store);
  } finally {
    await store.close();
  }
}

/** Expects STATE_DAMAGED with what to do, however the database is opened, and that the file is left as it was. */
async function expectDamaged(): Promise<void> {
  const before = await readFile(file);
  const expected = { code: 'STATE_DAMAGED', message: expect.stringMatching(/Move it away/) };
  await expect(readEverything(false)).rejects.toMatchObject(expected);
  await expect(readEverything(true)).rejects.toMatchObject(expected);
  await expect(checkStore(folder)).rejects.toMatchObject(expected);
  expect(await readFile(file)).toEqual(before);
}

describe('openStore with a damaged database', () => {
  test('refuses a file that is no database', async () => {
    await writeFile(file, 'not a database, '.repeat(1000));
    await expectDamaged();
  });

  test('refuses a database that was cut short', async () => {
    const { length } = await makeState();
    await truncate(file, Math.floor(length / 2));
    await expectDamaged();
  });

  test('refuses a database of another program', async () => {
    const other = new Database(file);
    other.exec('CREATE TABLE notes (text TEXT)');
    other.close();
    await expectDamaged();
  });

  test('refuses a database that lost a table', async () => {
    await makeState();
    const db = new Database(file);
    db.exec('DROP TABLE sentence_vectors');
    db.close();
    await expectDamaged();
  });

  test('refuses a bulletin of another shape even where its checksum fits', async () => {
    const store = openStore(folder);
    const [record] = RECORDS;
    const shapeless = JSON.parse(JSON.stringify(record?.bulletin).replaceAll('"lines"', '"lnies"'));
    await store.save({ ...versionOf(0), bulletin: shapeless }, NOW);
    await store.close();
    await expectDamaged();
  });

  test('gives what was written or tells of the damage, whichever bit was flipped', async () => {
    const good = await makeState();
    const content = await readEverything(false);
    const flip = fc.record({ at: fc.nat(good.length - 1), bit: fc.nat(7), readOnly: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(flip, async ({ at, bit, readOnly }) => {
        const bytes = Buffer.from(good);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        await writeFile(file, bytes);
        const read = await readEverything(readOnly).catch((error: unknown) => error);
        if (read instanceof AppError) expect(['STATE_DAMAGED', 'STATE_NEWER']).toContain(read.code);
        else expect(read).toEqual(content);
        expect((await readFile(file)).equals(bytes)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('checkStore finds nothing wrong with a database that is whole, or with none', async () => {
    await checkStore(folder);
    await makeState();
    await checkStore(folder);
  });
});

describe('openStore with a database of a newer version', () => {
  test('refuses it, tells what to do, and leaves it as it was', async () => {
    await makeState();
    const db = new Database(file);
    db.pragma(`user_version = ${DATABASE_VERSION + 1}`);
    db.close();
    const before = await readFile(file);
    for (const readOnly of [false, true]) {
      const expected = {
        code: 'STATE_NEWER',
        message: expect.stringMatching(/Update the program, or set BULLETIN_STATE/),
      };
      expect(() => openStore(folder, { readOnly })).toThrow(expect.objectContaining(expected));
    }
    expect(await readFile(file)).toEqual(before);
  });
});

test('openStore waits for another writer no longer than it must, and tells that it is busy', async () => {
  await makeState();
  const store = openStore(folder, { busyTimeout: 1 });
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  await expect(store.save(versionOf(2), NOW)).rejects.toMatchObject({ code: 'STATE_BUSY' });
  expect(await store.bulletins()).toHaveLength(2);
  other.exec('ROLLBACK');
  other.close();
  await store.save(versionOf(2), NOW);
  await store.close();
});
