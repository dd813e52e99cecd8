import { rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reindex } from '../../src/ingest.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';
import type { Bench } from './bench.ts';
import { issueOf, openBench } from './bench.ts';

const ISSUE = issueOf('첫째');
const NEXT = issueOf('둘째', '2024-08-09');
const CORRECTED = ISSUE.replace('1억', '9억');

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.dispose());

/** What is kept: id, file and format of each bulletin. */
async function kept(): Promise<readonly string[]> {
  const bulletins = await bench.store.bulletins();
  return bulletins.map(({ bulletin, file }) => `${bulletin.id} ${file.path} ${file.format}`).sort();
}

describe('ingest of two files of one bulletin', () => {
  test('of one name takes the better format, whichever comes first, and reads the other once', async () => {
    await bench.put('a.pdf', `${ISSUE}\n쪽 밑의 글\n`);
    await bench.put('a.txt', ISSUE);
    const report = await bench.run();
    expect(report).toMatchObject({ added: 1, updated: 0, failed: [] });
    expect(report.same).toEqual([{ file: 'a.pdf', as: 'a', reason: 'name' }]);
    expect(await kept()).toEqual(['a a.txt text']);
    expect(bench.taken().read).toEqual(['a.pdf', 'a.txt']);
    expect(await bench.run()).toMatchObject({ added: 0, updated: 0, unchanged: 1, same: report.same });
    expect(bench.taken()).toEqual({ read: [], embedded: [] });
  });

  test('of other names is told by content', async () => {
    await bench.put('issue.md', ISSUE);
    await bench.put('2024/weekly-31.pdf', ISSUE.replace('분야의', '분야 의'));
    await bench.put('next.md', NEXT);
    const report = await bench.run();
    expect(report.added).toBe(2);
    expect(report.same).toEqual([{ file: '2024/weekly-31.pdf', as: 'weekly-31', reason: 'content' }]);
    expect(await kept()).toEqual(['next next.md text', 'weekly-31 issue.md text']);
  });

  test('of one name but different days keeps both', async () => {
    await bench.put('a.md', ISSUE);
    await bench.put('a.txt', NEXT);
    expect(await bench.run()).toMatchObject({ added: 2, same: [] });
    expect(await kept()).toEqual(['a a.md text', 'a-2 a.txt text']);
  });

  test('with the same bytes reads one of them', async () => {
    await bench.put('a.md', ISSUE);
    await bench.put('copy.md', ISSUE);
    expect((await bench.run()).same).toEqual([{ file: 'copy.md', as: 'a', reason: 'bytes' }]);
    expect(bench.taken().read).toEqual(['a.md']);
  });

  test('lets the other take over when the preferred one vanishes, and gives it back', async () => {
    const text = await bench.put('a.md', ISSUE);
    await bench.put('a.pdf', `${ISSUE}\n쪽 밑의 글\n`);
    await bench.run();
    const [before] = await bench.store.bulletins();
    await rm(text);
    expect(await bench.run()).toMatchObject({ updated: 1, removed: 0, same: [] });
    const [after] = await bench.store.bulletins();
    expect(after).toMatchObject({ bulletin: { id: 'a' }, addedAt: before?.addedAt, file: { format: 'pdf' } });
    expect(after?.itemsAddedAt).toEqual(before?.itemsAddedAt);
    await bench.put('a.md', ISSUE);
    expect(await bench.run()).toMatchObject({ updated: 1, same: [{ file: 'a.pdf', as: 'a' }] });
    expect(await kept()).toEqual(['a a.md text']);
  });

  test('keeps the bulletin while the remaining file cannot be read', async () => {
    const text = await bench.put('a.md', ISSUE);
    const pdf = await bench.put('a.pdf', `${ISSUE}\n쪽 밑의 글\n`);
    await bench.run();
    await rm(text);
    await truncate(pdf, 21 * 1024 * 1024);
    expect(await bench.run()).toMatchObject({ removed: 0, failed: [{ file: 'a.pdf', code: 'FILE_TOO_LARGE' }] });
    expect(await kept()).toEqual(['a a.md text']);
  });

  test('looks at the other again when the preferred one becomes another bulletin', async () => {
    await bench.put('a.md', ISSUE);
    await bench.put('b.pdf', `${ISSUE}\n쪽 밑의 글\n`);
    await bench.run();
    await bench.put('a.md', NEXT);
    expect(await bench.run()).toMatchObject({ updated: 1, added: 1, same: [] });
    expect(await kept()).toEqual(['a a.md text', 'b b.pdf pdf']);
  });

  test('forgets a remembered file that is gone', async () => {
    await bench.put('a.md', ISSUE);
    const other = await bench.put('a.pdf', `${ISSUE}\n쪽 밑의 글\n`);
    await bench.run();
    expect(await bench.store.notedFiles()).toHaveLength(1);
    await rm(other);
    expect(await bench.run()).toMatchObject({ unchanged: 1, same: [] });
    expect(await bench.store.notedFiles()).toEqual([]);
  });
});

