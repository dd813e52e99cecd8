import { resolve } from 'node:path';
import { z } from 'zod';
import type { Language } from '../bulletin/bulletin.ts';
import { modelDamaged, readOptionalModelJson } from './model-folder.ts';

/** The mean vector of each language under one model, in the model's dimension. Subtracted on both sides, it lets a cosine tell the
 *  topic rather than the language. */
export type LanguageMeans = Readonly<Record<Language, Float32Array>>;

const FILE = 'language-means.json';

const meanSchema = z.array(z.number()).min(1).readonly();
const meansSchema = z
  .object({
    'ko.query': meanSchema,
    'ko.passage': meanSchema,
    'en.query': meanSchema,
    'en.passage': meanSchema,
    'zh.query': meanSchema,
    'zh.passage': meanSchema,
  })
  .readonly();

/** Reads `language-means.json` of a model's folder; null when the model brings none. Throws MODEL_DAMAGED when it is not as it
 *  should be. One mean stands for questions and passages: the middle of the two (600 NTREX sentences, ko to zh among ko: the
 *  right passage first for 68.0 % against 64.5 % with one mean for each side, zh to ko 52.0 against 53.8). */
export async function readLanguageMeans(modelDir: string, dimension: number): Promise<LanguageMeans | null> {
  const dir = resolve(modelDir);
  const means = await readOptionalModelJson(dir, FILE, meansSchema);
  if (means === null) return null;
  for (const [name, mean] of Object.entries(means)) {
    if (mean.length !== dimension)
      throw modelDamaged(dir, `${name} in ${FILE} has ${mean.length} of ${dimension} numbers.`);
  }
  return {
    ko: middle(means['ko.query'], means['ko.passage']),
    en: middle(means['en.query'], means['en.passage']),
    zh: middle(means['zh.query'], means['zh.passage']),
  };
}

function middle(a: readonly number[], b: readonly number[]): Float32Array {
  return Float32Array.from(a, (value, i) => (value + (b[i] ?? 0)) / 2);
}
