import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fingerprintOf, readModelFolder } from '../../src/retrieval/model-folder.ts';
import { MODEL_DIR, WEIGHTS, withModelCopy } from '../fakes/model-copy.ts';

const LFS_POINTER =
  'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 37486869\n';

test('readModelFolder reads dimension, window and references of the delivered model', async () => {
  const folder = await readModelFolder(MODEL_DIR);
  expect(folder).toMatchObject({
    dimension: 384,
    maxTokens: 512,
    weights: join(MODEL_DIR, 'onnx', 'model_quantized.onnx'),
  });
  expect(folder.references).toHaveLength(12);
  expect(folder.references[0]?.vector).toHaveLength(384);
});

test('readModelFolder takes the dimension from the model, and references only where there are some', async () => {
  const config = JSON.stringify({ hidden_size: 768, max_position_embeddings: 128 });
  await withModelCopy({ 'config.json': config, 'reference-vectors.json': null }, async (dir) => {
    expect(await readModelFolder(dir)).toMatchObject({ dimension: 768, maxTokens: 128, references: [] });
  });
});

test.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', WEIGHTS])(
  'readModelFolder names %s when it is missing, and what to do',
  async (file) => {
    await withModelCopy({ [file]: null }, async (dir) => {
      const failure = await readModelFolder(dir).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'MODEL_MISSING' });
      for (const part of [dir, join(file), 'git checkout -- data/models', 'EMBEDDING_MODEL']) {
        expect(failure).toHaveProperty('message', expect.stringContaining(part));
      }
    });
  },
);

test('readModelFolder misses a folder that is not there', async () => {
  await expect(readModelFolder(join(MODEL_DIR, 'nowhere'))).rejects.toMatchObject({ code: 'MODEL_MISSING' });
});

test.each([
  ['empty weights', WEIGHTS, ''],
  ['weights that are a Git LFS pointer', WEIGHTS, LFS_POINTER],
  ['a tokenizer that is a Git LFS pointer', 'tokenizer.json', LFS_POINTER],
  ['a config cut short', 'config.json', '{"hidden_size": 384'],
  ['a config without dimension', 'config.json', '{"max_position_embeddings": 512}'],
  ['references that are no JSON', 'reference-vectors.json', '\u0000\u0001'],
])('readModelFolder finds %s damaged', async (_, file, content) => {
  await withModelCopy({ [file]: content }, async (dir) => {
    await expect(readModelFolder(dir)).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      message: expect.stringContaining(join(file)),
    });
  });
});

test('fingerprintOf is the same for the same files wherever they lie', async () => {
  const fingerprint = await fingerprintOf(MODEL_DIR);
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  await withModelCopy({ SHA256SUMS: null, 'language-means.json': null }, async (dir) => {
    expect(await fingerprintOf(dir)).toBe(fingerprint);
  });
});

test.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', WEIGHTS])(
  'fingerprintOf changes with a byte of %s, and SHA256SUMS tells that it is damaged',
  async (file) => {
    const content = await readFile(join(MODEL_DIR, file));
    const middle = content.length >> 1;
    content.writeUInt8(content.readUInt8(middle) ^ 1, middle);
    await withModelCopy({ [file]: content, SHA256SUMS: null }, async (dir) => {
      expect(await fingerprintOf(dir)).not.toBe(await fingerprintOf(MODEL_DIR));
    });
    await withModelCopy({ [file]: content }, async (dir) => {
      await expect(fingerprintOf(dir)).rejects.toMatchObject({
        code: 'MODEL_DAMAGED',
        message: expect.stringContaining(join(file)),
      });
    });
  },
);

test('fingerprintOf does not trust checksums that it cannot read', async () => {
  await withModelCopy({ SHA256SUMS: 'd41d8cd98f00b204 config.json\n' }, async (dir) => {
    await expect(fingerprintOf(dir)).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
  });
});
