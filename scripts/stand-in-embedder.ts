import type { Embedder } from '../src/retrieval/embedder.ts';
import { seededRandom } from './seeded-random.ts';

const DIMENSION = 384;
const CHARACTERS_PER_TOKEN = 2; // of Korean text, on average

/** An embedder without a model, for measurements of everything but the model: the vector of a text is drawn by its hash, round a mean
 *  that all share, so that the vectors overlap as those of text encoders do. Near texts have no near vectors. */
export function createStandInEmbedder(): Embedder {
  const random = seededRandom(1);
  const mean = Float32Array.from({ length: DIMENSION }, () => spread(random));
  const embed = async (text: string) => drawn(text, mean);
  return {
    start: async () => ({ fingerprint: 'stand-in', dimension: DIMENSION }),
    embedQuery: embed,
    embedPassage: embed,
    countTokens: async (texts) => texts.map((text) => Math.ceil(text.length / CHARACTERS_PER_TOKEN)),
    close: async () => {},
  };
}

function drawn(text: string, mean: Float32Array): Float32Array {
  const random = seededRandom(hashOf(text));
  const vector = mean.map((value) => value + spread(random));
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** A number round 0, nearly normal. */
function spread(random: () => number): number {
  return random() + random() + random() - 1.5;
}

/** FNV-1a over code units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
