import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TOKEN_SPACE_FILE } from '../src/retrieval/token-space.ts';

const DIGITS = 1e4;

/** A token space as it is fitted. */
type Fitted = {
  readonly directions: readonly ArrayLike<number>[];
  readonly means: Readonly<Record<string, ArrayLike<number>>>;
  readonly importance?: ArrayLike<number>;
};

/** Writes the token space into a model's folder, its numbers rounded to four decimals. */
export async function writeTokenSpace(dir: string, { directions, means, importance }: Fitted): Promise<void> {
  const space = {
    directions: directions.map(rounded),
    means: Object.fromEntries(Object.entries(means).map(([side, mean]) => [side, rounded(mean)])),
    importance: importance === undefined ? undefined : rounded(importance),
  };
  await writeFile(join(dir, TOKEN_SPACE_FILE), `${JSON.stringify(space)}\n`);
}

function rounded(vector: ArrayLike<number>): number[] {
  return Array.from(vector, (value) => Math.round(value * DIGITS) / DIGITS);
}
