import { SingleBar } from 'cli-progress';
import type { IngestProgress } from '../ingest.ts';
import type { Output } from './screen.ts';
import { cutTo, displayWidth } from './wrap.ts';

const WIDEST_BAR = 24; // columns

/** Tells how far a long run is. */
export type Progress = {
  ingest(progress: IngestProgress): void;
  evaluation(done: number, total: number, what: 'texts' | 'queries'): void;
  /** Clears the bar away; telling more starts another. */
  stop(): void;
};

/** A bar while the stream is a terminal; else a line for each file or stage. `now` gives milliseconds. */
export function createProgress(stream: Output, now: () => number): Progress {
  const meter = stream.isTTY === true ? barOn(stream, now) : linesOn(stream);
  return {
    ingest({ file, filesDone, files, chunksDone, chunks }) {
      if (chunks > 0) meter.tell(`Indexing ${filesDone + 1}/${files} ${file}`, chunksDone, chunks, 'chunks');
    },
    evaluation: (done, total, what) => meter.tell('Evaluating', done, total, what),
    stop: () => meter.stop(),
  };
}

type Meter = { tell(label: string, done: number, total: number, unit: string): void; stop(): void };

function linesOn(stream: Output): Meter {
  let told = '';
  return {
    tell(label, _, total, unit) {
      const line = `${label}: ${total} ${unit}\n`;
      if (line !== told) stream.write(line);
      told = line;
    },
    stop() {},
  };
}

function barOn(stream: Output, now: () => number): Meter {
  let bar: SingleBar | null = null;
  let current = '';
  let started = 0;
  const stop = () => {
    bar?.stop();
    bar = null;
    current = '';
  };
  return {
    stop,
    tell(label, done, total, unit) {
      if (`${label} ${unit}` !== current) {
        stop();
        current = `${label} ${unit}`;
        started = now();
        bar = open(stream, label, unit);
        bar.start(total, done, { rate: 0 });
      }
      const seconds = (now() - started) / 1000;
      bar?.update(done, { rate: seconds > 0 ? done / seconds : 0 });
    },
  };
}

function open(stream: Output, label: string, unit: string): SingleBar {
  return new SingleBar({
    stream,
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
    format: (_, { value, total, progress }, { rate }) => {
      const columns = stream.columns ?? 80;
      const width = Math.min(WIDEST_BAR, Math.floor(columns / 5));
      const full = Math.round(progress * width);
      const told = `${'█'.repeat(full)}${'░'.repeat(width - full)} ${value}/${total} ${unit} · ${Number(rate).toFixed(1)}/s`;
      return `${cutTo(label, Math.max(1, columns - displayWidth(told) - 2))} ${told}`;
    },
  });
}
