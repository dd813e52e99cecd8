import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import { feedbackContract } from '../contracts/feedback.ts';
import { expectKept, storeContract } from '../contracts/store.ts';
import { anyRecord, recordOf } from '../fakes/records.ts';
import { startScript } from '../fakes/scripts.ts';
import { versionOf } from './versions.ts';

const NOW = new Date('2024-08-05T00:00:00Z');
const temporaryFolder = () => mkdtemp(join(tmpdir(), 'store-'));

const setUp = async () => {
  const folder = await temporaryFolder();
  return { open: async () => openStore(folder), dispose: () => rm(folder, { recursive: true }) };
};

storeContract('openStore', setUp);
feedbackContract('openStore', setUp);

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => rm(folder, { recursive: true }));

test('openStore finds any records as they were before the store was closed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(anyRecord(), { maxLength: 3, selector: ({ bulletin }) => bulletin.id }),
      async (records) => {
        const place = await mkdtemp(join(folder, 'state-'));
        const store = openStore(place);
        for (const record of records) await store.save(record, NOW);
        const before = [await store.bulletins(), await store.sequence()];
        await store.close();
        const again = openStore(place);
        expect([await again.bulletins(), await again.sequence()]).toEqual(before);
        for (const record of records) await expectKept(again, record);
        await again.close();
      },
    ),
    { numRuns: 20 },
  );
});

test('openStore makes the folder and those above it, and leaves one file behind', async () => {
  const place = join(folder, '한글 폴더', 'state');
  const store = openStore(place);
  await store.save(recordOf(), NOW);
  await store.close();
  expect(await readdir(place)).toEqual(['bulletins.db']);
});

test('openStore tells that a file stands where the folder should be', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  for (const place of [file, join(file, 'state')]) {
    expect(() => openStore(place)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  }
});

test('openStore lets two connections take turns, each seeing what the other saved', async () => {
  const [one, other] = [openStore(folder), openStore(folder)];
  await one.save(versionOf(0), NOW);
  await other.save(versionOf(1), NOW);
  await expectKept(one, versionOf(1));
  await expectKept(other, versionOf(0));
  expect(await one.sequence()).toBe(await other.sequence());
  await one.close();
  await other.close();
});

test('openStore works in several processes that make the same database at once', async () => {
  const scripts = [1, 2, 3].map(() => startScript(new URL('./save-until-killed.ts', import.meta.url), [folder, '0']));
  await Promise.all(scripts.map((script) => script.printed(3)));
  await Promise.all(scripts.map((script) => script.kill()));
  for (const { lines } of scripts) expect(lines.slice(0, 3)).toEqual(['0', '1', '2']);
});

test('save of a chunk that another bulletin has changes nothing', async () => {
  const store = openStore(folder);
  const record = recordOf({ id: 'one' });
  await store.save(record, NOW);
  const before = await store.sequence();
  const stolen = recordOf({ id: 'two' }).chunks.map((one, i) => ({
    ...one,
    chunk: { ...one.chunk, id: record.chunks[i]?.chunk.id ?? '' },
  }));
  const thief = { ...recordOf({ id: 'two' }), chunks: stolen };
  await expect(store.save(thief, NOW)).rejects.toMatchObject({ code: 'INTERNAL' });
  expect(await store.bulletins()).toHaveLength(1);
  expect(await store.sequence()).toBe(before);
  await expectKept(store, record);
  await store.close();
});
