import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Embedder } from '../src/retrieval/embedder.ts';

const DIGEST_BYTES = 32;
const FLOAT_BYTES = 4;
const FLUSH_EVERY = 256; // vectors: what a run that is broken off loses at most

/** The folder of vectors that earlier runs made, outside of the project. */
export const VECTOR_CACHE = join(tmpdir(), 'bulletin-bot-vectors');

/** An embedder that remembers in a file what it embedded, so that a second run over the same texts takes seconds. The file bears the
 *  model's fingerprint: another model starts another one. Vectors are the same bits with and without it. `close` saves and closes. */
export async function cachedEmbedder(embedder: Embedder, folder: string = VECTOR_CACHE): Promise<Embedder> {
  const { fingerprint, dimension } = await embedder.start();
  const path = join(folder, `${createHash('sha256').update(fingerprint).digest('hex').slice(0, 16)}.vectors`);
  await mkdir(folder, { recursive: true });
  const vectors = await readVectors(path, dimension);
  let fresh: Buffer[] = [];
  const save = async () => {
    const records = Buffer.concat(fresh);
    fresh = [];
    if (records.length > 0) await appendFile(path, records); // one write, so that two runs at once do not mix their records
  };
  const embed = async (kind: 'query' | 'passage', text: string) => {
    const digest = createHash('sha256').update(`${kind}\n${text}`).digest();
    const known = vectors.get(digest.toString('hex'));
    if (known !== undefined) return known;
    const vector = kind === 'query' ? await embedder.embedQuery(text) : await embedder.embedPassage(text);
    vectors.set(digest.toString('hex'), vector);
    fresh.push(digest, Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
    if (fresh.length >= 2 * FLUSH_EVERY) await save();
    return vector;
  };
  const tokens = new Map<string, ReturnType<Embedder['embedTokens']>>(); // too many to keep in the file
  return {
    start: () => embedder.start(),
    embedQuery: (text) => embed('query', text),
    embedPassage: (text) => embed('passage', text),
    embedTokens: (kind, text, language) => {
      const key = [kind, language, text].join('\n');
      const known = tokens.get(key) ?? embedder.embedTokens(kind, text, language);
      tokens.set(key, known);
      return known;
    },
    countTokens: (texts) => embedder.countTokens(texts),
    close: async () => {
      await save();
      await embedder.close();
    },
  };
}

/** What the file holds; a record that was cut off is removed. */
async function readVectors(path: string, dimension: number): Promise<Map<string, Float32Array>> {
  const vectors = new Map<string, Float32Array>();
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return Buffer.alloc(0);
  });
  const size = DIGEST_BYTES + dimension * FLOAT_BYTES;
  const whole = bytes.length - (bytes.length % size);
  if (whole < bytes.length) await truncate(path, whole);
  for (let at = 0; at < whole; at += size) {
    const vector = new Float32Array(dimension);
    new Uint8Array(vector.buffer).set(bytes.subarray(at + DIGEST_BYTES, at + size));
    vectors.set(bytes.toString('hex', at, at + DIGEST_BYTES), vector);
  }
  return vectors;
}
