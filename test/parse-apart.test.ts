import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { parse } from '../src/bulletin/parse.ts';
import type { ErrorCode } from '../src/errors.ts';
import type { ParserOptions } from '../src/parse-apart.ts';
import { PARSE_LIMITS, ParserApart } from '../src/parse-apart.ts';
import { hostileTexts } from './bulletin/hostile-texts.ts';
import { startScript } from './fakes/scripts.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['data/bulletins', 'test/fixtures/bulletins', 'test/fixtures/bulletins/layouts'];
const TEXT = '# 소식\n\n## 01 가\n- 나';
const MISBEHAVING = new URL('./misbehaving-parser.ts', import.meta.url);

const shared = new ParserApart();
afterAll(() => shared.close());

let opened: ParserApart | null = null;
afterEach(() => opened?.close());
function open(options: ParserOptions): ParserApart {
  opened = new ParserApart(options);
  return opened;
}

async function bulletins(): Promise<readonly string[]> {
  const found = await Promise.all(
    FOLDERS.map(async (folder) => (await readdir(join(ROOT, folder))).map((name) => join(folder, name))),
  );
  return found.flat().filter((path) => /\.(?:md|txt)$/.test(path));
}

/** A text whose parsing takes a second of a processor and more, or less when it is shorter. */
function slowText(size = 1_000_000): string {
  return (
    hostileTexts()
      .find(({ kind }) => kind === 'numbered lines')
      ?.write(size) ?? ''
  );
}

test('ParserApart parses every fixture as parse does', async () => {
  const paths = await bulletins();
  expect(paths.length).toBeGreaterThan(10);
  for (const path of paths) {
    const text = await readFile(join(ROOT, path), 'utf8');
    expect(await shared.parse(text, { id: path })).toEqual(parse(text, { id: path }));
  }
});

test('ParserApart parses in the order of the calls, in one thread', async () => {
  let started = 0;
  const parser = open({ onStart: () => started++ });
  const done: string[] = [];
  const texts = [...Array(5).keys()].map((n) => `# 소식 ${n}\n\n## 01 가\n${'- 나\n'.repeat(2000 - 400 * n)}`);
  await Promise.all(texts.map(async (text) => done.push((await parser.parse(text, { id: 'news' })).title)));
  expect(done).toEqual(['소식 0', '소식 1', '소식 2', '소식 3', '소식 4']);
  expect(started).toBe(1);
});

test('ParserApart leaves the main thread free while it parses', async () => {
  let parsing = true;
  let turns = 0;
  const parsed = shared.parse(slowText(100_000), { id: 'slow' }).finally(() => {
    parsing = false;
  });
  while (parsing) {
    await new Promise(setImmediate);
    turns++;
  }
  expect((await parsed).items.length).toBeGreaterThan(1000);
  expect(turns).toBeGreaterThan(10);
});

test('ParserApart gives up a text that takes too much of a processor, and parses the next', async () => {
  const parser = open({ limits: { ...PARSE_LIMITS, processorSeconds: 0.2 } });
  const results = await Promise.allSettled([slowText(), TEXT].map((text) => parser.parse(text, { id: 'news' })));
  expect(results).toMatchObject([
    { reason: { code: 'FILE_HARMFUL', message: expect.stringMatching(/0.2 seconds of a processor's .*Split it/) } },
    { value: parse(TEXT, { id: 'news' }) },
  ]);
});

describe('ParserApart tells when the thread', () => {
  const SMALL = { processorSeconds: 40, seconds: 60, heapMegabytes: 32 };
  const cases: readonly (readonly [string, Partial<typeof SMALL>, ErrorCode, RegExp])[] = [
    ['loop', { processorSeconds: 0.3 }, 'FILE_HARMFUL', /more than 0.3 seconds of a processor's time/],
    ['loop', { seconds: 0.3 }, 'FILE_HARMFUL', /more than 0.3 seconds, so/],
    ['never answer', { seconds: 0.3 }, 'FILE_HARMFUL', /more than 0.3 seconds, so/],
    ['fill the heap', {}, 'FILE_HARMFUL', /more than 32 MB of memory/],
    ['go too deep', {}, 'FILE_HARMFUL', /more than the nesting/],
    ['throw', {}, 'INTERNAL', /^The parser failed on it. See the log/],
    ['throw outside of the parser', {}, 'INTERNAL', /^The parser failed on it/],
    ['end', {}, 'INTERNAL', /^The parser failed on it/],
  ];
  test.each(cases)('would %s, %o', async (text, limits, code, message) => {
    const ends: Promise<void>[] = [];
    const onStart = (ended: Promise<void>) => ends.push(ended);
    const parser = open({ entry: MISBEHAVING, limits: { ...SMALL, ...limits }, onStart });
    const told = { code, message: expect.stringMatching(message) };
    await expect(parser.parse(text, { id: 'x' })).rejects.toMatchObject(told);
    await expect(parser.parse(text, { id: 'x' })).rejects.toMatchObject(told);
    await parser.close();
    await Promise.all(ends);
  });
});

test('ParserApart.close ends the thread, and refuses what is in hand and what waits', async () => {
  const running: { ended?: Promise<void> } = {};
  let parser: ParserApart | null = null;
  const started = new Promise<void>((resolve) => {
    parser = open({
      onStart: (ended) => {
        running.ended = ended;
        resolve();
      },
    });
  });
  const refused = Promise.allSettled([slowText(), TEXT].map((text) => parser?.parse(text, { id: 'x' })));
  await started;
  await opened?.close();
  await running.ended;
  const told = { status: 'rejected', reason: { code: 'INTERNAL', message: expect.stringMatching(/closed/) } };
  expect(await refused).toMatchObject([told, told]);
  await expect(opened?.parse(TEXT, { id: 'x' })).rejects.toMatchObject({ code: 'INTERNAL' });
});

test('ParserApart gives back a thread without work, and starts another for the next text', async () => {
  const ends: Promise<void>[] = [];
  const parser = open({ idle: 1, onStart: (ended) => ends.push(ended) });
  await parser.parse(TEXT, { id: 'news' });
  await ends[0];
  expect(await parser.parse(TEXT, { id: 'news' })).toEqual(parse(TEXT, { id: 'news' }));
  expect(ends).toHaveLength(2);
});

test('a thread without work lets the program end', async () => {
  const script = startScript(new URL('./parse-and-exit.ts', import.meta.url), []);
  await script.printed(2); // there is no second line: this waits for the end of the process
  expect(script.lines).toEqual(['소식']);
  await script.end();
  expect(script.errors).toEqual([]);
});
