import type { Bulletin } from './bulletin/bulletin.ts';
import { parseFile, recordOf } from './bulletin-record.ts';
import type { DocumentText } from './documents/document.ts';
import { READERS_VERSION } from './documents/document.ts';
import { readBytes, readDocument } from './documents/read.ts';
import { vectorsOf } from './embed-bulletin.ts';
import type { ErrorCode } from './errors.ts';
import { AppError } from './errors.ts';
import type { IngestOptions, IngestReport } from './ingest.ts';
import type { IngestFile } from './ingest-files.ts';
import type { Shelf, Twin } from './shelf.ts';
import type { BulletinFile, BulletinRecord, KeptFile, KnownFile } from './store/store.ts';

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

/** Whether a fault cannot be blamed on one file: the run ends, and what was saved before stays. */
export function isFatal({ code }: AppError): boolean {
  return FATAL.includes(code);
}

/** One run over a list of files: decides for each whether it is read, and what is kept of it. */
export class IngestRun {
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
      if (!(error instanceof AppError) || isFatal(error)) throw error;
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
    const vectors = known?.fingerprint === this.#fingerprint ? await vectorsOf(id, store) : new Map();
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
