import { AppError } from '../../src/errors.ts';
import type { Embedder } from '../../src/retrieval/embedder.ts';

export type FakeEmbedderOptions = {
  /** Length of the vectors; 64 unless told. */
  readonly dimension?: number;
  readonly fingerprint?: string;
  /** Whether it gives a vector for each word of a text; it does not unless told. */
  readonly tokens?: boolean;
  /** Asked at every start that is not shared: the fault to fail with, or null to succeed. */
  readonly failStart?: () => AppError | null;
};

/** An embedder without a model: the vector of a text counts its hashed character n-grams, so that texts which share wording are near
 *  each other. Questions and passages are embedded alike. A token is a pair of characters. */
export function createFakeEmbedder(options: FakeEmbedderOptions = {}): Embedder {
  const { dimension = 64, fingerprint = `fake-${dimension}`, tokens = false, failStart = () => null } = options;
  let started = false;
  let closed = false;
  const start = async () => {
    if (closed) throw new AppError('EMBEDDER_FAILED', 'The embedder is closed.');
    const fault = started ? null : failStart();
    if (fault !== null) throw fault;
    started = true;
    return { fingerprint, dimension };
  };
  const embed = async (text: string) => {
    await start();
    return vectorOf(text, dimension);
  };
  return {
    start,
    embedQuery: embed,
    embedPassage: embed,
    embedTokens: async (_kind, text) => {
      await start();
      const words = plain(text).match(/[^ ]+/gu) ?? [];
      return tokens ? words.map((word) => vectorOf(word, dimension)) : null;
    },
    countTokens: async (texts) => {
      await start();
      return texts.map((text) => Math.ceil([...plain(text)].length / 2));
    },
    close: async () => {
      closed = true;
    },
  };
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

function vectorOf(text: string, dimension: number): Float32Array {
  const vector = new Float32Array(dimension);
  vector[0] = 1e-3; // an empty text has a direction too
  const characters = [...` ${plain(text)} `];
  for (const size of [2, 3]) {
    for (let i = 0; i + size <= characters.length; i++) {
      const hash = hashOf(characters.slice(i, i + size).join(''));
      const at = hash % dimension;
      vector[at] = (vector[at] ?? 0) + (hash & 0x10000 ? 1 : -1);
    }
  }
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

/** FNV-1a over code units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
