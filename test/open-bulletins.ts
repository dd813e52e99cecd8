import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Catalog } from '../src/catalog.ts';
import { fingerprintOf, ingest } from '../src/ingest.ts';
import type { Embedder } from '../src/retrieval/embedder.ts';
import { openStore } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';

/** Bulletins that were taken in, ready for questions. */
export type OpenBulletins = { readonly store: Store; readonly catalog: Catalog; readonly close: () => Promise<void> };

/** Takes in bulletins, given by the names of their files, in a folder of their own. Without an embedder only words are searched. */
export async function openBulletins(
  files: Readonly<Record<string, string>>,
  { now, embedder = null }: { readonly now: Date; readonly embedder?: Embedder | null },
): Promise<OpenBulletins> {
  const folder = await mkdtemp(join(tmpdir(), 'open-bulletins-'));
  const bulletinDir = join(folder, 'bulletins');
  await mkdir(bulletinDir);
  for (const [name, text] of Object.entries(files)) await writeFile(join(bulletinDir, name), text);
  const store = openStore(join(folder, 'state'));
  await ingest([], { store, embedder, bulletinDir, now: () => now });
  const fingerprint = embedder === null ? null : await fingerprintOf(embedder);
  const catalog = new Catalog({ store, fingerprint, dimension: 64, means: null });
  await catalog.refresh();
  const close = async () => {
    await store.close();
    await rm(folder, { recursive: true });
  };
  return { store, catalog, close };
}
