import { createHash } from 'node:crypto';
import type { Warning } from './bulletin/bulletin.ts';
import { parseFile, recordOf } from './bulletin-record.ts';
import type { DocumentText } from './documents/document.ts';
import type { ErrorCode } from './errors.ts';
import { AppError } from './errors.ts';
import type { IngestFile } from './ingest-files.ts';
import { filesOf, goneFrom, nameOf } from './ingest-files.ts';
import { IngestRun, isFatal } from './ingest-run.ts';
import { shareOfRun } from './ingest-share.ts';
import type { Parse } from './parse-apart.ts';
import type { Embedder } from './retrieval/embedder.ts';
import type { SameBy } from './shelf.ts';
import { Shelf } from './shelf.ts';
import type { Store } from './store/store.ts';

/** Rises when parsing or chunking changes what is kept for the same file: every bulletin is then made anew. */
const FORMAT = 5;

/** What became of each file. `warnings` are flaws of the bulletin and of its file; a file in `failed` left what was kept of it
 *  untouched. A file in `same` holds the bulletin `as`, which is read from another file. `vectors` counts texts that were embedded
 *  and those whose vectors were taken over. */
export type IngestReport = {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly failed: readonly { readonly file: string; readonly code: ErrorCode; readonly message: string }[];
  readonly same: readonly { readonly file: string; readonly as: string; readonly reason: SameBy }[];
  readonly bulletins: readonly {
    readonly id: string;
    readonly title: string;
    readonly publishedOn: string | null;
    readonly items: number;
    readonly chunks: number;
    readonly warnings: readonly Warning[];
  }[];
  readonly vectors: { readonly embedded: number; readonly reused: number };
  readonly milliseconds: { readonly total: number };
};

/** How far the run is: chunks embedded of the current file's, files done of all, and the share of the run's work that is done (0 to 1,
 *  by bytes), where that is known. */
export type IngestProgress = {
  readonly file: string;
  readonly filesDone: number;
  readonly files: number;
  readonly chunksDone: number;
  readonly chunks: number;
  readonly share?: number;
};

export type IngestOptions = {
  readonly store: Store;
  /** Null when the model is unavailable: chunks are kept without vectors and found by words until a later run adds them. */
  readonly embedder: Embedder | null;
  readonly bulletinDir: string;
  readonly now: () => Date;
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Makes Markdown lines of a file's bytes; the program's own readers unless told. */
  readonly readDocument?: (bytes: Uint8Array, path: string) => Promise<DocumentText>;
  /** Makes a bulletin of these lines; on this thread, which answers nobody meanwhile, unless told. */
  readonly parse?: Parse;
  /** Whether files that are named themselves are read again although they failed with the same bytes; true unless told. */
  readonly retry?: boolean;
};

/** Brings the store in step with files or folders (the bulletins folder when none is named). Files whose bytes did not change are
 *  skipped, changed ones replaced whole, and those that vanished from a named folder removed. One bad file costs only itself.
 *  Files that hold the same bulletin are one: the better file gives the content, the others are remembered (see shelf.ts).
 *  Throws BULLETIN_DIR_MISSING, NO_BULLETINS (the folder holds none, while some are kept), or a fault of store or model. */
export async function ingest(paths: readonly string[], options: IngestOptions): Promise<IngestReport> {
  const started = performance.now();
  const fingerprint = await fingerprintOf(options.embedder);
  const places = paths.length === 0 ? [options.bulletinDir] : paths;
  const { files, closed } = await filesOf(places, options.bulletinDir);
  const kept = await options.store.keptFiles();
  const there = [...files, ...closed].map(({ path }) => path);
  const isGone = goneFrom(places, there, options.bulletinDir);
  const vanished = kept.filter(({ file }) => isGone(file.path));
  if (files.length === 0 && vanished.length > 0) throw emptied(places, vanished.length);
  const noted = await options.store.notedFiles();
  const known = new Set([...kept.map(({ file }) => file.path), ...noted.map(({ path }) => path)]);
  const shelf = new Shelf(kept, noted, options);
  const run = new IngestRun(await withShare(options, files, known), fingerprint, shelf, files.length);
  for (const { path, fault } of closed) run.fail(nameOf(path, options.bulletinDir), fault);
  for (const file of files) await run.take(file);
  await run.remove(vanished);
  for (const { path } of noted) if (isGone(path)) await options.store.forgetFile(path);
  return run.report(performance.now() - started);
}

/** Makes chunks and vectors anew for every bulletin that was kept under another fingerprint, from its kept text: after a change of the
 *  model or of this program. Gives how many those were; 0 without a model. A text that the parser now refuses costs only itself: `onFault`
 *  is told, and what is kept of it stays. */
export async function reindex(
  options: Pick<IngestOptions, 'store' | 'embedder' | 'now' | 'onProgress' | 'parse'> & {
    readonly onFault?: (fault: AppError) => void;
  },
): Promise<number> {
  const fingerprint = await fingerprintOf(options.embedder);
  const stale = (await options.store.keptFiles()).filter((kept) => kept.fingerprint !== fingerprint);
  if (fingerprint === null) return 0;
  let done = 0;
  for (const [i, { bulletin }] of stale.entries()) {
    const { id } = bulletin;
    const file = (await options.store.stored(id))?.file;
    const source = await options.store.source(id);
    if (file === undefined || source === null) continue; // removed meanwhile
    const progress = { file: file.path, filesDone: i, files: stale.length };
    try {
      const parsed = await parseFile(source, id, file.path, options.parse);
      const { record } = await recordOf({ bulletin: parsed, file, source }, fingerprint, options, progress);
      await options.store.save(record, options.now());
      done++;
    } catch (error) {
      if (!(error instanceof AppError) || isFatal(error)) throw error;
      options.onFault?.(error);
    }
  }
  return done;
}

/** The options with the share of the run's work in what is told of it. `known` are the names of files that may need no work. */
async function withShare(
  { onProgress, ...options }: IngestOptions,
  files: readonly IngestFile[],
  known: ReadonlySet<string>,
): Promise<IngestOptions> {
  if (onProgress === undefined) return options;
  const share = await shareOfRun(files, known);
  return { ...options, onProgress: (progress) => onProgress({ ...progress, share: share(progress) }) };
}

/** What decides chunks and vectors besides the file: parser and chunking, and the model. Null without a model. */
export async function fingerprintOf(embedder: Embedder | null): Promise<string | null> {
  if (embedder === null) return null;
  const model = await embedder.start();
  return createHash('sha256').update(`${FORMAT}:${model.fingerprint}`).digest('hex');
}

function emptied(places: readonly string[], kept: number): AppError {
  const message =
    `No bulletins in ${places.join(', ')}, but ${kept} are kept from there. Nothing was removed. ` +
    'Check that the folder is the right one and mounted; put at least one bulletin back to remove the others.';
  return new AppError('NO_BULLETINS', message);
}
