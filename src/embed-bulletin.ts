import type { Bulletin } from './bulletin/bulletin.ts';
import type { Chunk, CountTokens } from './retrieval/chunk.ts';
import { chunkItem, searchText, textInContext } from './retrieval/chunk.ts';
import type { Embedder } from './retrieval/embedder.ts';
import type { EmbeddedChunk, Store } from './store/store.ts';

/** Vectors by the text that they were made of. */
export type KnownVectors = ReadonlyMap<string, Float32Array>;

/** The chunks of a bulletin with their vectors, and how many of these were made now and how many taken over. */
export type EmbeddedBulletin = {
  readonly chunks: readonly EmbeddedChunk[];
  readonly embedded: number;
  readonly reused: number;
};

/** The vectors that are kept of a bulletin: what its next version has in common with this one need not be embedded again. */
export async function vectorsOf(bulletinId: string, store: Store): Promise<KnownVectors> {
  const known = new Map<string, Float32Array>();
  const chunks = await store.chunks(bulletinId);
  const ofSentences = await store.sentenceVectors(chunks.map(({ chunk }) => chunk.id));
  chunks.forEach(({ chunk, vector }, i) => {
    if (vector !== null) known.set(searchText(chunk), vector);
    chunk.sentences.forEach((sentence, j) => {
      const own = ofSentences[i]?.[j];
      if (own !== undefined) known.set(textInContext(sentence, chunk), own);
    });
  });
  return known;
}

/** Cuts a bulletin into chunks and embeds those and their sentences; a text that is known, or comes twice, is embedded once. Without a
 *  model the vectors are null. `onChunk` is told before each chunk how many are done, and at the end. */
export async function embedBulletin(
  bulletin: Bulletin,
  embedder: Embedder | null,
  { known, onChunk }: { readonly known: KnownVectors; readonly onChunk: (done: number, all: number) => void },
): Promise<EmbeddedBulletin> {
  const chunks = await chunkBulletin(bulletin, countTokens(embedder));
  const vectors = new Map(known);
  const result: EmbeddedChunk[] = [];
  let [embedded, reused] = [0, 0];
  const embed = async (text: string, by: Embedder) => {
    const before = vectors.get(text);
    const vector = before ?? (await by.embedPassage(text));
    if (before === undefined) embedded++;
    else reused++;
    vectors.set(text, vector);
    return vector;
  };
  for (const chunk of chunks) {
    onChunk(result.length, chunks.length);
    result.push(
      embedder === null
        ? { chunk, vector: null, sentenceVectors: null }
        : await embedChunk(chunk, (text) => embed(text, embedder)),
    );
  }
  onChunk(chunks.length, chunks.length);
  return { chunks: result, embedded, reused };
}

async function chunkBulletin(bulletin: Bulletin, count: CountTokens): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for (const item of bulletin.items) chunks.push(...(await chunkItem(bulletin.id, item, count)));
  return chunks;
}

async function embedChunk(chunk: Chunk, embed: (text: string) => Promise<Float32Array>): Promise<EmbeddedChunk> {
  const sentenceVectors: Float32Array[] = [];
  for (const sentence of chunk.sentences) sentenceVectors.push(await embed(textInContext(sentence, chunk)));
  return { chunk, vector: await embed(searchText(chunk)), sentenceVectors };
}

/** Without the model's tokenizer a token is taken for one and a half characters, less than it is on average. */
function countTokens(embedder: Embedder | null): CountTokens {
  if (embedder === null) return async (texts) => texts.map((text) => Math.ceil(text.length / 1.5));
  return (texts) => embedder.countTokens(texts);
}
