import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkStore } from '../../src/store/sqlite.ts';
import { openOutbox } from '../../src/store/sqlite-outbox.ts';
import { outboxContract } from '../contracts/outbox.ts';
import { deliveryOf, subscriptionOf } from '../fakes/subscriptions.ts';

outboxContract('sqlite-outbox', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  return { open: async () => openOutbox(folder), dispose: () => rm(folder, { recursive: true }) };
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('openOutbox keeps everything over a restart, and two processes share it', async () => {
  const first = openOutbox(folder);
  const second = openOutbox(folder);
  await first.subscribe(subscriptionOf());
  await second.plan([deliveryOf()], (one) => one);
  await first.close();
  await second.close();
  await second.close();
  const again = openOutbox(folder);
  expect(await again.subscriptions()).toEqual([subscriptionOf()]);
  expect(await again.deliveries('s1', 9)).toEqual([deliveryOf()]);
  await again.close();
  await expect(again.subscriptions()).rejects.toMatchObject({ code: 'INTERNAL' });
});

test.each([
  ['subscriptions', "UPDATE subscriptions SET json = replace(json, '09:00', '08:00')"],
  ['deliveries', "UPDATE deliveries SET json = replace(json, 'n1', 'n2')"],
  ['the state of deliveries', "UPDATE deliveries SET state = 'posted'"],
])('changed bytes in %s are told as damage', async (_, change) => {
  const outbox = openOutbox(folder);
  await outbox.subscribe(subscriptionOf());
  await outbox.plan([deliveryOf()], (one) => one);
  const db = new Database(join(folder, 'bulletins.db'));
  db.exec(change);
  db.close();
  await outbox.close();
  await expect(checkStore(folder)).rejects.toMatchObject({ code: 'STATE_DAMAGED' });
});
