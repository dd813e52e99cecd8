import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acquireWriterLock } from '../src/store/lock.ts';
import { DATABASE_VERSION } from '../src/store/migrations.ts';
import { mountDisk, skipNote } from './store/disks.ts';

// What an operator meets: the whole program on a broken set-up. It says what to do, ends with the right code, and loses nothing.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GOOD = '# 소식지\n\n## 첫 소식\n\n고래가 바다에서 노래한다.\n';

let folder: string;
let bulletins: string;
let state: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-'));
  bulletins = join(folder, 'bulletins');
  state = join(folder, 'state');
  await mkdir(bulletins);
  await writeFile(join(bulletins, 'good.md'), GOOD);
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the command line without a model, by words only. */
async function run(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH,
      HOME,
      DISCORD_TOKEN: '',
      BULLETIN_DIR: bulletins,
      BULLETIN_STATE: state,
      EMBEDDING_MODEL: join(folder, 'no-model'),
      ...env,
    },
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, out, err };
}

async function kept(stateDir = state): Promise<readonly string[]> {
  const { out } = await run(['items', '--json'], { BULLETIN_STATE: stateDir });
  const found: { readonly items: readonly { readonly item: { readonly id: string } }[] } = JSON.parse(out);
  return found.items.map(({ item }) => item.id);
}

describe('ingest of a bad file ends with 2, names the file and what to do, and keeps the others', () => {
  test.each([
    ['binary rubbish', 'rubbish.md', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'FILE_UNSUPPORTED'],
    ['50 MB', 'huge.md', Buffer.alloc(50 * 1024 * 1024, 'a'), 'FILE_TOO_LARGE'],
    [
      'invalid UTF-8',
      'broken.md',
      Buffer.concat([Buffer.from(GOOD), Buffer.from([0xff, 0xfe, 0xc3, 0x28])]),
      'FILE_ENCODING',
    ],
    ['another format, cut short', 'issue.hwp', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'FILE_DAMAGED'],
  ])('%s', async (_, name, bytes, code) => {
    await writeFile(join(bulletins, name), bytes);
    const { code: exit, out } = await run(['ingest', '--json']);
    expect(exit).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      added: 1,
      failed: [{ file: name, code, message: expect.stringMatching(/\.$/) }],
    });
    expect(await kept()).toEqual(['good/1']);
  });
});

describe('a broken set-up ends with 1 and a sentence, nothing on standard output, and nothing lost', () => {
  beforeEach(async () => {
    expect((await run(['ingest'])).code).toBe(0);
  });

  test('no bulletins folder', async () => {
    const { code, out, err } = await run(['ingest', '--json'], { BULLETIN_DIR: join(folder, 'nowhere') });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/nowhere.*BULLETIN_DIR/s);
    expect(await kept()).toEqual(['good/1']);
  });

  test('an empty folder where there were bulletins', async () => {
    await rm(join(bulletins, 'good.md'));
    const { code, err } = await run(['ingest']);
    expect(code).toBe(1);
    expect(err).toContain('Nothing was removed');
    expect(await kept()).toEqual(['good/1']);
  });

  test('a wrong configuration value', async () => {
    const { code, err } = await run(['items', '--json'], { TIME_ZONE: 'Mars/Olympus', LOG_LEVEL: 'loud' });
    expect(code).toBe(1);
    expect(err).toContain('TIME_ZONE');
    expect(err).toContain('LOG_LEVEL');
  });

  test('a second process that writes to the same state', async () => {
    const lock = await acquireWriterLock(state);
    const { code, out, err } = await run(['ingest', '--json']);
    await lock.release();
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(String(process.pid));
    expect((await run(['ingest'])).code).toBe(0);
  });

  test('a database of a newer version', async () => {
    const db = new Database(join(state, 'bulletins.db'));
    db.pragma(`user_version = ${DATABASE_VERSION + 1}`);
    db.close();
    const before = await readFile(join(state, 'bulletins.db'));
    const { code, err } = await run(['ingest']);
    expect(code).toBe(1);
    expect(err).toMatch(/newer/);
    expect(await readFile(join(state, 'bulletins.db'))).toEqual(before);
  });

  test('a damaged database', async () => {
    await truncate(join(state, 'bulletins.db'), 5000);
    const before = await readFile(join(state, 'bulletins.db'));
    for (const words of [['ingest'], ['ask', '고래']]) {
      const { code, err } = await run(words);
      expect(code).toBe(1);
      expect(err).toMatch(/damaged.*(move|ingest)/is);
    }
    expect(await readFile(join(state, 'bulletins.db'))).toEqual(before);
  });
});

describe('on a disk of its own', () => {
  const disk = mountDisk(4 * 1024 * 1024);
  const note = skipNote(disk);
  const own = join(disk?.folder ?? '', 'state');
  const huge = Array.from(
    { length: 14_000 },
    (_, n) => `문장 ${n}이 여기에 있고 자리를 차지하려고 다른 문장보다 훨씬 길게 쓰여 있다.\n`,
  ).join('\n');

  afterEach(() => {
    disk?.setReadOnly(false);
  });
  afterAll(() => {
    disk?.unmount();
  });

  test.skipIf(disk === null)(`a full disk while ingesting keeps what was kept${note}`, async () => {
    const env = { BULLETIN_STATE: own };
    expect((await run(['ingest'], env)).code).toBe(0);
    await writeFile(join(bulletins, 'huge.md'), `# 큰 소식지\n\n## 큰 소식\n\n${huge}`);
    const { code, out, err } = await run(['ingest', '--json'], env);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/full|space/i);
    expect(await kept(own)).toEqual(['good/1']);
  });

  test.skipIf(disk === null)(`a read-only state folder still answers, and refuses to ingest${note}`, async () => {
    const env = { BULLETIN_STATE: own };
    expect((await run(['ingest'], env)).code).toBe(0);
    await cp(join(bulletins, 'good.md'), join(bulletins, 'other.md'));
    disk?.setReadOnly(true);
    const asked = await run(['ask', '고래가 어디서 노래해?', '--json'], env);
    expect(asked.code).toBe(0);
    expect(JSON.parse(asked.out).citations[0].item.id).toBe('good/1');
    expect(asked.err).toMatch(/cannot be written/);
    const { code, err } = await run(['ingest'], env);
    expect(code).toBe(1);
    expect(err).toMatch(/cannot be written/);
  });
});
