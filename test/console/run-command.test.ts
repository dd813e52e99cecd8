import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readArguments } from '../../src/console/arguments.ts';
import { guarded } from '../../src/console/fault.ts';
import { createPrinter } from '../../src/console/printer.ts';
import { createProgress } from '../../src/console/progress.ts';
import type { Needs, Workshop } from '../../src/console/run-command.ts';
import { runCommand } from '../../src/console/run-command.ts';
import { AppError } from '../../src/errors.ts';
import { inspect } from '../../src/inspect.ts';
import { createLogger } from '../../src/log.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';
import { NOW, realDesk } from './real-desk.ts';
import { Sink } from './sink.ts';

/** Runs a command line in this process as cli.ts does, with parts passed in. */
async function run(words: readonly string[], change: Partial<Workshop> = {}, input = '') {
  const [stdout, stderr] = [new Sink(), new Sink()];
  const logged: string[] = [];
  const log = createLogger({ level: 'error', write: (line) => logged.push(line) });
  const needs: Omit<Needs, 'onProgress'>[] = [];
  const [out, err] = [createPrinter(stdout), createPrinter(stderr)];
  const signal = change.signal ?? new AbortController().signal;
  const workshop: Workshop = {
    stdin: Readable.from([input]),
    out,
    err,
    screen: { columns: 60, colours: false },
    progress: createProgress(stderr, () => 0),
    log,
    now: () => NOW,
    signal,
    version: '1.2.3',
    open: ({ build, model }) => {
      needs.push({ build, model });
      return realDesk(model ? { embedder: createFakeEmbedder() } : {});
    },
    evaluate: () => Promise.reject(new Error('not in this test')),
    doctor: () => Promise.reject(new Error('not in this test')),
    inspect: (bulletin) => inspect(bulletin, { bulletinDir: 'data/bulletins', keptIn: async () => null }),
    ...change,
  };
  const tell = (text: string) => err.print(text);
  const code = await guarded(async () => runCommand(readArguments(words), workshop), { log, tell, signal });
  return { code, out: stdout.text, err: stderr.text, logged, needs };
}

