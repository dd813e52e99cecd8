import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const QUESTION = '성급 재보증 기관의 위험 분담 비율은?';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
  await cp(join(ROOT, 'data', 'bulletins'), join(folder, 'bulletins'), { recursive: true });
  await run(['ingest']);
});

afterAll(() => rm(folder, { recursive: true }));

type Options = {
  readonly program?: 'cli.ts' | 'main.ts';
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Where the output goes instead of a pipe. */
  readonly stdout?: number;
};

/** Starts a program with folders of its own and no model: it searches by words only. */
function start(words: readonly string[], { program = 'cli.ts', env = {}, stdout }: Options = {}) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', join('src', program), ...words], {
    cwd: ROOT,
    stdio: ['pipe', stdout ?? 'pipe', 'pipe'],
    env: {
      PATH,
      HOME,
      LANG: 'C.UTF-8',
      DISCORD_TOKEN: '',
      BULLETIN_DIR: join(folder, 'bulletins'),
      BULLETIN_STATE: join(folder, 'state'),
      EMBEDDING_MODEL: join(folder, 'no-model'),
      ...env,
    },
  });
  const { stdin, stderr } = child;
  if (stdin === null || stderr === null) throw new Error('The program has no pipes.');
  return Object.assign(child, { stdin, stderr, stdout: child.stdout ?? Readable.from([]) });
}

/** Runs a program to its end. */
async function run(words: readonly string[], options: Options = {}) {
  const child = start(words, options);
  child.stdin.on('error', () => {}); // it may end without reading
  child.stdin.end(options.input ?? '');
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, out, err };
}

