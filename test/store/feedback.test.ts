import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import { feedbackOf } from '../fakes/feedback.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-feedback-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('openStore finds votes and names of users as they were before the store was closed', async () => {
  const store = openStore(join(folder, 'one'));
  const user = await store.feedback.pseudonym('80351110224678912');
  await store.feedback.put(feedbackOf({ user }));
  await store.close();
  const again = openStore(join(folder, 'one'));
  expect(await again.feedback.pseudonym('80351110224678912')).toBe(user);
  expect(await again.feedback.ofUser(user)).toEqual([feedbackOf({ user })]);
  await again.close();
});

test('openStore gives users other names in each database', async () => {
  const [one, other] = [openStore(join(folder, 'one')), openStore(join(folder, 'other'))];
  expect(await one.feedback.pseudonym('80351110224678912')).not.toBe(
    await other.feedback.pseudonym('80351110224678912'),
  );
  await one.close();
  await other.close();
});

test('openStore gives users one name in two processes that ask for the first at once', async () => {
  const [one, other] = [openStore(folder), openStore(folder)];
  const names = await Promise.all([one, other].map((store) => store.feedback.pseudonym('80351110224678912')));
  expect(names[0]).toBe(names[1]);
  await one.close();
  await other.close();
});
