import { expect, test } from 'vitest';
import { createProgress } from '../../src/console/progress.ts';
import { Sink } from './sink.ts';

const FILE = { file: 'a.md', filesDone: 0, files: 2, chunks: 60 };

test('createProgress tells a line for each file where there is no terminal', () => {
  const sink = new Sink();
  const progress = createProgress(sink, () => 0);
  progress.ingest({ ...FILE, chunksDone: 0, chunks: 0 });
  for (const chunksDone of [0, 30, 60]) progress.ingest({ ...FILE, chunksDone });
  progress.ingest({ ...FILE, file: 'b.md', filesDone: 1, chunksDone: 1 });
  progress.stop();
  expect(sink.text).toBe('Indexing 1/2 a.md: 60 chunks\nIndexing 2/2 b.md: 60 chunks\n');
});

test('createProgress draws a bar with file, chunks and rate on a terminal, and clears it away', () => {
  const sink = new Sink({ isTTY: true });
  let now = 0;
  const progress = createProgress(sink, () => now);
  progress.ingest({ ...FILE, chunksDone: 0 });
  now = 2000;
  progress.ingest({ ...FILE, chunksDone: 30 });
  const before = sink.text.length;
  progress.stop();
  expect(sink.text).toContain('Indexing 1/2 a.md ░░░');
  expect(sink.text).toContain('0/60 chunks · 0.0/s');
  expect(sink.text.length).toBeGreaterThan(before);
  expect(sink.text).toContain('\u001B[?25h'); // the cursor is back
});
