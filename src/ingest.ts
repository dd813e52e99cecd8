import { createHash } from 'node:crypto';
import type { Bulletin, Warning } from './bulletin/bulletin.ts';
import { parse } from './bulletin/parse.ts';
import type { DocumentText } from './documents/document.ts';
import { READERS_VERSION } from './documents/document.ts';
import { readBytes, readDocument } from './documents/read.ts';
import type { KnownVectors } from './embed-bulletin.ts';
import { embedBulletin, vectorsOf } from './embed-bulletin.ts';
import type { ErrorCode } from './errors.ts';
import { AppError } from './errors.ts';
import type { IngestFile } from './ingest-files.ts';
import { filesOf, goneFrom, nameOf } from './ingest-files.ts';
import { shareOfRun } from './ingest-share.ts';
import type { Parse } from './parse-apart.ts';
import type { Embedder } from './retrieval/embedder.ts';
import type { SameBy, Twin } from './shelf.ts';
import { Shelf } from './shelf.ts';
import type { BulletinFile, BulletinRecord, KeptFile, KnownFile, Store } from './store/store.ts';

/** Rises when parsing or chunking changes what is kept for the same file: every bulletin is then made anew. */
const FORMAT = 2;

/** The fingerprint of what was kept without a model: never one of a model, so a later run with one embeds it. */
const WITHOUT_MODEL = 'words only';

/** What cannot be blamed on one file: the run ends, and what was saved before stays. */
const FATAL: readonly ErrorCode[] = [
  'DISK_FULL',
  'STATE_BUSY',
  'STATE_DAMAGED',
  'STATE_READ_ONLY',
  'STATE_NEWER',
  'EMBEDDER_FAILED',
];

