import { AppError } from '../../src/errors.ts';
import { openStore } from '../../src/store/sqlite.ts';

/** Started by read-only.test.ts: prints the fingerprints of the bulletins of a folder, read alone, and then what writing gives. */
const [folder = ''] = process.argv.slice(2);
await print(async () => {
  const store = openStore(folder, { readOnly: true });
  const stored = await store.bulletins();
  await store.close();
  return stored.map(({ fingerprint }) => fingerprint).join(' ');
});
await print(async () => {
  await openStore(folder).close();
  return 'writable';
});

async function print(work: () => Promise<string>): Promise<void> {
  console.log(await work().catch((error: unknown) => (error instanceof AppError ? error.code : String(error))));
}
