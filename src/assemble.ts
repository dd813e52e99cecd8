import { join } from 'node:path';
import { Catalog } from './catalog.ts';
import type { Config } from './config.ts';
import { AppError } from './errors.ts';
import type { IngestOptions, IngestProgress, IngestReport } from './ingest.ts';
import { fingerprintOf, ingest, reindex } from './ingest.ts';
import type { Logger } from './log.ts';
import { NearestKeeper, PUT_IN_AT_ONCE } from './nearest-keeper.ts';
import type { Parse } from './parse-apart.ts';
import { ParserApart } from './parse-apart.ts';
import { Recent } from './recent.ts';
import { readDictionary } from './retrieval/dictionary.ts';
import type { Embedder } from './retrieval/embedder.ts';
import type { LanguageMeans } from './retrieval/language-means.ts';
import { readLanguageMeans } from './retrieval/language-means.ts';
import { createWorkerEmbedder, TEXTS_REMEMBERED } from './retrieval/worker-embedder.ts';
import { acquireWriterLock } from './store/lock.ts';
import { openStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

/** Everything that the commands work with, built from one configuration. */
export type Assembly = {
  readonly config: Config;
  readonly log: Logger;
  readonly store: Store;
  /** Null when the model is not wanted or unavailable: `notices` says why. */
  readonly embedder: Embedder | null;
  readonly catalog: Catalog;
  /** Sentences for the operator about what does not work as it should, and what to do. */
  readonly notices: readonly string[];
  /** Brings the store, the catalog and the saved index in step with files or folders (none: the bulletins folder). */
  readonly ingest: (
    paths: readonly string[],
    onProgress?: (progress: IngestProgress) => void,
    more?: Pick<IngestOptions, 'retry'>,
  ) => Promise<IngestReport>;
  /** Runs a change of the store as its only writer, and takes it over. Throws STATE_BUSY while another run is under way. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** Takes over what other processes changed in the store since. */
  readonly follow: () => Promise<void>;
  /** Waits until the index is in step: nothing is being built or saved. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type AssembleOptions = {
  readonly log: Logger;
  readonly now: () => Date;
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Whether to build first what is missing: an empty state from the bulletins folder, vectors of another model anew. */
  readonly build: boolean;
  /** Whether the model is wanted; without it only words are searched. */
  readonly model: boolean;
  /** False when nothing will be searched or listed: an ingest alone is faster without. The catalog is then empty. */
  readonly search?: boolean;
  /** Embeds in place of the configured model, whose language means are used. */
  readonly embedder?: Embedder;
};

/** Builds the parts and connects them. Throws an `AppError` when the state or the bulletins cannot be used; a model that cannot is a
 *  notice. */
export async function assemble(config: Config, options: AssembleOptions): Promise<Assembly> {
  const notices: string[] = [];
  const { store, readOnly } = openState(config.bulletinState, notices);
  const model = options.model ? await startModel(config.embeddingModel, notices, options) : null;
  const parser = new ParserApart();
  try {
    const parts = { ...options, config, store, embedder: model?.embedder ?? null, parse: parser.parse };
    if (options.build && !readOnly) await build(parts);
    const catalog = await catalogOf(store, model);
    const keeper = new NearestKeeper({
      folder: join(config.bulletinState, 'index'),
      catalog,
      readOnly,
      log: options.log,
    });
    const openSearch = async () => {
      await catalog.refresh();
      await keeper.open(await fingerprintOf(parts.embedder));
    };
    const { search = true } = options;
    if (search) await openSearch();
    if (search && options.model) readDictionary(); // no question is to wait for it
    return {
      config,
      log: options.log,
      store,
      embedder: parts.embedder,
      catalog,
      notices,
      ingest: async (paths, onProgress, more = {}) => {
        const report = await writing(config, () =>
          ingest(paths, { ...parts, ...more, bulletinDir: config.bulletinDir, ...(onProgress && { onProgress }) }),
        );
        if (search) await keeper.follow();
        else if (chunksIn(report) > PUT_IN_AT_ONCE) {
          // Fewer are put in at the next start before anyone notices.
          await openSearch();
          await keeper.settled();
        }
        return report;
      },
      exclusively: async (work) => {
        const result = await writing(config, work);
        if (search) await keeper.follow();
        return result;
      },
      follow: async () => {
        if ((await store.sequence()) !== catalog.sequence) await keeper.follow();
      },
      settled: () => keeper.settled(),
      close: async () => {
        await keeper.close();
        await parser.close();
        await model?.embedder.close();
        await store.close();
      },
    };
  } catch (error) {
    await parser.close();
    await model?.embedder.close();
    await store.close();
    throw error;
  }
}

/** The store, for reading alone where the folder or the disk allows nothing else. */
function openState(stateDir: string, notices: string[]): { readonly store: Store; readonly readOnly: boolean } {
  try {
    return { store: openStore(stateDir), readOnly: false };
  } catch (error) {
    if (!(error instanceof AppError) || !['STATE_READ_ONLY', 'DISK_FULL'].includes(error.code)) throw error;
    const store = openToRead(stateDir, error);
    notices.push(`${error.message} Until then nothing new is kept; what is kept can be asked.`);
    return { store, readOnly: true };
  }
}

/** Where there is nothing to read either, the first fault is the one to tell. */
function openToRead(stateDir: string, fault: AppError): Store {
  try {
    return openStore(stateDir, { readOnly: true });
  } catch (cause) {
    throw new AppError(fault.code, fault.message, { cause });
  }
}

type Model = { readonly embedder: Embedder; readonly dimension: number; readonly means: LanguageMeans | null };

async function startModel(
  modelDir: string,
  notices: string[],
  { log, embedder = createWorkerEmbedder({ modelDir, memory: new Recent(TEXTS_REMEMBERED) }) }: AssembleOptions,
): Promise<Model | null> {
  try {
    const { dimension } = await embedder.start();
    return { embedder, dimension, means: await readLanguageMeans(modelDir, dimension) };
  } catch (error) {
    await embedder.close();
    if (!(error instanceof AppError)) throw error;
    log.warn({ err: error }, 'model unavailable');
    notices.push(`${error.message} Searching by words only.`);
    return null;
  }
}

type Parts = Omit<AssembleOptions, 'embedder'> & {
  readonly config: Config;
  readonly store: Store;
  readonly embedder: Embedder | null;
  readonly parse: Parse;
};

async function build(parts: Parts): Promise<void> {
  const { config, store, embedder } = parts;
  const kept = await store.keptFiles();
  const fingerprint = await fingerprintOf(embedder);
  if (kept.length === 0) {
    const report = await writing(config, () => ingest([], { ...parts, bulletinDir: config.bulletinDir }));
    if (report.added === 0) throw nothingToAsk(config.bulletinDir, report);
  } else if (fingerprint !== null && kept.some((one) => one.fingerprint !== fingerprint)) {
    const onFault = (err: AppError) => parts.log.warn({ err }, 'bulletin not made anew');
    await writing(config, () => reindex({ ...parts, onFault }));
  }
}

/** Runs a change of the store as its only writer. */
async function writing<T>(config: Config, work: () => Promise<T>): Promise<T> {
  const lock = await acquireWriterLock(config.bulletinState);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

async function catalogOf(store: Store, model: Model | null): Promise<Catalog> {
  return new Catalog({
    store,
    fingerprint: await fingerprintOf(model?.embedder ?? null),
    dimension: model?.dimension ?? 0,
    means: model?.means ?? null,
  });
}

function chunksIn({ bulletins }: IngestReport): number {
  return bulletins.reduce((sum, { chunks }) => sum + chunks, 0);
}

function nothingToAsk(bulletinDir: string, { failed }: IngestReport): AppError {
  const reasons = failed.map(({ file, message }) => `${file}: ${message}`).join('\n');
  const message = `No bulletin could be read in ${bulletinDir}. Put a bulletin there (.md or .txt), or set BULLETIN_DIR.`;
  return new AppError('NO_BULLETINS', reasons === '' ? message : `${message}\n${reasons}`);
}