/** What may be another the next time without a change of the file: such a failure is not remembered. */
const PASSING: readonly ErrorCode[] = ['FILE_UNREADABLE', 'INTERNAL'];

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
  const run = new Run(await withShare(options, files, known), fingerprint, shelf, files.length);
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
      const { record } = await recordOf({ bulletin: parsed, file, source }, fingerprint, options, progress, NOTHING);
      await options.store.save(record, options.now());
      done++;
    } catch (error) {
      if (!(error instanceof AppError) || FATAL.includes(error.code)) throw error;
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

const NOTHING: KnownVectors = new Map();

/** One run over a list of files. */
class Run {
  readonly #outcomes = new Map<string, 'added' | 'updated' | 'unchanged'>();
  readonly #failed: IngestReport['failed'][number][] = [];
  readonly #same = new Map<string, IngestReport['same'][number]>();
  readonly #bulletins = new Map<string, IngestReport['bulletins'][number]>();
  readonly #held = new Set<string>();
  readonly #options: IngestOptions;
  readonly #fingerprint: string | null;
  readonly #shelf: Shelf;
  readonly #files: number;
  readonly #vectors = { embedded: 0, reused: 0 };
  #removed = 0;
  #done = 0;

  constructor(options: IngestOptions, fingerprint: string | null, shelf: Shelf, files: number) {
    this.#options = options;
    this.#fingerprint = fingerprint;
    this.#shelf = shelf;
    this.#files = files;
  }

  /** Reads, parses, embeds and saves one file; a fault of the file itself is noted. */
  async take(file: IngestFile): Promise<void> {
    const outcome = this.#shelf.noted(file.name)?.outcome;
    try {
      await this.#ingestFile(file);
    } catch (error) {
      if (!(error instanceof AppError) || FATAL.includes(error.code)) throw error;
      this.fail(file.name, error);
      if (outcome?.kind === 'same') this.#held.add(outcome.bulletinId);
    }
    this.#done++;
  }

  /** Notes what could not be read; what is kept of it stays. */
  fail(file: string, { code, message }: AppError): void {
    this.#failed.push({ file, code, message });
  }

  /** Removes bulletins whose file is gone, but for those that another file has taken over, or holds while it cannot be read. */
  async remove(vanished: readonly KeptFile[]): Promise<void> {
    for (const { bulletin, file } of vanished) {
      const isTaken = this.#shelf.kept(bulletin.id)?.file.path !== file.path;
      if (isTaken || this.#held.has(bulletin.id)) continue;
      if (await this.#options.store.remove(bulletin.id)) this.#removed++;
    }
  }

  report(total: number): IngestReport {
    const outcomes = [...this.#outcomes.values()];
    const count = (outcome: (typeof outcomes)[number]) => outcomes.filter((one) => one === outcome).length;
    return {
      added: count('added'),
      updated: count('updated'),
      unchanged: count('unchanged'),
      removed: this.#removed,
      failed: this.#failed,
      same: [...this.#same.values()],
      bulletins: [...this.#bulletins.values()],
      vectors: this.#vectors,
      milliseconds: { total },
    };
  }

  async #ingestFile(file: IngestFile): Promise<void> {
    const { bytes, hash } = await readBytes(file.path);
    const noted = this.#shelf.noted(file.name);
    if (noted?.hash === hash) this.#ensureWorthTrying(file, noted);
    const own = this.#shelf.readFrom(file.name);
    if (own?.file.hash === hash && this.#isCurrent(own)) return this.#keep(own.bulletin.id);
    const held = own === undefined ? await this.#twinByBytes(file, hash) : undefined;
    if (held !== undefined && (await this.#isSettled(held, file, hash))) return;
    const { text, ...document } = await this.#read(file, bytes, hash);
    const of = { path: file.name, hash, ...document };
    const known = own ?? held?.kept;
    if (known !== undefined) return this.#save(known, of, text);
    const id = this.#shelf.freeId(file.name);
    const bulletin = await this.#parse(text, id, of);
    const twin = await this.#shelf.twinOf(file.name, bulletin);
    if (twin === undefined) return this.#save(undefined, of, text, bulletin);
    if (await this.#shelf.isGone(twin.kept)) return this.#save(twin.kept, of, text);
    if (!(await this.#shelf.isPreferred(of, twin.kept))) return this.#noteSame(file.name, hash, twin);
    await this.#save(twin.kept, of, text);
    const now = this.#shelf.kept(twin.kept.bulletin.id);
    if (now !== undefined) await this.#noteSame(twin.kept.file.path, twin.kept.file.hash, { kept: now, by: twin.by });
  }

  /** Throws again what a file failed with before; the operator who names it may ask for another try. */
  #ensureWorthTrying({ isNamed }: IngestFile, { outcome }: KnownFile): void {
    if (outcome.kind !== 'failed' || outcome.readers !== READERS_VERSION) return;
    if (isNamed && (this.#options.retry ?? true)) return;
    throw new AppError(outcome.code, outcome.message);
  }

  /** The bulletin that these bytes are known to hold without a look at them: as a copy, or as was found in an earlier run. */
  async #twinByBytes({ name }: IngestFile, hash: string): Promise<Twin | undefined> {
    const copy = this.#shelf.twinByBytes(hash);
    const noted = this.#shelf.noted(name);
    if (copy !== undefined || noted?.hash !== hash || noted.outcome.kind !== 'same') return copy;
    const kept = this.#shelf.kept(noted.outcome.bulletinId);
    if (kept === undefined) return undefined;
    const isAsItWas = kept.file.hash === noted.outcome.of;
    return isAsItWas || (await this.#shelf.isGone(kept)) ? { kept, by: noted.outcome.by } : undefined;
  }

  /** Whether a file that holds a kept bulletin needs no reading: that stands in another file, or has only moved into this one. */
  async #isSettled(twin: Twin, file: IngestFile, hash: string): Promise<boolean> {
    const { kept } = twin;
    if (!(await this.#shelf.isGone(kept))) {
      await this.#noteSame(file.name, hash, twin);
      return true;
    }
    if (kept.file.hash !== hash || !this.#isCurrent(kept)) return false;
    const whole = await this.#options.store.stored(kept.bulletin.id);
    if (whole === null) return false;
    const moved = { ...whole, file: { ...whole.file, path: file.name } };
    await this.#options.store.moveFile(kept.bulletin.id, moved.file);
    this.#shelf.put(moved);
    this.#keep(kept.bulletin.id);
    return true;
  }

  #read({ name }: IngestFile, bytes: Uint8Array, hash: string): Promise<DocumentText> {
    return this.#noting({ path: name, hash }, () => (this.#options.readDocument ?? readDocument)(bytes, name));
  }

  #parse(text: string, id: string, file: Pick<BulletinFile, 'path' | 'hash'>): Promise<Bulletin> {
    return this.#noting(file, () => parseFile(text, id, file.path, this.#options.parse));
  }

  /** The outcome of the work on a file; a failure that these bytes will meet again is remembered. */
  async #noting<T>({ path, hash }: Pick<BulletinFile, 'path' | 'hash'>, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError && ![...FATAL, ...PASSING].includes(error.code)) {
        const { code, message } = error;
        await this.#note({ path, hash, outcome: { kind: 'failed', code, message, readers: READERS_VERSION } });
      }
      throw error;
    }
  }

  /** @param parsed what the text was parsed to already, if its id is the one that is kept. */
  async #save(known: KeptFile | undefined, file: BulletinFile, source: string, parsed?: Bulletin): Promise<void> {
    const id = known?.bulletin.id ?? this.#shelf.freeId(file.path);
    const { store, now } = this.#options;
    const bulletin = parsed?.id === id ? parsed : await this.#parse(source, id, file);
    const vectors = known?.fingerprint === this.#fingerprint ? await vectorsOf(id, store) : NOTHING;
    const place = { file: file.path, filesDone: this.#done, files: this.#files };
    const made = await recordOf({ bulletin, file, source }, this.#fingerprint, this.#options, place, vectors);
    await store.save(made.record, now());
    this.#shelf.put(made.record);
    this.#vectors.embedded += made.embedded;
    this.#vectors.reused += made.reused;
    const isNew = known === undefined || this.#outcomes.get(id) === 'added';
    this.#outcomes.set(id, isNew ? 'added' : 'updated');
    this.#tell(made.record);
  }

  #keep(id: string): void {
    if (!this.#outcomes.has(id)) this.#outcomes.set(id, 'unchanged');
  }

  async #noteSame(path: string, hash: string, { kept, by }: Twin): Promise<void> {
    const outcome = { kind: 'same', bulletinId: kept.bulletin.id, of: kept.file.hash, by } as const;
    await this.#note({ path, hash, outcome });
    this.#same.set(path, { file: path, as: kept.bulletin.id, reason: by });
  }

  /** Remembers what became of a file; what is remembered already is not written again. */
  async #note(file: KnownFile): Promise<void> {
    if (JSON.stringify(this.#shelf.noted(file.path)) === JSON.stringify(file)) return;
    await this.#options.store.noteFile(file);
    this.#shelf.note(file);
  }

  /** Without a model what was embedded before stays as it is: its vectors are needed again when the model is back. */
  #isCurrent(kept: KeptFile): boolean {
    return this.#fingerprint === null || kept.fingerprint === this.#fingerprint;
  }

  #tell({ bulletin, file, chunks }: BulletinRecord): void {
    const { id, title, publishedOn } = bulletin;
    const warnings = [...file.warnings, ...bulletin.warnings];
    const told = { id, title, publishedOn, items: bulletin.items.length, chunks: chunks.length, warnings };
    this.#bulletins.set(id, told);
  }
}

/** The bulletin in the text of a file; messages of the parser's faults then begin with the file's name. */
async function parseFile(
  text: string,
  id: string,
  name: string,
  parseText: Parse = async (...of) => parse(...of),
): Promise<Bulletin> {
  try {
    return await parseText(text, { id });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${name}: ${error.message}`, { cause: error.cause });
  }
}

/** Embeds a bulletin's chunks: what the store keeps of it. */
async function recordOf(
  named: Pick<BulletinRecord, 'bulletin' | 'file' | 'source'>,
  fingerprint: string | null,
  { embedder, onProgress }: Pick<IngestOptions, 'embedder' | 'onProgress'>,
  progress: Pick<IngestProgress, 'file' | 'filesDone' | 'files'>,
  known: KnownVectors,
): Promise<{ readonly record: BulletinRecord; readonly embedded: number; readonly reused: number }> {
  const { bulletin, file, source } = named;
  const onChunk = (chunksDone: number, chunks: number) => onProgress?.({ ...progress, chunksDone, chunks });
  const { chunks, ...counts } = await embedBulletin(bulletin, embedder, { known, onChunk });
  return { record: { bulletin, file, source, fingerprint: fingerprint ?? WITHOUT_MODEL, chunks }, ...counts };
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
