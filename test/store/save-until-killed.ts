import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/sqlite.ts';
import { versionOf } from './versions.ts';

/** Started by kill.test.ts: saves one version after the other, for ever, and prints the number of each once it is saved. */
const [folder = '', first = '0'] = process.argv.slice(2);
const store = openStore(folder);
for (let number = Number(first); ; number++) {
  await store.save(versionOf(number), new Date(number));
  writeSync(1, `${number}\n`);
}
