import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Recent } from '../../src/recent.ts';
import { readModelFolder } from '../../src/retrieval/model-folder.ts';
import type { WorkerEmbedder } from '../../src/retrieval/worker-embedder.ts';
import { createWorkerEmbedder, TEXTS_REMEMBERED } from '../../src/retrieval/worker-embedder.ts';
import { embedderContract } from '../contracts/embedder.ts';
import { MODEL_DIR, WEIGHTS, withModelCopy } from '../fakes/model-copy.ts';

embedderContract('createWorkerEmbedder', () => createWorkerEmbedder({ modelDir: MODEL_DIR }));

describe('createWorkerEmbedder, once started,', () => {
  let embedder: WorkerEmbedder;
  beforeAll(async () => {
    embedder = createWorkerEmbedder({ modelDir: MODEL_DIR, memory: new Recent(TEXTS_REMEMBERED) });
    await embedder.start();
  });
  afterAll(() => embedder.close());

  test('gives the reference vectors of its model', async () => {
    const { references } = await readModelFolder(MODEL_DIR);
    expect(references.length).toBeGreaterThan(10);
    for (const { text, vector } of references) {
      const [, prefix, rest = ''] = /^(query|passage): (.*)$/su.exec(text) ?? [];
      const got = prefix === 'query' ? await embedder.embedQuery(rest) : await embedder.embedPassage(rest);
      expect(
        got.reduce((sum, value, i) => sum + value * (vector[i] ?? 0), 0),
        text,
      ).toBeGreaterThanOrEqual(0.998);
    }
  });

  test('tells questions from passages', async () => {
    expect(await embedder.embedQuery('석탄발전')).not.toEqual(await embedder.embedPassage('석탄발전'));
  });

  test('cuts what is beyond the window, and only that', async () => {
    const window = '석탄 '.repeat(600);
    expect(await embedder.embedPassage(`${window}양자컴퓨터`)).toEqual(
      await embedder.embedPassage(`${window}우주정거장`),
    );
    expect(await embedder.embedPassage('석탄 '.repeat(200))).not.toEqual(
      await embedder.embedPassage(`${'석탄 '.repeat(200)}우주정거장`),
    );
  });

  test('takes texts of a million characters', async () => {
    for (const text of ['가나다라'.repeat(250_000), `${' '.repeat(1_000_000)}끝`]) {
      expect(await embedder.embedPassage(text)).toHaveLength(384);
    }
    expect(await embedder.countTokens([`${' '.repeat(1_000_000)}끝`])).toEqual(await embedder.countTokens([' 끝']));
    const [count = 0] = await embedder.countTokens(['가'.repeat(200_000)]);
    expect(count).toBeGreaterThan(20_000);
  });

  test('counts a long text as the sum of its words', async () => {
    const words = ['석탄발전', '저탄소', '개조', '2027년', 'GDP에서'];
    const counts = await embedder.countTokens(words);
    const [whole] = await embedder.countTokens([`${words.join(' ')} `.repeat(1_000)]);
    expect(whole).toBe(1_000 * counts.reduce((sum, count) => sum + count, 0));
  });

  test('keeps the tokens of the passages that were asked for last, for the language they are in', async () => {
    const first = await embedder.embedTokens('passage', '석탄발전', 'ko');
    expect(await embedder.embedTokens('passage', '석탄발전', 'ko')).toBe(first);
    expect(await embedder.embedTokens('passage', '석탄발전', 'zh')).not.toEqual(first);
    for (let i = 0; i < 256; i++) await embedder.embedTokens('passage', `${i}`, 'ko');
    const again = await embedder.embedTokens('passage', '석탄발전', 'ko');
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });

  test('lets a question overtake waiting passages', async () => {
    const order: string[] = [];
    const passages = ['1', '2', '3'].map((name) => embedder.embedPassage(name).then(() => order.push(name)));
    const question = embedder.embedQuery('?').then(() => order.push('?'));
    await Promise.all([...passages, question]);
    expect(order).toEqual(['1', '?', '2', '3']);
  });
});

