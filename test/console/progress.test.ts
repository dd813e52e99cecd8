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

test('createProgress tells many files by steps of the work where there is no terminal, with rate and remaining time', () => {
  const sink = new Sink();
  let now = 0;
  const progress = createProgress(sink, () => now);
  for (let filesDone = 0; filesDone < 1000; filesDone++) {
    const file = { file: `${filesDone}.md`, filesDone, files: 1000, chunks: 10 };
    for (const chunksDone of [0, 10]) {
      progress.ingest({ ...file, chunksDone, share: (filesDone + chunksDone / 10) / 1000 });
      now += 500;
    }
  }
  const lines = sink.text.trim().split('\n');
  expect(lines.length).toBeLessThanOrEqual(21);
  expect(lines[0]).toBe('Indexing 1/1000 0.md: 0 % · 0.0 chunks/s');
  expect(lines[10]).toMatch(/^Indexing 501\/1000 500\.md: 50 % · 10\.\d chunks\/s · 9 min left$/);
});

test('createProgress names no remaining time before it can be known', () => {
  const sink = new Sink({ isTTY: true });
  let now = 0;
  const progress = createProgress(sink, () => now);
  progress.ingest({ ...FILE, chunksDone: 0, share: 0 });
  now = 4000;
  progress.ingest({ ...FILE, chunksDone: 30, share: 0.25 });
  progress.stop();
  expect(sink.text).not.toContain('left');
});

test('createProgress draws one bar with file, share and rate on a terminal, and clears it away', () => {
  const sink = new Sink({ isTTY: true });
  let now = 0;
  const progress = createProgress(sink, () => now);
  progress.ingest({ ...FILE, chunksDone: 0 });
  now = 2000;
  progress.ingest({ ...FILE, chunksDone: 30 });
  const before = sink.text.length;
  progress.stop();
  expect(sink.text).toContain('Indexing 1/2 a.md ░░░');
  expect(sink.text).toContain('0 % · 0.0 chunks/s');
  expect(sink.text.length).toBeGreaterThan(before);
  expect(sink.text).toContain('\u001B[?25h'); // the cursor is back
});
