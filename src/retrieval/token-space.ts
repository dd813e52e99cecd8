import { z } from 'zod';
import { dotAt } from './dot.ts';
import { modelDamaged, readOptionalModelJson } from './model-folder.ts';

/** The sides that tokens are compared from: a question's tokens lie elsewhere than a passage's, and each language's elsewhere. */
const SIDES = ['ko.query', 'ko.passage', 'en.query', 'en.passage', 'zh.query', 'zh.passage'] as const;

export type Side = (typeof SIDES)[number];

/** Where the tokens of one model are compared: a token's last hidden state is projected on the `directions` (unit vectors of the model's
 *  dimension, those in which tokens differ most) and the mean of its side, which is in the coordinates of the directions, subtracted. */
export type TokenSpace = {
  readonly directions: readonly Float32Array[];
  readonly means: Readonly<Record<Side, Float32Array>>;
};

/** The name of the file in a model's folder. */
export const TOKEN_SPACE_FILE = 'token-space.json';

const vector = z
  .array(z.number())
  .min(1)
  .transform((numbers) => Float32Array.from(numbers));
const spaceSchema: z.ZodType<TokenSpace> = z
  .object({ directions: z.array(vector).min(1).readonly(), means: z.record(z.enum(SIDES), vector).readonly() })
  .readonly();

/** Reads `token-space.json` of a model's folder, an absolute path; null when the model brings none. Throws MODEL_DAMAGED when it is not as
 *  it should be. */
export async function readTokenSpace(dir: string, dimension: number): Promise<TokenSpace | null> {
  const space = await readOptionalModelJson(dir, TOKEN_SPACE_FILE, spaceSchema);
  if (space === null) return null;
  const { directions, means } = space;
  const wrong =
    directions.some((direction) => direction.length !== dimension) ||
    SIDES.some((side) => means[side].length !== directions.length);
  if (wrong) throw modelDamaged(dir, `the vectors in ${TOKEN_SPACE_FILE} are not of the model's dimension.`);
  return space;
}

/** The last hidden states of tokens (`rows` of the model's dimension, one after the other) in the space: unit vectors with as many numbers
 *  as the space has directions, one after the other. */
export function inSpace(rows: Float32Array, { directions, means }: TokenSpace, side: Side): Float32Array<ArrayBuffer> {
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
  for (let token = 0; token < count; token++) normalize(projected.subarray(token * width, (token + 1) * width));
  return projected;
}

/** Gives a vector unit length where it stands; one without a direction stays as it is. */
function normalize(vector: Float32Array): void {
  let power = 0;
  for (const value of vector) power += value * value;
  const length = Math.sqrt(power) || 1;
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) / length;
}
