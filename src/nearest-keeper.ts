import type { Catalog, CatalogChanges } from './catalog.ts';
import { AppError } from './errors.ts';
import type { Logger } from './log.ts';
import { IndexFile } from './retrieval/index-file.ts';
import { VectorIndex } from './retrieval/vector-index.ts';

/** Up to so many vectors an index is built before the first answer (0.2 s); with more, exact search answers until it is there. */
const BUILD_AT_ONCE = 1000;

export type NearestKeeperOptions = {
  /** The folder of the saved index, a cache. */
  readonly folder: string;
  readonly catalog: Catalog;
  /** Whether nothing can be saved. */
  readonly readOnly: boolean;
  readonly log: Logger;
};

/** Keeps the HNSW index in step with the catalog's vectors: loads the saved one when it fits, else builds it anew from them while exact
 *  search answers. */
export class NearestKeeper {
  readonly #file: IndexFile;
  readonly #options: NearestKeeperOptions;
  readonly #stopped = new AbortController();
  #fingerprint: string | null = null;
  #index: VectorIndex | null = null;
  #building: Promise<void> = Promise.resolve();

  constructor(options: NearestKeeperOptions) {
    this.#options = options;
    this.#file = new IndexFile(options.folder);
  }

  /** Loads or builds the index. A null fingerprint stands for no model: then there are no vectors to index. */
  async open(fingerprint: string | null): Promise<void> {
    this.#fingerprint = fingerprint;
    const identity = this.#identity();
    if (identity === null || this.#vectors.size === 0) return;
    const loaded = await this.#file.load(identity);
    if (loaded.kind === 'loaded' && this.#fits(loaded.index)) {
      this.#use(loaded.index);
      return;
    }
    this.#options.log.info(
      { reason: loaded.kind === 'loaded' ? 'other chunks' : loaded.reason },
      'rebuilding the index',
    );
    await this.#rebuild();
  }

  /** Takes over what changed in the store, into the catalog and the index, and saves the index. */
  async follow(): Promise<void> {
    await this.#building;
    const index = this.#index;
    // Exact search answers until the index has what the catalog has or, should the refresh fail, until it is built anew.
    this.#index = null;
    this.#options.catalog.retriever.useNearest(null);
    const changes = await this.#options.catalog.refresh();
    if (this.#identity() === null) return;
    const isSame = changes.added.length + changes.removed.length === 0;
    if (isSame && index === null) return;
    if (index === null || (!isSame && this.#changed(index, changes).needsRebuild)) return this.#rebuild();
    this.#use(index);
    if (!isSame) await this.#save(index);
  }

  /** Waits until nothing is being built or saved; a build in the background is given up. */
  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#building;
  }

  get #vectors() {
    return this.#options.catalog.retriever.vectors;
  }

  #identity() {
    if (this.#fingerprint === null) return null;
    const { dimension } = this.#vectors;
    return { fingerprint: this.#fingerprint, sequence: this.#options.catalog.sequence, dimension };
  }

  #fits(index: VectorIndex): boolean {
    const { ids } = this.#vectors.matrix();
    return index.size === ids.length && ids.every((id) => index.has(id));
  }

  #changed(index: VectorIndex, { added, removed }: CatalogChanges): VectorIndex {
    for (const id of removed) index.remove(id);
    const fresh = new Set(added);
    for (const { id, vector } of this.#vectors.rows()) if (fresh.has(id)) index.add(id, vector);
    return index;
  }

  async #rebuild(): Promise<void> {
    this.#options.catalog.retriever.useNearest(null);
    this.#index = null;
    this.#building = this.#build();
    if (this.#vectors.size <= BUILD_AT_ONCE) await this.#building;
  }

  /** Never rejects: without an index exact search answers, only slower. */
  async #build(): Promise<void> {
    try {
      const { dimension } = this.#vectors;
      const index = await VectorIndex.build(this.#vectors.rows(), { dimension, signal: this.#stopped.signal });
      this.#use(index);
      await this.#save(index);
    } catch (error) {
      if (this.#stopped.signal.aborted) return;
      this.#options.log.warn({ err: error }, 'the index could not be built: searching exactly');
    }
  }

  #use(index: VectorIndex): void {
    this.#index = index;
    this.#options.catalog.retriever.useNearest(index);
  }

  /** The saved index is a cache: where it cannot be saved it is built again at the next start. */
  async #save(index: VectorIndex): Promise<void> {
    const identity = this.#identity();
    if (this.#options.readOnly || identity === null) return;
    try {
      await this.#file.save(index, identity);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#options.log.warn({ err: error }, 'the index could not be saved');
    }
  }
}
