import { READER_LIMITS, readIsolated } from '../../../src/documents/reader-process.ts';

/** Started by reader-process.test.ts: begins to read a document for ever, and prints the id of the process that does. */
await readIsolated('html', Buffer.from('loop'), {
  entry: new URL('./misbehaving-reader.ts', import.meta.url),
  limits: { ...READER_LIMITS, seconds: 1000, processorSeconds: 1 },
  onStart: (pid) => console.log(pid),
});
