import { textInContext } from '../retrieval/chunk.ts';
import type { Embedder } from '../retrieval/embedder.ts';
import type { Query } from '../retrieval/passage.ts';
import type { Closeness } from '../retrieval/rerank.ts';
import { rerank } from '../retrieval/rerank.ts';
import type { Evidence } from './evidence.ts';

/** For sentences. More weight helps on the questions it is tuned on, and harms on others: see DESIGN.md. */
const SENTENCES: Closeness = { most: 10, within: 1, keep: 0.8, weight: 8 };

/** Sentences that were weighed, best first, ordered anew by how near they come to the question token by token. */
export async function closest(
  evidence: readonly Evidence[],
  query: Query,
  embedder: Embedder | null,
): Promise<Evidence[]> {
  const comparable = ({ sentence, passage: { chunk } }: Evidence) => ({
    text: textInContext(sentence, chunk),
    language: chunk.language,
  });
  const reranked = await rerank(evidence, query, { ...SENTENCES, embedder, comparable });
  return reranked.map(({ one, score }) => ({ ...one, score }));
}
