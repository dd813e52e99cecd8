import { z } from 'zod';
import { dotAt } from './dot.ts';
import { modelDamaged, readOptionalModelJson } from './model-folder.ts';

/** The sides that tokens are compared from: a question's tokens lie elsewhere than a passage's, and each language's elsewhere. */
const SIDES = ['ko.query', 'ko.passage', 'en.query', 'en.passage', 'zh.query', 'zh.passage'] as const;

export type Side = (typeof SIDES)[number];

/** Where the tokens of one model are compared: a token's last hidden state is projected on the `directions` (unit vectors of the model's
 *  dimension, those in which tokens differ most) and the mean of its side, which is in the coordinates of the directions, subtracted. With an
 *  `importance`, in the same coordinates, a token of a question counts in proportion to e to its product with it; without, all count alike. */
export type TokenSpace = {
  readonly directions: readonly Float32Array[];
  readonly means: Readonly<Record<Side, Float32Array>>;
  readonly importance?: Float32Array | undefined;
};

/** The name of the file in a model's folder. */
export const TOKEN_SPACE_FILE = 'token-space.json';

const vector = z
  .array(z.number())
  .min(1)
  .transform((numbers) => Float32Array.from(numbers));
const spaceSchema: z.ZodType<TokenSpace> = z
  .object({
    directions: z.array(vector).min(1).readonly(),
    means: z.record(z.enum(SIDES), vector).readonly(),
    importance: vector.optional(),
  })
  .readonly();

/** Reads `token-space.json` of a model's folder, an absolute path; null when the model brings none. Throws MODEL_DAMAGED when it is not as
 *  it should be. */
export async function readTokenSpace(dir: string, dimension: number): Promise<TokenSpace | null> {
  const space = await readOptionalModelJson(dir, TOKEN_SPACE_FILE, spaceSchema);
  if (space === null) return null;
  const { directions, means, importance } = space;
  const wrong =
    directions.some((direction) => direction.length !== dimension) ||
    [...SIDES.map((side) => means[side]), ...(importance ? [importance] : [])].some(
      ({ length }) => length !== directions.length,
    );
  if (wrong) throw modelDamaged(dir, `the vectors in ${TOKEN_SPACE_FILE} are not of the model's dimension.`);
  return space;
}

/** The last hidden states of the tokens of one text (`rows` of the model's dimension, one after the other) in the space: vectors with as many
 *  numbers as the space has directions, one after the other. Those of a passage have length 1, those of a question are as long as they
 *  count, on average 1. */
export function inSpace(rows: Float32Array, space: TokenSpace, side: Side): Float32Array<ArrayBuffer> {
  const { directions, means, importance } = space;
  const dimension = directions[0]?.length ?? 0;
  const width = directions.length;
  const count = rows.length / dimension;
  const projected = new Float32Array(count * width);
  for (const [i, direction] of directions.entries()) {
    const mean = means[side][i] ?? 0;
    for (let token = 0; token < count; token++) {
      projected[token * width + i] = dotAt(rows, token * dimension, direction) - mean;
    }
  }
  const tokens = Array.from({ length: count }, (_, token) => projected.subarray(token * width, (token + 1) * width));
  for (const token of tokens) scale(token, 1 / (Math.sqrt(dotAt(token, 0, token)) || 1));
  if (importance === undefined || !side.endsWith('.query')) return projected;
  const counts = tokens.map((token) => Math.exp(dotAt(token, 0, importance)));
  const mean = counts.reduce((sum, one) => sum + one, 0) / count;
  for (const [i, token] of tokens.entries()) scale(token, (counts[i] ?? 0) / mean);
  return projected;
}

/** Makes a vector so many times as long where it stands. */
function scale(vector: Float32Array, by: number): void {
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) * by;
}
