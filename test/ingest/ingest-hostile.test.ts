import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../../src/ask.ts';
import { Catalog } from '../../src/catalog.ts';
import { fingerprintOf, ingest } from '../../src/ingest.ts';
import { openStore } from '../../src/store/sqlite.ts';
import { hostileFiles } from '../documents/hostile/hostile-files.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';

const NOW = new Date('2024-08-05T00:00:00Z');
const fixture = (path: string) => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));
const GOOD = ['bulletins/agency-weekly.txt', 'bulletins/english-digest.md', 'documents/press-release.pdf'];

/** Holds the bulletin that is kept before. */
const SAME = 'documents/kostec-2024-08-02.hwpx';

/** Of those that never read, the ones that end soonest; that the slow ones end as well is tested beside them. */
const BAD = [
  ...['archive.docx', 'truncated.hwp', 'encrypted.hwp', 'false-length.hwp', 'old.doc', 'bomb.docx', 'truncated.docx'],
  ...['no-document.docx', 'encrypted.docx', 'feed.html', 'circle-of-pages.pdf', 'table-circle.pdf', 'truncated.pdf'],
  ...['encrypted.pdf', 'image.pdf', 'program.hwp', 'empty.pdf', 'one-line.md', 'line-ends.txt', 'noise.md'],
];

let folder: string;
let state: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  state = await mkdtemp(join(tmpdir(), 'hostile-state-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await rm(state, { recursive: true });
});

// Twenty processes and more, one after the other: a busy machine takes its time.
const TIMEOUT = 240_000;

test(
  'ingest of 20 hostile files takes the good ones, tells each reason, and questions are answered meanwhile',
  async () => {
    const store = openStore(state);
    const embedder = createFakeEmbedder();
    const parts = { store, embedder, bulletinDir: folder, now: () => NOW };
    await ingest([fileURLToPath(new URL('../../data/bulletins', import.meta.url))], parts);
    const { dimension } = await embedder.start();
    const catalog = new Catalog({ store, fingerprint: await fingerprintOf(embedder), dimension, means: null });
    await catalog.refresh();

    for (const { name, bytes } of hostileFiles().filter((file) => BAD.includes(file.name))) {
      await writeFile(join(folder, `${BAD.indexOf(name)}-${name}`), bytes());
    }
    for (const path of [...GOOD, SAME]) await copyFile(fixture(path), join(folder, `good-${path.split('/').at(-1)}`));

    let running = true;
    const ingesting = ingest([], parts).finally(() => {
      running = false;
    });
    const outcomes: string[] = [];
    const asking = async () => {
      while (running) {
        outcomes.push((await ask('양자 기술 정책', { ...parts, catalog, now: NOW, timeZone: 'Asia/Seoul' })).outcome);
        await new Promise(setImmediate); // lets the rest of the program have its turn
      }
    };
    const [report] = await Promise.all([ingesting, asking()]);

    expect(report.bulletins.map(({ items }) => items > 0)).toEqual([true, true, true]);
    expect(report.same.map(({ as, reason }) => [as, reason])).toEqual([['kostec-2024-08-02', 'content']]);
    expect(report).toMatchObject({ added: GOOD.length, failed: expect.objectContaining({ length: BAD.length }) });
    for (const { file, code, message } of report.failed) {
      expect(code).toMatch(/^FILE_/);
      expect(message).toContain(file);
    }
    expect(outcomes.length).toBeGreaterThan(20);
    expect(new Set(outcomes).size).toBe(1);
    await store.close();
  },
  TIMEOUT,
);