describe('runCommand', () => {
  test('answers in JSON, and in sentences without it', async () => {
    const question = '성급 재보증 기관의 위험 분담 비율은?';
    const json = await run(['ask', question, '--json']);
    expect([json.code, json.err]).toEqual([0, '']);
    const answer = JSON.parse(json.out);
    expect(answer).toMatchObject({ question, language: 'ko', outcome: 'answered', retrieval: 'hybrid', period: null });
    expect(answer.sentences[0].citations).toEqual([1]);
    expect((await run(['ask', question])).out).toContain('최소 20% [1]');
  });

  test('takes --now for the present moment', async () => {
    const { out } = await run(['ask', '지난주 소식', '--json', '--now', '2024-07-24T09:00:00+09:00']);
    expect(JSON.parse(out).period).toEqual({ from: '2024-07-15', to: '2024-07-21' });
  });

  test('frames the answer in the language asked for', async () => {
    const { out } = await run(['ask', '성급 재보증 기관의 위험 분담 비율은?', '--lang', 'en']);
    expect(out).toMatch(/lines? \d/);
  });

  test('explains an answer where that is asked for, and only there', async () => {
    const question = '지난달 성급 재보증 기관의 위험 분담 비율은?';
    const { explanation, support } = JSON.parse((await run(['ask', question, '--explain', '--json'])).out);
    expect(explanation.support.support).toBe(support);
    expect(explanation.query).toMatchObject({ period: { from: '2024-07-01', exact: false }, kind: 'percent' });
    expect(explanation.passages).toHaveLength(12);
    for (const { score, words, vectors, bonus, interaction } of explanation.passages) {
      expect(score).toBeCloseTo(
        words.weight * words.scaled + vectors.weight * vectors.scaled + bonus - interaction.lost,
        9,
      );
    }
    expect(explanation.passages[0]).toMatchObject({ item: { id: 'kostec-2024-08-02/I-01' }, bonus: 0.15 });
    expect((await run(['ask', question, '--explain'])).out).toContain('답이 나온 과정');
    expect(JSON.parse((await run(['ask', question, '--json'])).out)).not.toHaveProperty('explanation');
  });

  test('answers a batch from standard input in order, and ends with 2 when a line failed', async () => {
    const input = '{"id":"a","question":"양자"}\nnonsense\n{"id":"c","question":"로봇"}\n';
    const { code, out } = await run(['ask', '--batch', '-'], {}, input);
    expect(code).toBe(2);
    const results = out.trimEnd().split('\n');
    expect(results.map((line) => JSON.parse(line).id)).toEqual(['a', null, 'c']);
    expect((await run(['ask', '--batch', '-'], {}, '{"id":"a","question":"양자"}\n')).code).toBe(0);
  });

  test('finds sources by id without the model, by words with it', async () => {
    const byId = await run(['sources', 'kostec-2024-08-02/I-01', '--json']);
    expect(JSON.parse(byId.out).items[0].links[0].url).toContain('content_6964671.htm');
    expect(byId.needs).toEqual([{ build: true, model: false }]);
    const byWords = await run(['sources', '특별', '보증', '계획', '--json']);
    expect(JSON.parse(byWords.out).items[0].item.id).toBe('kostec-2024-08-02/I-01');
    expect(byWords.needs).toEqual([{ build: true, model: true }]);
  });

  test('shows a day and the items without the model', async () => {
    const daily = await run(['daily', '--date', '2024-07-24', '--json']);
    expect(JSON.parse(daily.out)).toMatchObject({ date: '2024-07-24', items: [{ item: { number: '01' } }] });
    const share = await run(['daily', '--now', '2024-08-05', '--json']);
    expect(JSON.parse(share.out).items.length).toBeGreaterThan(0);
    const items = await run(['items', '--bulletin', 'kostec-2024-08-02', '--json']);
    expect(JSON.parse(items.out).items).toHaveLength(14);
    expect([...daily.needs, ...share.needs, ...items.needs].every(({ model }) => !model)).toBe(true);
  });

  test('gives no items for an unknown bulletin', async () => {
    expect(await run(['items', '--bulletin', 'nope', '--json'])).toMatchObject({
      code: 0,
      out: '{\n  "items": []\n}\n',
    });
  });

  test('ends an ingest with 2 when a file failed', async () => {
    const { code, out } = await run(['ingest', 'package.json', '--json'], { open: () => realDesk() });
    expect(code).toBe(2);
    expect(JSON.parse(out).failed).toMatchObject([{ code: 'FILE_UNSUPPORTED' }]);
  });

  test('keeps notices off standard output', async () => {
    const open = () => realDesk({ notices: ['Searching by words only.'] });
    const { out, err } = await run(['ask', '양자', '--json'], { open });
    expect(err).toBe('Searching by words only.\n');
    expect(JSON.parse(out).retrieval).toBe('lexical');
  });

  test('ends with 1 when the doctor finds something', async () => {
    const checks = [{ name: 'model', ok: false, message: 'There is none.', hint: 'Restore it.' }] as const;
    const { code, out } = await run(['doctor', '--json'], { doctor: async () => ({ ok: false, checks }) });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({ ok: false, checks });
  });

  test('shows what is understood of a bulletin, by its id or file, and ends with 2 when some of it looks misunderstood', async () => {
    const sound = await run(['doctor', '--bulletin', 'kostec-2024-08-02', '--json']);
    expect(sound.code).toBe(0);
    const { items, coverage, signs } = JSON.parse(sound.out);
    expect([items.length, coverage[0].kind, signs]).toEqual([14, 'item', []]);
    const shown = await run(['doctor', '--bulletin', 'data/bulletins/kostec-2024-08-02.md']);
    expect(shown.out).toContain('14 items, 3 sections');
    expect(shown.out).toContain('Nothing looks misunderstood.');
    const odd = await run(['doctor', '--bulletin', 'test/fixtures/bulletins/grouped-headings.md']);
    expect([odd.code, odd.out]).toEqual([0, expect.stringContaining('4 items, 2 sections')]);
    const poor = await run(['doctor', '--bulletin', 'test/fixtures/bulletins/layouts/link-list.md']);
    expect([poor.code, poor.out]).toEqual([2, expect.stringContaining('(NO_DATES)')]);
  });

  test('names the bulletins there are when the one to look at is not', async () => {
    const { code, err } = await run(['doctor', '--bulletin', 'nothing']);
    expect(code).toBe(1);
    expect(err).toContain('It holds kostec-2024-08-02.');
  });

  test('prints help and version to standard output', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n' });
    expect((await run(['--help'])).out).toMatch(/^Usage: /);
  });
});

describe('guarded', () => {
  test('tells wrong usage with the usage text and 64', async () => {
    const { code, out, err } = await run(['nope', '--json']);
    expect([code, out]).toEqual([64, '']);
    expect(err).toMatch(/^There is no command "nope"\.\n\nUsage: /);
  });

  test('tells a known fault by its message and 1', async () => {
    const open = () => Promise.reject(new AppError('BULLETIN_DIR_MISSING', 'There is no folder.'));
    expect(await run(['items', '--json'], { open })).toMatchObject({ code: 1, out: '', err: 'There is no folder.\n' });
  });

  test('tells an unknown fault by an id that the log has, with the causes there alone', async () => {
    const open = () => Promise.reject(new TypeError('outer secret', { cause: new Error('inner secret') }));
    const { code, err, logged } = await run(['items'], { open });
    const id = /under ([0-9A-Z]{6})\.\n$/.exec(err)?.[1];
    expect(code).toBe(1);
    expect(err).not.toContain('secret');
    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({ report: id, err: { cause: { message: 'inner secret' } } });
  });

  test('ends an interrupted ingest with 130 and keeps what was saved', async () => {
    const interrupt = new AbortController();
    const desk = await realDesk();
    const progress = { ingest: () => interrupt.abort(), evaluation: () => {}, stop: () => {} };
    const { code, out, err } = await run(['ingest', 'test/fixtures/bulletins'], {
      open: async () => ({ ...desk, close: async () => {} }),
      progress,
      signal: interrupt.signal,
    });
    expect([code, out]).toEqual([130, '']);
    expect(err).toBe('Interrupted. What was saved before is kept.\n');
    expect((await desk.store.bulletins()).map(({ bulletin }) => bulletin.id)).toContain('kostec-2024-08-02');
  });
});
