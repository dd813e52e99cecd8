import { ingest } from '../../src/ingest.ts';
import { openStore } from '../../src/store/sqlite.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';

// Ingests a folder into a state folder and prints the name of each file once the next one is begun: by then it is kept.
const [bulletinDir = '', stateDir = ''] = process.argv.slice(2);
const store = openStore(stateDir);
let current: string | null = null;
const report = await ingest([], {
  store,
  embedder: createFakeEmbedder(),
  bulletinDir,
  now: () => new Date(),
  onProgress: ({ file }) => {
    if (current !== null && current !== file) process.stdout.write(`${current}\n`);
    current = file;
  },
});
await store.close();
process.stdout.write(`done ${report.added}\n`);
