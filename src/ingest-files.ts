import { isAbsolute, relative, resolve, sep } from 'node:path';
import { listBulletinFiles } from './documents/list.ts';
import { AppError } from './errors.ts';
import type { KeptFile } from './store/store.ts';

/** A file to ingest: its absolute path, and its name in reports and in the store. */
export type IngestFile = { readonly path: string; readonly name: string };

/** A place that could not be looked into, by its absolute path. */
export type ClosedPlace = { readonly path: string; readonly fault: AppError };

/** The bulletins in files and folders, each once, in the order of their names; and the places that could not be looked into.
 *  Rejects with BULLETIN_DIR_MISSING or FILE_UNREADABLE when only one was named. */
export async function filesOf(
  places: readonly string[],
  bulletinDir: string,
): Promise<{ readonly files: readonly IngestFile[]; readonly closed: readonly ClosedPlace[] }> {
  const files = new Map<string, IngestFile>();
  const closed = new Map<string, AppError>();
  for (const place of places) {
    const found = await listBulletinFiles(resolve(place)).catch((error: unknown) => {
      if (!(error instanceof AppError) || places.length === 1) throw error;
      closed.set(resolve(place), error);
    });
    if (found === undefined) continue;
    for (const file of found.files) {
      const path = resolve(found.root, file);
      files.set(path, { path, name: nameOf(path, bulletinDir) });
    }
    for (const { path, reason } of found.skipped) {
      if (reason === 'unreadable') closed.set(resolve(found.root, path), unreadableFolder());
    }
  }
  const sorted = [...files.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { files: sorted, closed: [...closed].map(([path, fault]) => ({ path, fault })) };
}

/** A file's name in reports and in the store: relative to the bulletins folder with `/`, absolute outside of it. */
export function nameOf(path: string, bulletinDir: string): string {
  const name = relative(resolve(bulletinDir), path);
  return name.startsWith('..') || isAbsolute(name) ? path : name.split(sep).join('/');
}

/** Kept bulletins whose file stood in one of the folders and is no longer there. What lies in a folder that cannot be read is
 *  not known to be gone. */
export function vanishedFrom(
  places: readonly string[],
  there: readonly string[],
  kept: readonly KeptFile[],
  bulletinDir: string,
): KeptFile[] {
  const roots = places.map((place) => resolve(place) + sep);
  return kept.filter(({ file }) => {
    const path = resolve(bulletinDir, file.path);
    const stands = there.some((one) => path === one || path.startsWith(one + sep));
    return !stands && roots.some((root) => path.startsWith(root));
  });
}

function unreadableFolder(): AppError {
  const message = 'This folder cannot be read. Give this user the right to read it, or move it away.';
  return new AppError('FILE_UNREADABLE', message);
}
