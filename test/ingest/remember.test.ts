import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { READERS_VERSION } from '../../src/documents/document.ts';
import { AppError } from '../../src/errors.ts';
import type { IngestOptions } from '../../src/ingest.ts';
import type { Bench } from './bench.ts';
import { issueOf, openBench } from './bench.ts';

const MESSAGE = '암호가 걸려 있다. 암호를 풀고 저장한다.';

let bench: Bench;
let tried: string[];
beforeEach(async () => {
  bench = await openBench();
  tried = [];
});
afterEach(() => bench.dispose());

/** A reader that fails for whatever begins with "%PDF". */
const readDocument: IngestOptions['readDocument'] = async (bytes, path) => {
  const text = Buffer.from(bytes).toString();
  tried.push(text);
  if (text.startsWith('%PDF-broken')) throw new AppError('INTERNAL', 'The reader could not be started.');
  if (text.startsWith('%PDF')) throw new AppError('FILE_UNSUPPORTED', MESSAGE);
  return { format: 'text', text: `${text}\n${path.length}`, places: { unit: 'line', starts: [] }, warnings: [] };
};
const run = (paths: readonly string[] = [], more: Partial<IngestOptions> = {}) =>
  bench.run(paths, { readDocument, ...more });
const FAILED = [{ file: 'bad.pdf', code: 'FILE_UNSUPPORTED', message: MESSAGE }];

test('ingest tries a file that failed once, and tells its reason in every run', async () => {
  await bench.put('bad.pdf', '%PDF 1');
  await bench.put('good.md', issueOf('첫째'));
  for (const _ of [1, 2, 3]) expect((await run()).failed).toEqual(FAILED);
  expect(tried.filter((text) => text.startsWith('%PDF'))).toEqual(['%PDF 1']);
});

test('ingest tries a file that failed again once its bytes change', async () => {
  await bench.put('good.md', issueOf('첫째'));
  await bench.put('bad.pdf', '%PDF 1');
  await run();
  await bench.put('bad.pdf', '%PDF 2');
  expect((await run()).failed).toEqual(FAILED);
  await bench.put('bad.pdf', issueOf('둘째', '2024-08-09'));
  expect(await run()).toMatchObject({ added: 1, failed: [] });
  expect(await bench.store.notedFiles()).toEqual([]);
  expect(tried).toHaveLength(4);
});

test('ingest tries a file that failed again when it is named, unless it is told not to', async () => {
  const bad = await bench.put('bad.pdf', '%PDF 1');
  await run();
  expect((await run([bad])).failed).toEqual(FAILED);
  expect(tried).toHaveLength(2);
  expect((await run([bad], { retry: false })).failed).toEqual(FAILED);
  expect((await run([bench.folder])).failed).toEqual(FAILED);
  expect(tried).toHaveLength(2);
});

test('ingest tries a file again that other readers failed with', async () => {
  await bench.put('bad.pdf', '%PDF 1');
  await run();
  const [noted] = await bench.store.notedFiles();
  if (noted?.outcome.kind !== 'failed') throw new Error('the failure is not remembered');
  await bench.store.noteFile({ ...noted, outcome: { ...noted.outcome, readers: READERS_VERSION - 1 } });
  await run();
  expect(tried).toHaveLength(2);
  expect(await bench.store.notedFiles()).toEqual([noted]);
});

test('ingest does not remember a failure that is not the fault of the file', async () => {
  await bench.put('a.pdf', '%PDF-broken');
  for (const _ of [1, 2]) expect((await run()).failed).toMatchObject([{ code: 'INTERNAL' }]);
  expect(tried).toHaveLength(2);
  expect(await bench.store.notedFiles()).toEqual([]);
});

test('ingest keeps what was kept of a file that fails, and forgets the failure with the file', async () => {
  await bench.put('other.md', issueOf('둘째', '2024-08-09'));
  const path = await bench.put('bad.pdf', issueOf('첫째'));
  await run();
  await bench.put('bad.pdf', '%PDF 1');
  for (const _ of [1, 2]) expect(await run()).toMatchObject({ failed: FAILED, removed: 0, unchanged: 1 });
  expect(await bench.store.bulletins()).toHaveLength(2);
  await rm(path);
  expect(await run()).toMatchObject({ failed: [], removed: 1 });
  expect(await bench.store.notedFiles()).toEqual([]);
});
