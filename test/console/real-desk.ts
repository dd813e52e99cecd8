import { fileURLToPath } from 'node:url';
import { Catalog } from '../../src/catalog.ts';
import type { OpenDesk } from '../../src/console/run-command.ts';
import { fingerprintOf, ingest } from '../../src/ingest.ts';
import type { Embedder } from '../../src/retrieval/embedder.ts';
import { memoryStore } from '../fakes/memory-store.ts';

/** The folder with the real bulletin of 2 August 2024. */
const BULLETIN_DIR = fileURLToPath(new URL('../../data/bulletins', import.meta.url));

/** The moment that tests take for the present: three days after the bulletin. */
export const NOW = new Date('2024-08-05T00:00:00Z');

/** A desk with the real bulletin in memory, or empty; searched by words only unless an embedder is passed in. */
export async function realDesk({
  embedder = null,
  empty = false,
  notices = [],
}: {
  readonly embedder?: Embedder | null;
  readonly empty?: boolean;
  readonly notices?: readonly string[];
} = {}): Promise<OpenDesk> {
  const store = memoryStore();
  const parts = { store, embedder, bulletinDir: BULLETIN_DIR, now: () => new Date('2024-08-02T01:00:00Z') };
  if (!empty) await ingest([], parts);
  const dimension = embedder === null ? 0 : (await embedder.start()).dimension;
  const catalog = new Catalog({ store, fingerprint: await fingerprintOf(embedder), dimension, means: null });
  await catalog.refresh();
  return {
    catalog,
    store,
    embedder,
    notices,
    timeZone: 'Asia/Seoul',
    refresh: async () => {
      await catalog.refresh();
    },
    ingest: (paths, onProgress) => ingest(paths, { ...parts, onProgress }),
    close: () => store.close(),
  };
}
