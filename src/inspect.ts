import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parse } from './bulletin/parse.ts';
import { type Structure, structureOf } from './bulletin/structure.ts';
import { bulletinId, listBulletinFiles } from './documents/list.ts';
import { read } from './documents/read.ts';
import { AppError } from './errors.ts';

const IDS_NAMED = 5;

/** Tells what is understood of a bulletin: of the file named, ingested or not, or of that with the id in the bulletins folder.
 *  Nothing is changed. Throws FILE_UNREADABLE when there is neither, and as `read` does. */
export async function inspect(name: string, bulletinDir: string): Promise<Structure> {
  const path = (await isFile(name)) ? resolve(name) : await pathOf(name, bulletinDir);
  const { text } = await read(path);
  return structureOf(text, parse(text, { id: bulletinId(basename(path)) }));
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false, // an id is no path
  );
}

async function pathOf(id: string, bulletinDir: string): Promise<string> {
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
