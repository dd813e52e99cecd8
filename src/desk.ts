import type { Indexed } from './answer/phrases.ts';
import type { Catalog } from './catalog.ts';
import type { Embedder } from './retrieval/embedder.ts';
import type { Store, StoredBulletin } from './store/store.ts';

/** What questions are answered from. */
export type Desk = {
  readonly catalog: Catalog;
  readonly store: Store;
  /** Null when the model is unavailable: then only words are searched. */
  readonly embedder: Embedder | null;
  readonly timeZone: string;
  /** Takes over what other processes have changed since. */
  refresh(): Promise<void>;
};

/** How much is indexed, and from when to when. */
export function indexedIn(bulletins: readonly StoredBulletin[]): Indexed {
  const days = bulletins.flatMap(({ bulletin }) => bulletin.publishedOn ?? []).sort();
  return {
    bulletins: bulletins.length,
    items: bulletins.reduce((sum, { bulletin }) => sum + bulletin.items.length, 0),
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
  };
}
