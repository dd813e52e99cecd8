import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ingest } from '../../src/ingest.ts';
import { openStore } from '../../src/store/sqlite.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';
import { mountDisk, skipNote } from '../store/disks.ts';

const disk = mountDisk(2 * 1024 * 1024);
const folder = await mkdtemp(join(tmpdir(), 'ingest-full-disk-'));
afterAll(async () => {
  disk?.unmount();
  await rm(folder, { recursive: true });
});

test.skipIf(disk === null)(`ingest on a full disk tells so and keeps what was there${skipNote(disk)}`, async () => {
  const bulletin = (i: number, sentence: string) => `# 소식지 ${i}\n\n## 소식 ${i}\n\n${sentence}\n`;
  await writeFile(join(folder, 'a-first.md'), bulletin(1, '첫 본문이다.'));
  const store = openStore(disk?.folder ?? '');
  const options = {
    store,
    embedder: createFakeEmbedder({ dimension: 384 }),
    bulletinDir: folder,
    now: () => new Date(),
  };
  await ingest([], options);
  const long = Array.from({ length: 3000 }, (_, n) => `문장 ${n}이 여기에 있다.`).join('\n\n');
  await writeFile(join(folder, 'b-huge.md'), bulletin(2, long));

  await expect(ingest([], options)).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect((await store.bulletins()).map(({ bulletin: { id } }) => id)).toEqual(['a-first']);
  expect(await store.chunks('a-first')).toHaveLength(1);

  await rm(join(folder, 'b-huge.md'));
  expect(await ingest([], options)).toMatchObject({ unchanged: 1, failed: [] });
  await store.close();
});
