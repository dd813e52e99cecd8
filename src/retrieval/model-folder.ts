import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.ts';

/** Changes with everything but the files that decides a vector: prefixes, pooling, cutting. */
const RECIPE = 'query: |passage: |mean over tokens, unit length|cut to 512 tokens|1';
const WINDOW_TOKENS = 512;
const WEIGHTS = join('onnx', 'model_quantized.onnx');
const FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', WEIGHTS];
const CHECKSUMS = 'SHA256SUMS';
const REMEDY = 'Restore it with `git checkout -- data/models`, or set EMBEDDING_MODEL to the folder of another model.';

const configSchema = z.object({ hidden_size: z.int().positive(), max_position_embeddings: z.int().positive() });
const referencesSchema = z.array(z.object({ text: z.string(), vector: z.array(z.number()) }).readonly()).readonly();

/** What a model's folder says of itself. `maxTokens` is the longest text it takes, special tokens included. `references` are texts,
 *  prefix included, with the vectors of the unquantised weights, so not to the last digit; there may be none. */
export type ModelFolder = {
  readonly dir: string;
  readonly weights: string;
  readonly dimension: number;
  readonly maxTokens: number;
  readonly references: z.infer<typeof referencesSchema>;
};

/** Reads what is needed before the model itself is loaded. Throws an `AppError`: MODEL_MISSING or MODEL_DAMAGED. */
export async function readModelFolder(dir: string): Promise<ModelFolder> {
  for (const file of FILES) await checkFile(dir, file);
  const config = await readModelJson(dir, 'config.json', configSchema);
  return {
    dir,
    weights: join(dir, WEIGHTS),
    dimension: config.hidden_size,
    maxTokens: Math.min(WINDOW_TOKENS, config.max_position_embeddings),
    references: (await readOptionalModelJson(dir, 'reference-vectors.json', referencesSchema)) ?? [],
  };
}

/** SHA-256 in hex over the files that decide the model's vectors and over how they are used. A folder that brings `SHA256SUMS` (as
 *  `sha256sum` writes it) is checked against it. Throws MODEL_DAMAGED when a file is not the one that was delivered. */
export async function fingerprintOf(dir: string): Promise<string> {
  const expected = await readChecksums(dir);
  const whole = createHash('sha256').update(RECIPE);
  for (const file of FILES) {
    const hash = await hashOf(dir, file);
    const wanted = expected.get(file.replaceAll('\\', '/'));
    if (wanted !== undefined && wanted !== hash)
      throw modelDamaged(dir, `${file} is not the file that ${CHECKSUMS} names.`);
    whole.update(`\n${hash}`);
  }
  return whole.digest('hex');
}

/** Reads a JSON file of a model's folder; null when it is not there. Throws MODEL_DAMAGED when it is not as the schema says. */
export async function readOptionalModelJson<T>(dir: string, file: string, schema: z.ZodType<T>): Promise<T | null> {
  return (await exists(join(dir, file))) ? readModelJson(dir, file, schema) : null;
}

/** The fault of a model that is there but cannot be right, with what to do about it. */
export function modelDamaged(dir: string, what: string, cause?: unknown): AppError {
  return new AppError('MODEL_DAMAGED', `The embedding model in ${dir} is damaged: ${what} ${REMEDY}`, { cause });
}

async function readChecksums(dir: string): Promise<ReadonlyMap<string, string>> {
  const path = join(dir, CHECKSUMS);
  if (!(await exists(path))) return new Map();
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line) => {
      const [, hash, file] = /^([0-9a-f]{64}) [ *](.+?)\r?$/.exec(line) ?? [];
      if (hash === undefined || file === undefined) throw modelDamaged(dir, `${CHECKSUMS} is not what it should be.`);
      return [file, hash];
    }),
  );
}

async function hashOf(dir: string, file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const part of createReadStream(join(dir, file), { highWaterMark: 1 << 20 })) hash.update(part);
  } catch (cause) {
    throw modelDamaged(dir, `${file} cannot be read.`, cause);
  }
  return hash.digest('hex');
}

async function checkFile(dir: string, file: string): Promise<void> {
  const path = join(dir, file);
  if (!(await exists(path))) {
    throw new AppError('MODEL_MISSING', `There is no embedding model in ${dir}: ${file} is missing. ${REMEDY}`);
  }
  const start = await startOf(path).catch((cause: unknown) => {
    throw modelDamaged(dir, `${file} cannot be read.`, cause);
  });
  if (start === '') throw modelDamaged(dir, `${file} is empty.`);
  if (start.startsWith('version https://git-lfs')) {
    throw modelDamaged(dir, `${file} is a Git LFS pointer instead of the file itself.`);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function startOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function readModelJson<T>(dir: string, file: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(join(dir, file), 'utf8')));
  } catch (cause) {
    throw modelDamaged(dir, `${file} is not what it should be.`, cause);
  }
}