describe('createWorkerEmbedder', () => {
  let embedder: WorkerEmbedder;
  beforeEach(() => {
    embedder = createWorkerEmbedder({ modelDir: MODEL_DIR });
  });
  afterEach(() => embedder.close());

  test('rejects what is in hand and what waits when its process dies, and starts another for the next call', async () => {
    await embedder.start();
    const pid = embedder.workerPid ?? 0;
    const calls = [
      embedder.embedPassage('하나 둘 '.repeat(200)),
      embedder.embedPassage('둘'),
      embedder.embedQuery('셋'),
    ];
    const outcomes = Promise.allSettled(calls);
    process.kill(pid, 'SIGKILL');
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'EMBEDDER_FAILED' } });
    }
    expect(await embedder.embedQuery('넷')).toHaveLength(384);
    expect(embedder.workerPid).not.toBe(pid);
  });

  test('starts another process when an idle one has died', async () => {
    await embedder.start();
    process.kill(embedder.workerPid ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(embedder.workerPid).toBeUndefined());
    expect(await embedder.embedQuery('하나')).toHaveLength(384);
  });

  test('close lets the text in hand finish and rejects those that wait', async () => {
    await embedder.start();
    const inHand = embedder.embedPassage('하나');
    const waiting = embedder.embedPassage('둘');
    await embedder.start();
    const outcomes = Promise.allSettled([inHand, waiting]);
    await embedder.close();
    expect(await outcomes).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'EMBEDDER_FAILED' } },
    ]);
    expect(embedder.workerPid).toBeUndefined();
  });

  test('close during the start waits for it and leaves no process', async () => {
    const starting = embedder.start();
    await embedder.close();
    expect(await starting).toMatchObject({ dimension: 384 });
    expect(embedder.workerPid).toBeUndefined();
  });
});

describe('createWorkerEmbedder with a damaged model', () => {
  let weights: Buffer;
  let reversedVocabulary: string;
  beforeAll(async () => {
    weights = await readFile(join(MODEL_DIR, WEIGHTS));
    const tokenizer = JSON.parse(await readFile(join(MODEL_DIR, 'tokenizer.json'), 'utf8'));
    tokenizer.model.vocab.reverse();
    reversedVocabulary = JSON.stringify(tokenizer);
  });

  const cases: readonly [string, () => Readonly<Record<string, string | Uint8Array | null>>][] = [
    ['weights cut in the middle', () => ({ [WEIGHTS]: weights.subarray(0, weights.length >> 1) })],
    ['weights cut by a byte', () => ({ [WEIGHTS]: weights.subarray(0, -1) })],
    ['zeros for weights', () => ({ [WEIGHTS]: new Uint8Array(1 << 20) })],
    ['noise for weights', () => ({ [WEIGHTS]: noise(1 << 20) })],
    ['weights with flipped bits', () => ({ [WEIGHTS]: flipped(weights, 2_000) })],
    ['weights flipped near their end', () => ({ [WEIGHTS]: flipped(weights, 200, weights.length - 200_000) })],
    ['a tokenizer that is no JSON', () => ({ 'tokenizer.json': '{"version":' })],
    ['a tokenizer without contents', () => ({ 'tokenizer.json': '{}' })],
    ['a tokenizer_config that is no JSON', () => ({ 'tokenizer_config.json': 'x' })],
    [
      'another dimension in its config',
      () => ({ 'config.json': '{"hidden_size": 256, "max_position_embeddings": 512}' }),
    ],
    ['another tokenizer', () => ({ 'tokenizer.json': reversedVocabulary })],
  ];

  // Without SHA256SUMS: what a folder that brings none is protected by.
  test.each(cases)('tells that it is damaged: %s', async (_, changes) => {
    await withModelCopy({ ...changes(), SHA256SUMS: null }, async (modelDir) => {
      const embedder = createWorkerEmbedder({ modelDir });
      await expect(embedder.embedQuery('가')).rejects.toMatchObject({
        code: 'MODEL_DAMAGED',
        message: expect.stringContaining(modelDir),
      });
      await embedder.close();
    });
  });

  test('finds a single flipped bit by SHA256SUMS', async () => {
    await withModelCopy({ [WEIGHTS]: flipped(weights, 1) }, async (modelDir) => {
      const embedder = createWorkerEmbedder({ modelDir });
      await expect(embedder.start()).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
      await embedder.close();
    });
  });

  test('starts once the file is whole again', async () => {
    await withModelCopy({ 'tokenizer_config.json': 'x' }, async (modelDir) => {
      const embedder = createWorkerEmbedder({ modelDir });
      await expect(embedder.start()).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
      await writeFile(
        join(modelDir, 'tokenizer_config.json'),
        await readFile(join(MODEL_DIR, 'tokenizer_config.json')),
      );
      expect(await embedder.start()).toMatchObject({ dimension: 384 });
      await embedder.close();
    });
  });
});

