import { appendFile, readFile, writeFile } from 'node:fs/promises';

const KEPT = 500; // lines

/** Lines typed into the console, kept in a file. */
export type History = {
  /** The lines, newest first, as node:readline wants them. */
  readonly lines: readonly string[];
  /** Keeps a line. A file that cannot be written costs the history, nothing else. */
  add(line: string): Promise<void>;
};

/** Opens the history in a file, which need not exist. `tell` hears, once, why it cannot be kept. */
export async function openHistory(path: string, tell: (error: unknown) => void): Promise<History> {
  const lines = await read(path, tell);
  let writable = true;
  const attempt = async (write: () => Promise<void>) => {
    if (!writable) return;
    try {
      await write();
    } catch (error) {
      writable = false;
      tell(error);
    }
  };
  if (lines.length > KEPT) {
    await attempt(() =>
      writeFile(
        path,
        lines
          .slice(-KEPT)
          .map((line) => `${line}\n`)
          .join(''),
        { mode: 0o600 },
      ),
    );
  }
  return {
    lines: lines.slice(-KEPT).reverse(),
    add: (line) => attempt(() => appendFile(path, `${line}\n`, { mode: 0o600 })),
  };
}

async function read(path: string, tell: (error: unknown) => void): Promise<string[]> {
  try {
    return (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  } catch (error) {
    const isNew = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isNew) tell(error);
    return [];
  }
}
