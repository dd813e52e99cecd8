import { setImmediate } from 'node:timers/promises';
import type { Catalog } from './catalog.ts';
import { AppError } from './errors.ts';
import type { Logger } from './log.ts';
import { IndexFile } from './retrieval/index-file.ts';
import { VectorIndex } from './retrieval/vector-index.ts';

/** Up to so many vectors are put in before the first answer (0.2 s); with more, exact search answers until the index is there. */
export const PUT_IN_AT_ONCE = 1000;

/** The share of an index's vectors that may be missing from the saved one. Writing and checking 60,000 takes a second, while putting in
 *  the vectors of an issue takes a twentieth of one, at the next start as well. */
const UNSAVED_SHARE = 0.01;

/** Vectors compared with those of a saved index before other work gets its turn: about 2 ms. */
const COMPARED_AT_ONCE = 500;

export type NearestKeeperOptions = {
  /** The folder of the saved index, a cache. */
  readonly folder: string;
  readonly catalog: Catalog;
  /** Whether nothing can be saved. */
  readonly readOnly: boolean;
  readonly log: Logger;
};

/** Keeps the HNSW index in step with the catalog's vectors: loads the saved one, puts in what is missing, or builds it anew where none can
 *  be used, while exact search answers. */
export class NearestKeeper {
  readonly #file: IndexFile;
  readonly #options: NearestKeeperOptions;
  readonly #stopped = new AbortController();
  #fingerprint: string | null = null;
  #index: VectorIndex | null = null;
  #building: Promise<void> = Promise.resolve();
  #following: Promise<void> = Promise.resolve();
  #unsaved = 0;

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
    } else if (loaded.kind === 'loaded' || loaded.kind === 'behind') {
      await this.#catchUp(loaded.index);
    } else {
      this.#options.log.info({ reason: loaded.reason }, 'rebuilding the index');
      await this.#rebuild();
    }
  }

  /** Takes over what changed in the store, into the catalog and the index. */
  follow(): Promise<void> {
    const following = this.#following.then(() => this.#follow());
    this.#following = following.catch(() => {}); // told to whoever called
    return following;
  }

  /** Waits until nothing is being built or saved any more. */
  async settled(): Promise<void> {
    await this.#following;
    await this.#building;
  }

  /** Waits until nothing is being built or saved; a build in the background is given up. */
  async close(): Promise<void> {
    this.#stopped.abort();
    await this.settled();
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

  async #follow(): Promise<void> {
    await this.#building;
    const index = this.#index;
    // Exact search answers until the index has what the catalog has or, should the refresh fail, until it is built anew.
    this.#index = null;
    this.#options.catalog.retriever.useNearest(null);
    const { added, removed } = await this.#options.catalog.refresh();
    if (this.#identity() === null) return;
    const isSame = added.length + removed.length === 0;
    if (isSame && index === null) return;
    if (index === null || (!isSame && isSpent(index, removed))) return this.#rebuild();
    await this.#putIn(index, added, removed.length);
  }

  /** Puts vectors in and uses the index, and saves it when enough of it has changed. */
  async #putIn(index: VectorIndex, added: readonly string[], removed: number): Promise<void> {
    await index.addAll(this.#vectors.rows(added), this.#stopped.signal);
    this.#use(index);
    this.#unsaved += removed + added.length;
    if (this.#unsaved > UNSAVED_SHARE * index.size) await this.#save(index);
  }

  /** Brings an index that was saved at another time in step with the vectors of now. */
  async #catchUp(index: VectorIndex): Promise<void> {
    const { ids } = this.#vectors.matrix();
    const there = new Set(ids);
    const removed = index.ids.filter((id) => !there.has(id));
    const added: string[] = [];
    let compared = 0;
    for (const { id, vector } of this.#vectors.rows()) {
      if (compared++ % COMPARED_AT_ONCE === 0) await setImmediate();
      if (index.holds(id, vector)) continue;
      if (index.has(id)) removed.push(id);
      added.push(id);
    }
    this.#options.log.info({ removed: removed.length, added: added.length }, 'bringing the index up to date');
    if (isSpent(index, removed)) return this.#rebuild();
    this.#building = this.#inBackground(() => this.#putIn(index, added, removed.length));
    if (added.length <= PUT_IN_AT_ONCE) await this.#building;
  }

  async #rebuild(): Promise<void> {
    this.#options.catalog.retriever.useNearest(null);
    this.#index = null;
    this.#building = this.#inBackground(async () => {
      const { dimension } = this.#vectors;
      const index = await VectorIndex.build(this.#vectors.rows(), { dimension, signal: this.#stopped.signal });
      this.#use(index);
      await this.#save(index);
    });
    if (this.#vectors.size <= PUT_IN_AT_ONCE) await this.#building;
  }

  /** Never rejects: without an index exact search answers, only slower. */
  async #inBackground(work: () => Promise<void>): Promise<void> {
    try {
      await work();
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
      this.#unsaved = 0;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#options.log.warn({ err: error }, 'the index could not be saved');
    }
  }
}

/** Takes vectors out of an index, and tells whether a new one is worth its time. */
function isSpent(index: VectorIndex, removed: readonly string[]): boolean {
  for (const id of removed) index.remove(id);
  return index.needsRebuild;
}
