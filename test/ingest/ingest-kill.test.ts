import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ingest } from '../../src/ingest.ts';
import { openStore } from '../../src/store/sqlite.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';

const SCRIPT = fileURLToPath(new URL('./ingest-until-killed.ts', import.meta.url));
const FILES = 40;
/** After how many files, and how many milliseconds later, the process is killed: drawn once. */
const KILLS: readonly (readonly [files: number, milliseconds: number])[] = [
  [1, 0],
  [3, 2],
  [7, 1],
  [2, 4],
  [12, 0],
  [20, 3],
  [5, 2],
  [9, 1],
  [16, 0],
  [30, 2],
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-kill-'));
  for (let i = 0; i < FILES; i++) {
    const items = Array.from({ length: 5 }, (_, n) => `## 소식 ${i}-${n}\n\n본문 ${n}이다. 둘째 문장 ${i}이다.\n`);
    await writeFile(join(folder, `issue-${String(i).padStart(2, '0')}.md`), `# 소식지 ${i}\n\n${items.join('\n')}`);
  }
});
afterEach(() => rm(folder, { recursive: true }));

test(`ingest leaves every told bulletin whole and no half one, after each of ${KILLS.length} kills`, async () => {
  for (const [i, [files, milliseconds]] of KILLS.entries()) {
    const state = join(folder, `state-${i}`);
    const told = await ingestUntilKilled(state, files, milliseconds);
    const store = openStore(state);
    const kept = (await store.bulletins()).map(({ bulletin }) => bulletin);
    const ids = kept.map((bulletin) => bulletin.id);
    expect(ids).toEqual(expect.arrayContaining(told.map((name) => name.replace('.md', ''))));
    for (const bulletin of kept) {
      const chunks = await store.chunks(bulletin.id);
      expect(new Set(chunks.map(({ chunk }) => chunk.itemId))).toEqual(new Set(bulletin.items.map((item) => item.id)));
      expect(chunks.every(({ vector }) => vector !== null)).toBe(true);
      expect(await store.sentenceVectors(chunks.map(({ chunk }) => chunk.id))).not.toContain(null);
    }
    const rest = await ingest([], {
      store,
      embedder: createFakeEmbedder(),
      bulletinDir: folder,
      now: () => new Date(),
    });
    expect(rest).toMatchObject({ added: FILES - ids.length, updated: 0, unchanged: ids.length, failed: [] });
    await store.close();
  }
});

async function ingestUntilKilled(state: string, files: number, milliseconds: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, folder, state], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const told: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    told.push(line);
    if (told.length === files) setTimeout(() => child.kill('SIGKILL'), milliseconds);
  }
  const [, signal] = await closed;
  expect(signal).toBe('SIGKILL');
  return told;
}
