import { createLogger } from '../src/log.ts';

/** Started by log.test.ts: writes more than a pipe holds, and ends the process at once. */
const log = createLogger({ level: 'info' });
for (let line = 0; line < 3000; line++) log.info({ line, text: 'x'.repeat(100) }, 'a line');
process.exit(0);
