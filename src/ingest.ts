import { createHash } from 'node:crypto';
import type { Bulletin, Warning } from './bulletin/bulletin.ts';
import { parse } from './bulletin/parse.ts';
import { bulletinId } from './documents/list.ts';
import { read } from './documents/read.ts';
import type { ErrorCode } from './errors.ts';
import { AppError } from './errors.ts';
import type { IngestFile } from './ingest-files.ts';
import { filesOf, nameOf, vanishedFrom } from './ingest-files.ts';
import { shareOfRun } from './ingest-share.ts';
import type { Chunk, CountTokens } from './retrieval/chunk.ts';
import { chunkItem, searchText, sentenceText } from './retrieval/chunk.ts';
import type { Embedder } from './retrieval/embedder.ts';
import type { BulletinRecord, EmbeddedChunk, KeptFile, Store } from './store/store.ts';

/** Rises when parsing or chunking changes what is kept for the same file: every bulletin is then made anew. */
const FORMAT = 1;

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

/** What became of each file. `warnings` are flaws of the bulletin itself; a file in `failed` left what was kept of it untouched. */
export type IngestReport = {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly failed: readonly { readonly file: string; readonly code: ErrorCode; readonly message: string }[];
  readonly bulletins: readonly {
    readonly id: string;
    readonly title: string;
    readonly publishedOn: string | null;
    readonly items: number;
    readonly chunks: number;
    readonly warnings: readonly Warning[];
  }[];
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
};

/** Brings the store in step with files or folders (the bulletins folder when none is named). Files whose bytes did not change are
 *  skipped, changed ones replaced whole, and those that vanished from a named folder removed. One bad file costs only itself.
 *  Throws BULLETIN_DIR_MISSING, NO_BULLETINS (the folder holds none, while some are kept), or a fault of store or model. */
export async function ingest(paths: readonly string[], options: IngestOptions): Promise<IngestReport> {
  const started = performance.now();
  const fingerprint = await fingerprintOf(options.embedder);
  const places = paths.length === 0 ? [options.bulletinDir] : paths;
  const { files, closed } = await filesOf(places, options.bulletinDir);
  const kept = await options.store.files();
  const vanished = vanishedFrom(
    places,
    [...files.map((file) => file.path), ...closed.map((place) => place.path)],
    kept,
    options.bulletinDir,
  );
  if (files.length === 0 && vanished.length > 0) throw emptied(places, vanished.length);
  const run = new Run(await withShare(options, files, kept), fingerprint, kept, files);
  for (const { path, fault } of closed) run.fail(nameOf(path, options.bulletinDir), fault);
  for (const file of files) await run.take(file);
  await run.remove(vanished);
  return run.report(performance.now() - started);
}

/** Makes chunks and vectors anew for every bulletin that was kept under another fingerprint, from its kept text: after a change of the
 *  model or of this program. Gives how many those were; 0 without a model. */
export async function reindex(
  options: Pick<IngestOptions, 'store' | 'embedder' | 'now' | 'onProgress'>,
): Promise<number> {
  const fingerprint = await fingerprintOf(options.embedder);
  const stale = (await options.store.files()).filter((kept) => kept.fingerprint !== fingerprint);
  if (fingerprint === null) return 0;
  for (const [i, { bulletin, file }] of stale.entries()) {
    const source = (await options.store.source(bulletin.id)) ?? '';
    const progress = { file: file.path, filesDone: i, files: stale.length };
    await options.store.save(
      await recordOf({ id: bulletin.id, file, source }, fingerprint, options, progress),
      options.now(),
    );
  }
  return stale.length;
}

/** The options with the share of the run's work in what is told of it. */
async function withShare(
  { onProgress, ...options }: IngestOptions,
  files: readonly IngestFile[],
  kept: readonly KeptFile[],
): Promise<IngestOptions> {
  if (onProgress === undefined) return options;
  const share = await shareOfRun(files, new Set(kept.map(({ file }) => file.path)));
  return { ...options, onProgress: (progress) => onProgress({ ...progress, share: share(progress) }) };
}

type Outcome = 'added' | 'updated' | 'unchanged';

/** One run over a list of files. */
class Run {
  readonly #counts = { added: 0, updated: 0, unchanged: 0, removed: 0 };
  readonly #failed: IngestReport['failed'][number][] = [];
  readonly #bulletins: IngestReport['bulletins'][number][] = [];
  readonly #takenBy = new Map<string, string>();
  readonly #options: IngestOptions;
  readonly #fingerprint: string | null;
  readonly #kept: ReadonlyMap<string, KeptFile>;
  readonly #names: ReadonlySet<string>;
  #done = 0;

  constructor(
    options: IngestOptions,
    fingerprint: string | null,
    kept: readonly KeptFile[],
    files: readonly IngestFile[],
  ) {
    this.#options = options;
    this.#fingerprint = fingerprint;
    this.#kept = new Map(kept.map((stored) => [stored.bulletin.id, stored]));
    this.#names = new Set(files.map((file) => file.name));
  }

  /** Reads, parses, embeds and saves one file; a fault of the file itself is noted. */
  async take(file: IngestFile): Promise<void> {
    try {
      this.#counts[await this.#ingestFile(file)]++;
    } catch (error) {
      if (!(error instanceof AppError) || FATAL.includes(error.code)) throw error;
      this.fail(file.name, error);
    }
    this.#done++;
  }

