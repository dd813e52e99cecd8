import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { LINES_ONLY } from '../../src/bulletin/places.ts';
import type { DocumentText } from '../../src/documents/document.ts';
import { FORMATS } from '../../src/documents/document.ts';
import type { IngestOptions, IngestReport } from '../../src/ingest.ts';
import { ingest } from '../../src/ingest.ts';
import type { Embedder } from '../../src/retrieval/embedder.ts';
import { openStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';

/** A folder of bulletins, a real store, and an account of what was read and embedded. */
export type Bench = {
  readonly folder: string;
  readonly store: Store;
  /** The files that were read as documents, and the texts that were embedded, since the last look at either. */
  readonly taken: () => { readonly read: readonly string[]; readonly embedded: readonly string[] };
  /** Writes a file, modified so many seconds after the beginning of 2024. */
  readonly put: (name: string, text: string, modified?: number) => Promise<string>;
  readonly run: (paths?: readonly string[], more?: Partial<IngestOptions>) => Promise<IngestReport>;
  readonly dispose: () => Promise<void>;
};

/** Sets up a bench. Its reader takes every file for text and its extension for its format. */
export async function openBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'ingest-'));
  const state = await mkdtemp(join(tmpdir(), 'ingest-state-'));
  const store = openStore(state);
  let [read, embedded]: [string[], string[]] = [[], []];
  const inner = createFakeEmbedder();
  const embedder: Embedder = {
    ...inner,
    embedPassage: (text) => {
      embedded.push(text);
      return inner.embedPassage(text);
    },
  };
  return {
    folder,
    store,
    taken: () => {
      const taken = { read, embedded };
      [read, embedded] = [[], []];
      return taken;
    },
    put: async (name, text, modified = 0) => {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      const time = new Date(Date.UTC(2024, 0, 1) + modified * 1000);
      await utimes(path, time, time);
      return path;
    },
    run: (paths = [], more = {}) => {
      const readDocument = async (bytes: Uint8Array, path: string) => {
        read.push(path);
        return documentOf(Buffer.from(bytes).toString(), path);
      };
      return ingest(paths, { store, embedder, bulletinDir: folder, now: () => new Date(), readDocument, ...more });
    },
    dispose: async () => {
      await store.close();
      await rm(folder, { recursive: true });
      await rm(state, { recursive: true });
    },
  };
}

function documentOf(text: string, path: string): DocumentText {
  const format = FORMATS.find((one) => `.${one}` === extname(path)) ?? 'text';
  if (format === 'text') return { format, text, places: LINES_ONLY, warnings: [] };
  const warnings = [{ code: 'PAGE_EMPTY', lines: [1, 1] as const, message: 'Page 2 has no text.' }];
  return { format, text, places: { unit: 'page', starts: [1, 5] }, warnings };
}

/** A dated issue of a weekly; `words` make its items differ from those of other issues. */
export function issueOf(words: string, published = '2024-08-02'): string {
  const items = ['로봇', '우주', '해양', '반도체'].map(
    (field, i) =>
      `## ${i + 1}. ${words} ${field} 계획 발표\n\n${words} ${field} 분야의 계획이 나왔다. 예산은 ${i + 1}억 위안이다.\n`,
  );
  return `# 과학기술 주간동향 (${published})\n\n${items.join('\n')}`;
}
