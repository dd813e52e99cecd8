import { readFileSync } from 'node:fs';

/** The real bulletin, as machine-read from its PDF. */
export const KOSTEC = read('../../data/bulletins/kostec-2024-08-02.md');

/** A file of test/fixtures/bulletins as text. */
export function fixture(name: string): string {
  return read(`../fixtures/bulletins/${name}`);
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}
