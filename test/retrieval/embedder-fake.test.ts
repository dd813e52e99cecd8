import { expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { embedderContract } from '../contracts/embedder.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';

embedderContract('createFakeEmbedder', () => createFakeEmbedder({ tokens: true }));

test('createFakeEmbedder takes dimension and fingerprint', async () => {
  const embedder = createFakeEmbedder({ dimension: 8, fingerprint: 'other' });
  expect(await embedder.start()).toEqual({ dimension: 8, fingerprint: 'other' });
  expect(await embedder.embedQuery('가나다')).toHaveLength(8);
});

test('createFakeEmbedder fails as told and starts when the fault is gone', async () => {
  const faults = [new AppError('MODEL_MISSING', 'gone')];
  const embedder = createFakeEmbedder({ failStart: () => faults.shift() ?? null });
  await expect(embedder.embedQuery('가')).rejects.toMatchObject({ code: 'MODEL_MISSING' });
  expect(await embedder.embedQuery('가')).toHaveLength(64);
});
