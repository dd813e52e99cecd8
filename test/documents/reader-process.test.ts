import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReaderLimits } from '../../src/documents/reader-process.ts';
import { readIsolated } from '../../src/documents/reader-process.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { startScript } from '../fakes/scripts.ts';
import { isGone } from './hostile/gone.ts';

const MISBEHAVING = new URL('./hostile/misbehaving-reader.ts', import.meta.url);
const ECHO = new URL('./hostile/echo-reader.ts', import.meta.url);
const SMALL: ReaderLimits = {
  seconds: 20,
  processorSeconds: 80,
  megabytes: 250,
  heapMegabytes: 64,
  output: { characters: 1000, lines: 100, warnings: 5 },
};

/** Lets the reading process behave so, and sees to it that it is gone afterwards. */
async function behave(behaviour: string, limits: Partial<ReaderLimits> = {}) {
  const pids: number[] = [];
  const reading = readIsolated('html', Buffer.from(behaviour), {
    entry: MISBEHAVING,
    limits: { ...SMALL, ...limits },
    onStart: (pid) => pids.push(pid),
  });
  return reading.finally(() => {
    expect(pids).toHaveLength(1);
    for (const pid of pids) expect(isGone(pid)).toBe(true);
  });
}

const told = (code: ErrorCode, message: RegExp) => ({ code, message: expect.stringMatching(message) });

test('readIsolated gives what the reader gives, for any text', async () => {
  const limits = { ...SMALL, output: { characters: 1e6, lines: 100, warnings: 5 } };
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      const document = await readIsolated('html', Buffer.from(text), { entry: ECHO, limits });
      expect(document).toEqual({ format: 'html', text, places: { unit: 'block', starts: [1] }, warnings: [] });
    }),
    { numRuns: 5, examples: [[''], ['\u0000\u2028한글 🇰🇷'], ['가'.repeat(1e6)]] },
  );
});

test('readIsolated reads one document at a time, in the order of the calls', async () => {
  const running: number[] = [];
  const ended: string[] = [];
  const read = async (text: string) => {
    const onStart = (pid: number) => {
      expect(running.every(isGone)).toBe(true);
      running.push(pid);
    };
    await readIsolated('html', Buffer.from(text), { entry: ECHO, onStart });
    ended.push(text);
  };
  await Promise.all(['a', 'b', 'c', 'd'].map(read));
  expect(ended).toEqual(['a', 'b', 'c', 'd']);
});

describe('readIsolated gives up a document', () => {
  test.each([
    ['loop', { seconds: 1 }, /takes more than 1 seconds.*given up.*save it anew/],
    ['wait for ever', { seconds: 1 }, /takes more than 1 seconds/],
    ['flood the errors', { seconds: 1 }, /takes more than 1 seconds/],
    ['loop', { processorSeconds: 1 }, /more than 1 seconds of a processor's time/],
    ['fill the heap', { megabytes: 4000 }, /more than 4000 MB of memory/],
    ['fill memory outside of the heap', {}, /more than 250 MB of memory/],
    ['flood the output', {}, /more output than any document/],
    ['go too deep', {}, /nested too deeply/],
    ['ask for an array that is too long', {}, /of memory/],
  ] as const)('whose reader would %s, %o', async (behaviour, limits, message) => {
    await expect(behave(behaviour, limits)).rejects.toMatchObject(told('FILE_HARMFUL', message));
  });

  test.each(['never answer', 'end without an answer', 'answer nonsense', 'abort', 'throw', 'throw a number'])(
    'whose reader would %s',
    async (behaviour) => {
      await expect(behave(behaviour)).rejects.toMatchObject(told('FILE_DAMAGED', /its reader failed. Copy it/));
    },
  );

  test.each([
    ['give a long text', /more than 1000 characters of text. Split it/],
    ['give many lines', /more than 100 lines of text/],
  ])('whose reader would %s', async (behaviour, message) => {
    await expect(behave(behaviour)).rejects.toMatchObject(told('FILE_TOO_LARGE', message));
  });

  test('with the words of its reader', async () => {
    await expect(behave('refuse')).rejects.toMatchObject(told('FILE_NO_TEXT', /^it has no text. Add some.$/));
  });

  test('and reads the next', async () => {
    const [bad, good] = await Promise.allSettled([behave('abort'), behave('tell its environment')]);
    expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
  });
});

describe('readIsolated lets a reader', () => {
  test('not touch files, processes or the network', async () => {
    const { text } = await behave('try what is forbidden', { output: { ...SMALL.output, characters: 10_000 } });
    const tries = Object.entries<string>(JSON.parse(text));
    expect(tries).toHaveLength(14);
    for (const [what, outcome] of tries) {
      expect(`${what}: ${outcome}`).toMatch(/restricted|without the network|disallowed/);
    }
  });

  test('not see the environment', async () => {
    process.env.DISCORD_TOKEN = 'secret';
    try {
      const { text } = await behave('tell its environment');
      expect(Object.keys(JSON.parse(text)).filter((name) => !/^(PWD|SHLVL|_|__CF.*)$/.test(name))).toEqual([]);
    } finally {
      delete process.env.DISCORD_TOKEN;
    }
  });

  test('give as many warnings as the limit says', async () => {
    expect((await behave('give a long text', { output: { ...SMALL.output, characters: 2000 } })).warnings).toHaveLength(
      5,
    );
  });
});

const isUnix = process.platform !== 'win32';
test.skipIf(!isUnix)(
  `a reading process ends when its parent is gone, even in a loop${isUnix ? '' : ' (skipped: needs ulimit)'}`,
  async () => {
    const parent = startScript(new URL('./hostile/print-pid.ts', import.meta.url), []);
    await parent.printed(1);
    const pid = Number(parent.lines[0]);
    expect(isGone(pid)).toBe(false);
    await parent.kill();
    await expect.poll(() => isGone(pid), { timeout: 30_000 }).toBe(true);
  },
);