describe('a program with createWorkerEmbedder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'embed-once-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('embeds without the network, prints nothing of its own and ends by itself, in any folder', async () => {
    const { code, stdout, stderr, log } = await embedOnce(folder, MODEL_DIR, 'idle');
    const { dimension, workerPid } = JSON.parse(stdout);
    expect({ code, stderr, dimension }).toEqual({ code: 0, stderr: '', dimension: 384 });
    expect(await log()).toContain(`start ${workerPid}`);
    await vi.waitFor(async () => expect(await log()).toContain(`exit ${workerPid}`), 20_000);
    expect(await log()).not.toContain('network');
  });

  test('does not look for a missing model in the network', async () => {
    const { code, stdout, stderr, log } = await embedOnce(folder, 'Xenova/multilingual-e5-small', 'idle');
    expect(JSON.parse(stdout)).toMatchObject({ code: 'MODEL_MISSING' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await log()).not.toContain('network');
  });

  test('is seen when it does try the network', async () => {
    expect(await (await embedOnce(folder, 'nowhere', 'fetch')).log()).toContain('network fetch');
  });

  test('has ended its worker when close is done', async () => {
    const { code, stdout, log } = await embedOnce(folder, MODEL_DIR, 'close');
    expect(code).toBe(0);
    expect(await log()).toMatch(new RegExp(`exit ${JSON.parse(stdout).workerPid}\\n.*exit`, 's'));
  });

  test('may leave in the middle of a text: the exit code is its own and the worker ends', async () => {
    const { code, stdout, stderr, log } = await embedOnce(folder, MODEL_DIR, 'exit');
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    await vi.waitFor(async () => expect(await log()).toContain(`exit ${JSON.parse(stdout).workerPid}`), 20_000);
  });
});

type Run = {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly log: () => Promise<string>;
};

function embedOnce(cwd: string, modelDir: string, how: string): Promise<Run> {
  const log = join(cwd, 'watch.log');
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const watch = new URL('../fixtures/embedder/watch-process.mjs', import.meta.url).href;
  const script = resolve('test/fixtures/embedder/embed-once.mjs');
  const args = ['--import', tsx, script, resolve(modelDir), how];
  const env = { ...process.env, NODE_OPTIONS: `--import ${watch}`, WATCH_LOG: log };
  return new Promise((done) => {
    const child = execFile(process.execPath, args, { cwd, env }, (_, stdout, stderr) => {
      done({ code: child.exitCode ?? -1, stdout, stderr, log: () => readFile(log, 'utf8') });
    });
  });
}

function flipped(bytes: Buffer, bits: number, from = 0): Buffer {
  const copy = Buffer.from(bytes);
  const random = randomFrom(7);
  for (let i = 0; i < bits; i++) {
    const at = from + Math.floor(random() * (copy.length - from));
    copy.writeUInt8(copy.readUInt8(at) ^ (1 << Math.floor(random() * 8)), at);
  }
  return copy;
}

function noise(length: number): Uint8Array {
  const random = randomFrom(11);
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

/** The same numbers for the same seed, 0 to below 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
