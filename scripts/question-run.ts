import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Catalog } from '../src/catalog.ts';
import { loadConfig } from '../src/config.ts';
import type { AskOptions } from '../src/consider.ts';
import { AppError } from '../src/errors.ts';
import type { RetrievableChunk } from '../src/evaluate.ts';
import { fingerprintOf, ingest } from '../src/ingest.ts';
import type { Embedder } from '../src/retrieval/embedder.ts';
import type { LanguageMeans } from '../src/retrieval/language-means.ts';
import { readLanguageMeans } from '../src/retrieval/language-means.ts';
import { VectorIndex } from '../src/retrieval/vector-index.ts';
import { createWorkerEmbedder } from '../src/retrieval/worker-embedder.ts';
import { openStore } from '../src/store/sqlite.ts';
import type { Question } from './questions.ts';
import { DEFAULT_COLLECTION, readCollections, readQuestions } from './questions.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const QUESTIONS = join(ROOT, 'data/eval/questions');
const QUESTION_FILES = [
  'kostec-2024-08-02.jsonl',
  'mixed.jsonl',
  'fixtures.jsonl',
  'development-bundled.jsonl',
  'development-korean.jsonl',
  'development-world.jsonl',
  'development-press.jsonl',
  'development-letters.jsonl',
  'development-briefs.jsonl',
];

/** All collections that questions are asked of. */
export const COLLECTIONS = ['bundled', 'mixed', 'fixtures', 'weekly', 'world', 'press', 'letters', 'briefs'] as const;

/** When the questions are asked, which speak of "last year" and "this month": on the Monday after the newest bulletins. */
const ASKED_ON: Readonly<Record<(typeof COLLECTIONS)[number], string>> = {
  bundled: '2024-08-05',
  mixed: '2024-08-05',
  fixtures: '2024-08-05',
  weekly: '2024-08-05',
  world: '2025-05-05',
  press: '2025-10-20',
  letters: '2025-12-08',
  briefs: '2026-02-09',
};

/** The model, and what is needed to build an index of its vectors. */
export type Model = { readonly embedder: Embedder; readonly dimension: number; readonly means: LanguageMeans | null };

/** The bulletins of a collection, ready to be asked, with their chunks; and the questions on it, in the order of their files. */
export type Collection = {
  readonly name: string;
  readonly questions: readonly Question[];
  readonly options: AskOptions;
  readonly chunks: readonly RetrievableChunk[];
  readonly close: () => Promise<void>;
};

/** Starts the configured model, `wrapped` around when that is wanted. */
export async function openModel(
  wrapped: (embedder: Embedder) => Promise<Embedder> = async (one) => one,
): Promise<Model> {
  const modelDir = loadConfig().embeddingModel;
  const embedder = await wrapped(createWorkerEmbedder({ modelDir }));
  const { dimension } = await embedder.start();
  return { embedder, dimension, means: await readLanguageMeans(modelDir, dimension) };
}

/** Reads the bulletins of a collection into a state folder of its own, which `close` removes. */
export async function openCollection(name: (typeof COLLECTIONS)[number], model: Model): Promise<Collection> {
  const paths = (await readCollections(join(QUESTIONS, 'collections.json')))[name] ?? [];
  const questions = (await Promise.all(QUESTION_FILES.map((file) => readQuestions(join(QUESTIONS, file))))).flat();
  const { embedder, dimension, means } = model;
  const now = new Date(`${ASKED_ON[name]}T09:00:00+09:00`);
  const state = await mkdtemp(join(tmpdir(), 'bulletin-questions-'));
  const store = openStore(state);
  const close = async () => {
    await store.close();
    await rm(state, { recursive: true, force: true });
  };
  try {
    const files = paths.map((path) => join(ROOT, path));
    const { failed } = await ingest(files, { store, embedder, bulletinDir: ROOT, now: () => now });
    if (failed[0] !== undefined) throw new AppError(failed[0].code, `${failed[0].file}: ${failed[0].message}`);
    const fingerprint = await fingerprintOf(embedder);
    const catalog = new Catalog({ store, fingerprint, dimension, means });
    await catalog.refresh();
    catalog.retriever.useNearest(await VectorIndex.build(catalog.retriever.vectors.rows(), { dimension }));
    return {
      name,
      questions: questions.filter(({ collection = DEFAULT_COLLECTION }) => collection === name),
      options: { catalog, store, embedder, now, timeZone: 'Asia/Seoul' },
      chunks: (await Promise.all(catalog.bulletins.map(({ bulletin }) => store.chunks(bulletin.id)))).flat(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