describe('bulletin', () => {
  test('answers in JSON alone on standard output, and tells on standard error that only words are searched', async () => {
    const { code, out, err } = await run(['ask', QUESTION, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ outcome: 'answered', retrieval: 'lexical' });
    expect(err).toMatch(/^There is no embedding model in .* Searching by words only\.\n$/);
  });

  test('keeps standard error empty where the model is not needed', async () => {
    const [items, daily, sources] = await Promise.all([
      run(['items', '--json']),
      run(['daily', '--date', '2024-07-24']),
      run(['sources', 'kostec-2024-08-02/I-01', '--json']),
    ]);
    expect([items.code, daily.code, sources.code]).toEqual([0, 0, 0]);
    expect([items.err, daily.err, sources.err]).toEqual(['', '', '']);
    expect(JSON.parse(items.out).items).toHaveLength(14);
    expect(daily.out).toMatch(/^2024-07-24 · 항목 1개\n/);
    expect(daily.out).not.toContain('\u001B');
  });

  test('builds the index first where there is none, and tells it on standard error', async () => {
    const { code, out, err } = await run(['items', '--json'], { env: { BULLETIN_STATE: join(folder, 'fresh') } });
    expect(code).toBe(0);
    expect(JSON.parse(out).items).toHaveLength(14);
    expect(err).toMatch(/^Indexing 1\/1 kostec-2024-08-02\.md: \d+ chunks\n$/);
  });

  test('ends wrong usage with 64 and a configuration that is wrong with 1, both with nothing on standard output', async () => {
    const [usage, config] = await Promise.all([
      run(['ask', '--json']),
      run(['items', '--json'], { env: { TIME_ZONE: 'Mars/Olympus' } }),
    ]);
    expect(usage).toMatchObject({ code: 64, out: '' });
    expect(usage.err).toMatch(/^The question is missing\.\n\nUsage: /);
    expect(config).toMatchObject({ code: 1, out: '' });
    expect(config.err).toContain('TIME_ZONE is "Mars/Olympus"');
  });

  test('tells an empty folder and a missing one by different sentences', async () => {
    await mkdir(join(folder, 'empty'));
    const [empty, missing] = await Promise.all([
      run(['ask', 'x'], { env: { BULLETIN_STATE: join(folder, 'a'), BULLETIN_DIR: join(folder, 'empty') } }),
      run(['ask', 'x'], { env: { BULLETIN_STATE: join(folder, 'b'), BULLETIN_DIR: join(folder, 'missing') } }),
    ]);
    expect(empty).toMatchObject({ code: 1, out: '', err: expect.stringContaining('No bulletin could be read') });
    expect(missing).toMatchObject({ code: 1, out: '', err: expect.stringContaining('There is no file or folder') });
  });

  test('answers a batch in order and ends with 2 when a line failed', async () => {
    const file = join(folder, 'questions.jsonl');
    await writeFile(file, `{"id":"a","question":"${QUESTION}"}\n{"id":"b"}\n{"id":"c","question":"양자"}\n`);
    const { code, out } = await run(['ask', '--batch', file]);
    expect(code).toBe(2);
    const results = out.trimEnd().split('\n');
    expect(results.map((line) => JSON.parse(line).id)).toEqual(['a', 'b', 'c']);
  });

  test('ends quietly when its reader leaves', async () => {
    const child = start(['ask', '--batch', '-']);
    const ended = once(child, 'close');
    const said = text(child.stderr);
    const line = `{"id":"a","question":"${QUESTION}"}\n`;
    child.stdin.on('error', () => {});
    child.stdin.write(line.repeat(20));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stdin.end(line.repeat(20));
    expect((await ended)[0]).toBe(0);
    expect(await said).toMatch(/^There is no embedding model[^\n]*\n$/);
  });

  test.skipIf(!existsSync('/dev/full'))('tells a full disk under its output', async () => {
    const full = openSync('/dev/full', 'w');
    const child = start(['items'], { stdout: full });
    closeSync(full);
    const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect(code).toBe(1);
    expect(err).toBe('The output could not be written: its disk is full. Make room and try again.\n');
  });

  test('ends an ingest at Ctrl-C with 130, and keeps what was saved', async () => {
    const many = join(folder, 'many');
    await mkdir(many);
    const bulletin = await readFile(join(ROOT, 'data', 'bulletins', 'kostec-2024-08-02.md'), 'utf8');
    for (let i = 0; i < 200; i++) {
      const day = `${2001 + Math.floor(i / 12)}. ${1 + (i % 12)}. 2.`;
      await writeFile(join(many, `issue-${i}.md`), bulletin.replace('2024. 8. 2.', day));
    }
    const env = { BULLETIN_STATE: join(folder, 'interrupted'), BULLETIN_DIR: many };
    const child = start(['ingest', '--json'], { env });
    const ended = once(child, 'close');
    const told: string[] = [];
    for await (const line of createInterface({ input: child.stderr })) {
      told.push(line);
      if (told.length === 5) child.kill('SIGINT');
    }
    expect((await ended)[0]).toBe(130);
    expect(told.at(-1)).toBe('Interrupted. What was saved before is kept.');
    const kept: { bulletin: { id: string } }[] = JSON.parse((await run(['items', '--json'], { env })).out).items;
    const issues = new Set(kept.map(({ bulletin }) => bulletin.id));
    expect(issues.size).toBeGreaterThan(0);
    expect(issues.size).toBeLessThan(200);
  });

  test('lets the doctor speak about a missing model with 1', async () => {
    const { code, out, err } = await run(['doctor', '--json']);
    expect([code, err]).toEqual([1, '']);
    const checks: { name: string; ok: boolean }[] = JSON.parse(out).checks;
    expect(checks.flatMap(({ name, ok }) => (ok ? [] : [name]))).toEqual(['model']);
  });

  test('refuses to evaluate without a model, by a sentence', async () => {
    const { code, out, err } = await run(['evaluate', '--beir', 'data/eval/korquad-v1-dev']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^There is no embedding model in /);
  });
});

describe('npm start', () => {
  test('answers each line of a redirected input, without greeting or colour', async () => {
    const { code, out } = await run([], { program: 'main.ts', input: `/status\n${QUESTION}\n` });
    expect(code).toBe(0);
    expect(out).toMatch(/^Indexed: 1 bulletin with 14 items/);
    expect(out).toContain('최소 20% [1]');
    expect(out).not.toMatch(/\p{Cc}(?<!\n)|›|For example/u);
  });

  test('ends with 78 at a setting that no restart cures, naming it', async () => {
    const env = { DISCORD_TOKEN: 'abc', TIME_ZONE: 'Asia/Nowhere' };
    const { code, out, err } = await run([], { program: 'main.ts', env });
    expect([code, out]).toEqual([78, '']);
    expect(err).toMatch(/^TIME_ZONE is "Asia\/Nowhere"/);
  });
});
