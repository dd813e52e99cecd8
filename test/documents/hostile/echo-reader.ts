import { serve } from '../../../src/documents/reader-worker.ts';

// The entry of a reading process that gives its input back: what the way through the process does to a text.
await serve(async (bytes) => ({
  format: 'html',
  text: Buffer.from(bytes).toString(),
  places: { unit: 'block', starts: [1] },
  warnings: [],
}));