  /** Notes what could not be read; what is kept of it stays. */
  fail(file: string, { code, message }: AppError): void {
    this.#failed.push({ file, code, message });
  }

  /** Removes bulletins whose file is gone, but for those that another file has taken over. */
  async remove(vanished: readonly KeptFile[]): Promise<void> {
    for (const { bulletin } of vanished) {
      if (this.#takenBy.has(bulletin.id)) continue;
      if (await this.#options.store.remove(bulletin.id)) this.#counts.removed++;
    }
  }

  report(total: number): IngestReport {
    return { ...this.#counts, failed: this.#failed, bulletins: this.#bulletins, milliseconds: { total } };
  }

  async #ingestFile(file: IngestFile): Promise<Outcome> {
    const { text, hash } = await read(file.path);
    const id = bulletinId(file.name);
    this.#claim(id, file);
    const kept = this.#kept.get(id);
    if (kept !== undefined && kept.file.hash === hash && this.#isCurrent(kept)) {
      if (kept.file.path !== file.name) await this.#options.store.moveFile(id, { path: file.name, hash });
      return 'unchanged';
    }
    const place = { file: file.name, filesDone: this.#done, files: this.#names.size };
    const named = { id, file: { path: file.name, hash }, source: text };
    const record = await recordOf(named, this.#fingerprint, this.#options, place);
    await this.#options.store.save(record, this.#options.now());
    this.#note(record);
    return kept === undefined ? 'added' : 'updated';
  }

  /** Without a model what was embedded before stays as it is: its vectors are needed again when the model is back. */
  #isCurrent(kept: KeptFile): boolean {
    return this.#fingerprint === null || kept.fingerprint === this.#fingerprint;
  }

  /** Two files of one bulletin would replace each other for ever: the first in order is kept, the other is told. */
  #claim(id: string, file: IngestFile): void {
    const other = this.#takenBy.get(id) ?? this.#otherFileOf(id, file);
    if (other !== undefined) {
      const message = `This file and ${other} would both be bulletin "${id}". Rename or remove one of them.`;
      throw new AppError('DUPLICATE_BULLETIN', message);
    }
    this.#takenBy.set(id, file.name);
  }

  #otherFileOf(id: string, file: IngestFile): string | undefined {
    const path = this.#kept.get(id)?.file.path;
    return path !== undefined && path !== file.name && this.#names.has(path) ? path : undefined;
  }

  #note({ bulletin, chunks }: BulletinRecord): void {
    const { id, title, publishedOn, warnings } = bulletin;
    this.#bulletins.push({ id, title, publishedOn, items: bulletin.items.length, chunks: chunks.length, warnings });
  }
}

/** Parses a bulletin's text and embeds its chunks: what the store keeps of it. */
async function recordOf(
  named: Pick<BulletinRecord, 'file' | 'source'> & { readonly id: string },
  fingerprint: string | null,
  { embedder, onProgress }: Pick<IngestOptions, 'embedder' | 'onProgress'>,
  progress: Pick<IngestProgress, 'file' | 'filesDone' | 'files'>,
): Promise<BulletinRecord> {
  const { id, file, source } = named;
  const bulletin = parse(source, { id });
  const chunks = await chunkBulletin(bulletin, countTokens(embedder));
  const embedded: EmbeddedChunk[] = [];
  for (const chunk of chunks) {
    onProgress?.({ ...progress, chunksDone: embedded.length, chunks: chunks.length });
    embedded.push(embedder === null ? { chunk, vector: null, sentenceVectors: null } : await embed(chunk, embedder));
  }
  onProgress?.({ ...progress, chunksDone: chunks.length, chunks: chunks.length });
  return { bulletin, file, source, fingerprint: fingerprint ?? WITHOUT_MODEL, chunks: embedded };
}

/** What decides chunks and vectors besides the file: parser and chunking, and the model. Null without a model. */
export async function fingerprintOf(embedder: Embedder | null): Promise<string | null> {
  if (embedder === null) return null;
  const model = await embedder.start();
  return createHash('sha256').update(`${FORMAT}:${model.fingerprint}`).digest('hex');
}

async function chunkBulletin(bulletin: Bulletin, count: CountTokens): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for (const item of bulletin.items) chunks.push(...(await chunkItem(bulletin.id, item, count)));
  return chunks;
}

async function embed(chunk: Chunk, embedder: Embedder): Promise<EmbeddedChunk> {
  const sentenceVectors: Float32Array[] = [];
  for (const sentence of chunk.sentences) sentenceVectors.push(await embedder.embedPassage(sentenceText(sentence)));
  return { chunk, vector: await embedder.embedPassage(searchText(chunk)), sentenceVectors };
}

/** Without the model's tokenizer a token is taken for one and a half characters, less than it is on average. */
function countTokens(embedder: Embedder | null): CountTokens {
  if (embedder === null) return async (texts) => texts.map((text) => Math.ceil(text.length / 1.5));
  return (texts) => embedder.countTokens(texts);
}

function emptied(places: readonly string[], kept: number): AppError {
  const message =
    `No bulletins in ${places.join(', ')}, but ${kept} are kept from there. Nothing was removed. ` +
    'Check that the folder is the right one and mounted; put at least one bulletin back to remove the others.';
  return new AppError('NO_BULLETINS', message);
}
