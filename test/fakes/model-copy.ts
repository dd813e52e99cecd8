import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The model that comes with the program. */
export const MODEL_DIR = 'data/models/multilingual-e5-small-ko-zh-en';
export const WEIGHTS = 'onnx/model_quantized.onnx';

const FILES = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'reference-vectors.json',
  'language-means.json',
  'SHA256SUMS',
  WEIGHTS,
];

/** Calls `use` with a folder like the delivered model's, in which some files have other contents or, when null, are not there. */
export async function withModelCopy<T>(
  changes: Readonly<Record<string, string | Uint8Array | null>>,
  use: (dir: string) => Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'model-'));
  try {
    for (const file of FILES) {
      const change = changes[file];
      await mkdir(dirname(join(dir, file)), { recursive: true });
      if (change === undefined) await symlink(resolve(MODEL_DIR, file), join(dir, file));
      else if (change !== null) await writeFile(join(dir, file), change);
    }
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}
