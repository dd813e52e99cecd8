import type { SourceList } from './answer/answer.ts';
import { bulletinRef, itemRef, sourceLinks } from './answer/citation.ts';
import { languageOf } from './bulletin/language.ts';
import type { Catalog, CatalogItem } from './catalog.ts';
import type { Embedder } from './retrieval/embedder.ts';
import type { Found } from './retrieval/passage.ts';
import { understand } from './retrieval/understand.ts';

const ITEMS = 5;
const NEAR_BEST = 0.5; // of the best item's score: further down the list is noise rather than a second reading of the words
// What an item must reach to count as found at all: the share of the words' rarity, or the centred cosine. Words on other topics
// reached cosines up to 0.26.
const MIN_COVERAGE = 0.5;
const MIN_SIMILARITY = 0.28;

/** The source links of the item with this id, or of the items that words find, best match first, at most five.
 *  Empty when nothing matches. */
export async function sources(
  wordsOrId: string,
  { catalog, embedder }: { readonly catalog: Catalog; readonly embedder: Embedder | null },
): Promise<SourceList> {
  const named = catalog.item(wordsOrId.trim());
  const found = named === undefined ? await search(wordsOrId, catalog, embedder) : [named];
  return {
    items: found.map(({ item, bulletin }) => ({
      item: itemRef(item),
      bulletin: bulletinRef(bulletin),
      links: sourceLinks(item),
    })),
  };
}

async function search(words: string, catalog: Catalog, embedder: Embedder | null): Promise<CatalogItem[]> {
  const { query } = await understand(words, languageOf(words, 'ko'), embedder);
  if (query.tokens.length === 0) return [];
  const passages = catalog.retriever.search(query, { limit: 50 });
  const best = passages[0]?.score ?? 0;
  const near = passages.filter((passage) => passage.score >= best * NEAR_BEST && isEvidence(passage));
  const ids = new Set(near.map((passage) => passage.chunk.itemId));
  return [...ids].flatMap((id) => catalog.item(id) ?? []).slice(0, ITEMS);
}

function isEvidence({ explanation }: Found): boolean {
  return explanation.coverage >= MIN_COVERAGE || (explanation.similarity ?? 0) >= MIN_SIMILARITY;
}