describe('ingest of a corrected issue under a new name', () => {
  test.each([
    ['modified later', 'z-31.md', 60],
    ['called corrected, though its time is lost', '제31호(수정).md', 0],
    ['called corrected in Latin letters', 'weekly_corrected.md', 0],
  ])('%s replaces the content and keeps the id and its times', async (_, name, modified) => {
    await bench.put('weekly-31.md', ISSUE);
    await bench.run();
    const [before] = await bench.store.bulletins();
    await bench.put(name, CORRECTED, modified);
    const report = await bench.run();
    expect(report).toMatchObject({ added: 0, updated: 1, removed: 0 });
    expect(report.same).toEqual([{ file: 'weekly-31.md', as: 'weekly-31', reason: 'content' }]);
    const [after, ...others] = await bench.store.bulletins();
    expect(others).toEqual([]);
    expect(after).toMatchObject({ bulletin: { id: 'weekly-31' }, addedAt: before?.addedAt, file: { path: name } });
    expect(after?.itemsAddedAt).toEqual(before?.itemsAddedAt);
    expect(await bench.store.source('weekly-31')).toBe(CORRECTED);
    expect(await bench.run()).toMatchObject({ unchanged: 1, updated: 0, same: report.same });
  });

  test('that was modified earlier is only remembered', async () => {
    await bench.put('weekly-31.md', CORRECTED, 60);
    await bench.run();
    await bench.put('older.md', ISSUE);
    expect(await bench.run()).toMatchObject({ updated: 0, same: [{ file: 'older.md', as: 'weekly-31' }] });
    expect(await bench.store.source('weekly-31')).toBe(CORRECTED);
  });

  test('embeds again what was corrected, not the rest', async () => {
    await bench.put('weekly-31.md', ISSUE);
    await bench.run();
    bench.taken();
    await bench.put('weekly-31(수정).md', CORRECTED);
    const { vectors } = await bench.run();
    expect(bench.taken().embedded).toHaveLength(2);
    expect(vectors.embedded).toBe(2);
    expect(vectors.reused).toBeGreaterThan(5);
  });
});

test('ingest follows a file that was renamed: the bulletin keeps its id and vectors', async () => {
  const path = await bench.put('a.md', ISSUE);
  await bench.run();
  bench.taken();
  await rename(path, join(bench.folder, 'renamed.md'));
  expect(await bench.run()).toMatchObject({ unchanged: 1, added: 0, removed: 0 });
  expect(bench.taken()).toEqual({ read: [], embedded: [] });
  expect(await kept()).toEqual(['a renamed.md text']);
  await bench.put('a.md', NEXT);
  await bench.run();
  expect(await kept()).toEqual(['a renamed.md text', 'a-2 a.md text']);
});

test('ingest tells the flaws of the file with those of the bulletin, and keeps them', async () => {
  await bench.put('a.pdf', ISSUE);
  const { bulletins } = await bench.run();
  expect(bulletins[0]?.warnings[0]).toMatchObject({ code: 'PAGE_EMPTY' });
  const [stored] = await bench.store.bulletins();
  expect(stored?.file).toMatchObject({ format: 'pdf', places: { unit: 'page', starts: [1, 5] } });
  expect(stored?.file.warnings).toHaveLength(1);
  const embedder = createFakeEmbedder({ fingerprint: 'another model' });
  expect(await reindex({ store: bench.store, embedder, now: () => new Date() })).toBe(1);
  expect((await bench.store.bulletins())[0]?.file).toEqual(stored?.file);
});
