import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parse } from './bulletin/parse.ts';
import { type Structure, structureOf } from './bulletin/structure.ts';
import { bulletinId, listBulletinFiles } from './documents/list.ts';
import { readBytes, readDocument } from './documents/read.ts';
import { AppError } from './errors.ts';

const IDS_NAMED = 5;

export type InspectOptions = {
  readonly bulletinDir: string;
  /** The path, relative to `bulletinDir`, of the file that a kept bulletin was read from: a file may have been renamed since it got its
   *  id. Null when none of that id is kept. */
  readonly keptIn: (id: string) => Promise<string | null>;
};

/** Tells what is understood of a bulletin: of the file named, ingested or not, or of the bulletin with that id. The file is read anew, and
 *  nothing is changed. Throws FILE_UNREADABLE when there is neither, and as `readDocument` does. */
export async function inspect(name: string, options: InspectOptions): Promise<Structure> {
  const path = (await isFile(name)) ? resolve(name) : await pathOf(name, options);
  const { bytes } = await readBytes(path);
  const { text, warnings } = await readDocument(bytes, path);
  const bulletin = parse(text, { id: (await isFile(name)) ? bulletinId(basename(path)) : name });
  return structureOf(text, { ...bulletin, warnings: [...warnings, ...bulletin.warnings] });
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false, // an id is no path
  );
}

async function pathOf(id: string, { bulletinDir, keptIn }: InspectOptions): Promise<string> {
  const kept = await keptIn(id);
  if (kept !== null && (await isFile(resolve(bulletinDir, kept)))) return resolve(bulletinDir, kept);
  const { root, files } = await listBulletinFiles(bulletinDir);
  const file = files.find((one) => bulletinId(one) === id);
  if (file !== undefined) return join(root, file);
  const ids = files.slice(0, IDS_NAMED).map(bulletinId).join(', ');
  const known =
    files.length === 0 ? 'It holds none.' : `It holds ${ids}${files.length > IDS_NAMED ? ' and others' : ''}.`;
  throw new AppError(
    'FILE_UNREADABLE',
    `There is neither a file "${id}" nor a bulletin with that id in ${root}. ${known}`,
  );
}
