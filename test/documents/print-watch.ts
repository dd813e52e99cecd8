import { writeSync } from 'node:fs';
import { watchFolder } from '../../src/documents/watch.ts';
import { everyMilliseconds } from '../../src/ticker.ts';

/** Started by watch-limit.test.ts: watches a folder, and prints what is told of it until the input ends. */
const [folder = ''] = process.argv.slice(2);
const watch = await watchFolder(folder, {
  pollSeconds: null,
  every: everyMilliseconds(20),
  onSettled: (paths) => writeSync(1, `settled ${paths.join(' ')}\n`),
  onState: (state, cause) => writeSync(1, `${state} ${String(cause)}\n`),
});
process.stdin.resume().once('end', () => watch.close());
