import { SingleBar } from 'cli-progress';
import type { IngestProgress } from '../ingest.ts';
import type { Output } from './screen.ts';
import { cutTo, displayWidth } from './wrap.ts';

const WIDEST_BAR = 24; // columns
/** Before so much time and work has passed, a remaining time would be a guess. */
const LEAST_ELAPSED = 5000; // milliseconds
const LEAST_SHARE = 0.005;
/** Where there is no terminal, a long run is told now and then rather than file by file. */
const FEW_FILES = 20;
const SHARE_STEP = 0.05;

/** Tells how far a long run is. */
export type Progress = {
  ingest(progress: IngestProgress): void;
  evaluation(done: number, total: number, what: 'texts' | 'queries'): void;
  /** Clears the bar away; telling more starts another. */
  stop(): void;
};

/** One bar for the whole run while the stream is a terminal; else lines, for many files one at each twentieth of the work. `now` gives
 *  milliseconds. */
export function createProgress(stream: Output, now: () => number): Progress {
  const terminal = stream.isTTY === true;
  const meter = terminal ? barOn(stream) : linesOn(stream);
  let run = new IngestRun(now);
  let evaluating: { readonly what: string; readonly started: number } | null = null;
  return {
    ingest(progress) {
      if (progress.chunks === 0) return;
      const told = run.take(progress);
      const label = `Indexing ${progress.filesDone + 1}/${progress.files} ${progress.file}`;
      if (terminal) meter.tell({ run: 'ingest', label, share: told.share, figures: told.figures });
      else if (progress.files <= FEW_FILES) meter.tell({ run: 'ingest', label, share: 0, figures: told.total });
      else if (run.isStep(told.share)) meter.tell({ run: 'ingest', label, share: 0, figures: told.figures });
    },
    evaluation(done, total, what) {
      if (evaluating?.what !== what) evaluating = { what, started: now() };
      const rate = perSecond(done, now() - evaluating.started);
      const figures = terminal ? `${done}/${total} ${what} · ${rate}/s` : `${total} ${what}`;
      meter.tell({ run: what, label: 'Evaluating', share: total === 0 ? 1 : done / total, figures });
    },
    stop() {
      meter.stop();
      run = new IngestRun(now);
      evaluating = null;
    },
  };
}

/** What is known of an ingest from what it told so far. */
class IngestRun {
  readonly #now: () => number;
  #first: { readonly at: number; readonly share: number } | null = null;
  #file = '';
  #chunksBefore = 0;
  #chunksDone = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(now: () => number) {
    this.#now = now;
  }

  take(progress: IngestProgress): { readonly share: number; readonly figures: string; readonly total: string } {
    const { file, filesDone, files, chunksDone, chunks } = progress;
    const share = progress.share ?? (filesDone + chunksDone / chunks) / files;
    this.#first ??= { at: this.#now(), share };
    if (file !== this.#file) {
      this.#chunksBefore += this.#chunksDone;
      this.#file = file;
    }
    this.#chunksDone = chunksDone;
    const elapsed = this.#now() - this.#first.at;
    const rate = perSecond(this.#chunksBefore + chunksDone, elapsed);
    const done = files === 1 ? `${chunksDone}/${chunks} chunks` : `${Math.floor(share * 100)} %`;
    const figures = [done, files === 1 ? `${rate}/s` : `${rate} chunks/s`, ...this.#left(share, elapsed)].join(' · ');
    return { share, figures, total: `${chunks} chunks` };
  }

  /** Whether the work has come on by a step since the last time that this was so. */
  isStep(share: number): boolean {
    if (share < this.#toldAt + SHARE_STEP) return false;
    this.#toldAt = share;
    return true;
  }

  /** How long the rest takes at the pace so far; nothing while that is not known. */
  #left(share: number, elapsed: number): string[] {
    const worked = share - (this.#first?.share ?? 0);
    if (elapsed < LEAST_ELAPSED || worked < LEAST_SHARE) return [];
    return [`${duration((elapsed / worked) * (1 - share))} left`];
  }
}

/** A duration in its largest unit, rounded up.
 *  @example duration(61_000) // => '2 min' */
function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  const minutes = Math.ceil(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function perSecond(done: number, milliseconds: number): string {
  return (milliseconds > 0 ? (done / milliseconds) * 1000 : 0).toFixed(1);
}

/** What is told: of which run, the share of it that is done, what is being worked on, and figures. */
type Told = { readonly run: string; readonly label: string; readonly share: number; readonly figures: string };
type Meter = { tell(told: Told): void; stop(): void };

function linesOn(stream: Output): Meter {
  let last = '';
  return {
    tell({ label, figures }) {
      const line = `${label}: ${figures}\n`;
      if (line !== last) stream.write(line);
      last = line;
    },
    stop() {},
  };
}

function barOn(stream: Output): Meter {
  let bar: SingleBar | null = null;
  let current = '';
  const stop = () => {
    bar?.stop();
    bar = null;
    current = '';
  };
  return {
    stop,
    tell({ run, label, share, figures }) {
      if (run !== current) {
        stop();
        current = run;
        bar = open(stream);
        bar.start(1, share, { label, figures });
      }
      bar?.update(share, { label, figures });
    },
  };
}

function open(stream: Output): SingleBar {
  return new SingleBar({
    stream,
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
    format: (_, { progress }, { label, figures }) => {
      const columns = stream.columns ?? 80;
      const width = Math.min(WIDEST_BAR, Math.floor(columns / 5));
      const full = Math.round(progress * width);
      const told = `${'█'.repeat(full)}${'░'.repeat(width - full)} ${figures}`;
      return `${cutTo(String(label), Math.max(1, columns - displayWidth(told) - 2))} ${told}`;
    },
  });
}
