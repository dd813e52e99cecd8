import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkStore, openStore } from '../../src/store/sqlite.ts';
import { outboxContract } from '../contracts/outbox.ts';
import { deliveryOf, subscriptionOf } from '../fakes/subscriptions.ts';

outboxContract('openStore', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  return { open: async () => openStore(folder), dispose: () => rm(folder, { recursive: true }) };
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the outbox keeps everything over a restart, and two processes share it', async () => {
  const first = openStore(folder);
  const second = openStore(folder);
  await first.outbox.subscribe(subscriptionOf());
  await second.outbox.plan([deliveryOf()], (one) => one);
  await first.close();
  await second.close();
  const again = openStore(folder);
  expect(await again.outbox.subscriptions()).toEqual([subscriptionOf()]);
  expect(await again.outbox.deliveries('s1', 9)).toEqual([deliveryOf()]);
  await again.close();
  await expect(again.outbox.subscriptions()).rejects.toMatchObject({ code: 'INTERNAL' });
});

test.each([
  ['subscriptions', "UPDATE subscriptions SET json = replace(json, '09:00', '08:00')"],
  ['deliveries', "UPDATE deliveries SET json = replace(json, 'n1', 'n2')"],
  ['the state of deliveries', "UPDATE deliveries SET state = 'posted'"],
])('changed bytes in %s are told as damage', async (_, change) => {
  const store = openStore(folder);
  await store.outbox.subscribe(subscriptionOf());
  await store.outbox.plan([deliveryOf()], (one) => one);
  const db = new Database(join(folder, 'bulletins.db'));
  db.exec(change);
  db.close();
  await store.close();
  await expect(checkStore(folder)).rejects.toMatchObject({ code: 'STATE_DAMAGED' });
});
