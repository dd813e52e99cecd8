import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/sqlite.ts';
import { storeContract } from '../contracts/store.ts';

storeContract('openStore', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  return { open: async () => openStore(folder), dispose: () => rm(folder, { recursive: true }) };
});
