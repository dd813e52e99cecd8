import type { Bulletin } from './bulletin/bulletin.ts';
import { parse } from './bulletin/parse.ts';
import type { KnownVectors } from './embed-bulletin.ts';
import { embedBulletin } from './embed-bulletin.ts';
import { AppError, ofFile } from './errors.ts';
import type { IngestOptions, IngestProgress } from './ingest.ts';
import type { Parse } from './parse-apart.ts';
import type { BulletinRecord } from './store/store.ts';

/** The fingerprint of what was kept without a model: never one of a model, so a later run with one embeds it. */
const WITHOUT_MODEL = 'words only';

/** The bulletin in the text of a file; messages of the parser's faults then begin with the file's name. */
export async function parseFile(
  text: string,
  id: string,
  name: string,
  parseText: Parse = async (...of) => parse(...of),
): Promise<Bulletin> {
  try {
    return await parseText(text, { id });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, ofFile(name, error.message), { cause: error.cause });
  }
}

/** Embeds a bulletin's chunks: what the store keeps of it. */
export async function recordOf(
  named: Pick<BulletinRecord, 'bulletin' | 'file' | 'source'>,
  fingerprint: string | null,
  { embedder, onProgress }: Pick<IngestOptions, 'embedder' | 'onProgress'>,
  progress: Pick<IngestProgress, 'file' | 'filesDone' | 'files'>,
  known: KnownVectors = new Map(),
): Promise<{ readonly record: BulletinRecord; readonly embedded: number; readonly reused: number }> {
  const { bulletin, file, source } = named;
  const onChunk = (chunksDone: number, chunks: number) => onProgress?.({ ...progress, chunksDone, chunks });
  const { chunks, ...counts } = await embedBulletin(bulletin, embedder, { known, onChunk });
  return { record: { bulletin, file, source, fingerprint: fingerprint ?? WITHOUT_MODEL, chunks }, ...counts };
}
