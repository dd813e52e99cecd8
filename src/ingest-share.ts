import { stat } from 'node:fs/promises';
import type { IngestProgress } from './ingest.ts';
import type { IngestFile } from './ingest-files.ts';

/** Tells how much of a run's work is done, 0 to 1, by the bytes of the files that have to be indexed: those that nothing is known of, and
 *  the changed ones as they turn up. What is only looked at counts as no work. */
export async function shareOfRun(
  files: readonly IngestFile[],
  known: ReadonlySet<string>,
): Promise<(progress: IngestProgress) => number> {
  const sizes = new Map<string, number>();
  for (const { path, name } of files) sizes.set(name, await sizeOf(path));
  let all = files.reduce((sum, { name }) => sum + (known.has(name) ? 0 : (sizes.get(name) ?? 0)), 0);
  let done = 0;
  let current: string | null = null;
  return ({ file, chunksDone, chunks }) => {
    if (file !== current) {
      done += current === null ? 0 : (sizes.get(current) ?? 0);
      if (known.has(file)) all += sizes.get(file) ?? 0;
      current = file;
    }
    const part = chunks === 0 ? 1 : chunksDone / chunks;
    return all === 0 ? 1 : Math.min(1, (done + part * (sizes.get(file) ?? 0)) / all);
  };
}

/** A file that cannot be looked at is no work; reading it tells why. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  return found?.size ?? 0;
}
