import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../src/config.ts';
import type { Check, DoctorOptions, Reached } from '../src/doctor.ts';
import { doctor } from '../src/doctor.ts';
import { AppError } from '../src/errors.ts';
import { ingest } from '../src/ingest.ts';
import { checkStore, openStore } from '../src/store/sqlite.ts';
import { createFakeEmbedder } from './fakes/fake-embedder.ts';

const FIXTURE = new URL('./fixtures/bulletins/chinese-digest.md', import.meta.url);

let folder = '';
let bulletins = '';
let state = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  bulletins = join(folder, 'bulletins');
  state = join(folder, 'state');
  await mkdir(bulletins);
  await cp(FIXTURE, join(bulletins, 'chinese-digest.md'));
});

afterEach(() => rm(folder, { recursive: true }));

/** Examines the folders of this test; the checks by their names. */
async function examine(change: Partial<DoctorOptions> = {}, env: NodeJS.ProcessEnv = {}) {
  const report = await doctor({
    loadConfig: () => loadConfig({ BULLETIN_DIR: bulletins, BULLETIN_STATE: state, ...env }, folder),
    openStore: (stateDir) => openStore(stateDir, { readOnly: true }),
    checkStore,
    createEmbedder: () => createFakeEmbedder(),
    reachDiscord: () => Promise.reject(new Error('Discord is asked only with a token.')),
    ...change,
  });
  expect(report.ok).toBe(report.checks.every(({ ok }) => ok));
  return Object.fromEntries(report.checks.map((check) => [check.name, check]));
}

async function build(fingerprint?: string): Promise<void> {
  const store = openStore(state);
  const embedder = createFakeEmbedder(fingerprint === undefined ? {} : { fingerprint });
  await ingest([], { store, embedder, bulletinDir: bulletins, now: () => new Date('2024-08-05T00:00:00Z') });
  await store.close();
}

function failedIn(checks: Readonly<Record<string, Check>>): string[] {
  return Object.values(checks).flatMap(({ name, ok }) => (ok ? [] : [name]));
}

test('doctor finds nothing where everything is in step', async () => {
  await build();
  const checks = await examine();
  expect(failedIn(checks)).toEqual([]);
  expect(checks.index?.message).toMatch(/^1 bulletin, \d+ chunks?, in step with the folder\.$/);
  expect(checks.discord?.message).toBe('Not configured: DISCORD_TOKEN is not set.');
});

test('doctor finds a second file of a bulletin in step once it was ingested', async () => {
  await build();
  await cp(join(bulletins, 'chinese-digest.md'), join(bulletins, 'copy.md'));
  expect((await examine()).index?.message).toContain('New since then: copy.md.');
  await build();
  expect(failedIn(await examine())).toEqual([]);
});

test('doctor names a wrong variable, and that the rest was not checked', async () => {
  const checks = await examine({}, { TIME_ZONE: 'Mars/Olympus' });
  expect(failedIn(checks)).toEqual(['config', 'bulletins', 'state', 'model', 'index', 'discord']);
  expect(checks.config?.message).toContain('TIME_ZONE');
  expect(checks.config?.hint).toContain('.env');
  expect(checks.model?.message).toContain('Not checked');
});

test('doctor tells a state that is still empty from one that is damaged, and goes on to the model', async () => {
  const before = await examine();
  expect(failedIn(before)).toEqual(['index']);
  expect(before.index).toMatchObject({ message: 'No index yet.', hint: 'Run `npm run bulletin -- ingest`.' });
  await build();
  await writeFile(join(state, 'bulletins.db'), 'not a database'.repeat(1000));
  const after = await examine();
  expect(failedIn(after)).toEqual(['state', 'index']);
  expect(after.state?.message).toContain('damaged');
});

test('doctor changes nothing: an empty state stays empty', async () => {
  await examine();
  await expect(cp(state, join(folder, 'copy'), { recursive: true })).rejects.toMatchObject({ code: 'ENOENT' });
});

test('doctor names new, changed and vanished files', async () => {
  await writeFile(join(bulletins, 'old.md'), '# 주간동향\n\n## 01 과기부, 공고\n\n- 과제를 공고했다.\n');
  await build();
  await writeFile(join(bulletins, 'new.md'), '# 주간동향\n\n## 01 과기부, 발표\n\n- 계획을 발표했다.\n');
  await writeFile(join(bulletins, 'chinese-digest.md'), '# 摘要\n\n## 01 科技部发布通知\n\n- 内容。\n');
  await rm(join(bulletins, 'old.md'));
  const { index } = await examine();
  expect(index?.ok).toBe(false);
  expect(index?.message).toContain('New since then: new.md.');
  expect(index?.message).toContain('Changed since then: chinese-digest.md.');
  expect(index?.message).toContain('No longer there: old.md.');
});

test('doctor names bulletins that another model embedded', async () => {
  await build('another model');
  const { index } = await examine();
  expect(index?.ok).toBe(false);
  expect(index?.message).toContain('another model or version, so found by words only: chinese-digest.');
});

test('doctor tells a missing model and still checks what needs none', async () => {
  await build();
  const missing = () => new AppError('MODEL_MISSING', 'There is no embedding model.');
  const checks = await examine({ createEmbedder: () => createFakeEmbedder({ failStart: missing }) });
  expect(failedIn(checks)).toEqual(['model']);
  expect(checks.model?.message).toBe('There is no embedding model.');
});

test('doctor tells files that cannot be read, an empty folder and a missing one', async () => {
  await writeFile(join(bulletins, 'issue.pdf'), '%PDF-1.7');
  expect((await examine()).bulletins?.message).toMatch(/^1 of 2 files in .* cannot be read\. issue\.pdf: /);
  await rm(bulletins, { recursive: true });
  expect((await examine()).bulletins?.message).toContain('There is no file or folder');
  await mkdir(bulletins);
  expect((await examine()).bulletins).toMatchObject({ ok: false, message: `No bulletins in ${bulletins}.` });
});

test('doctor asks Discord only when a token is set, at the address configured', async () => {
  await build();
  const asked: unknown[] = [];
  const answering = (reached: Reached) => async (token: string, apiUrl: string | null) => {
    asked.push([token, apiUrl]);
    return reached;
  };
  const env = { DISCORD_TOKEN: 'abc', DISCORD_API_URL: 'http://127.0.0.1:9/api' };
  expect((await examine({ reachDiscord: answering({ kind: 'reached' }) }, env)).discord?.ok).toBe(true);
  expect(asked).toEqual([['abc', 'http://127.0.0.1:9/api']]);
  const refused = await examine({ reachDiscord: answering({ kind: 'refused' }) }, env);
  expect(refused.discord).toMatchObject({ ok: false, hint: expect.stringContaining('DISCORD_TOKEN') });
  const down = await examine({ reachDiscord: answering({ kind: 'unreachable', reason: 'no answer within 5 s' }) }, env);
  expect(down.discord).toMatchObject({ ok: false, message: 'Discord cannot be reached: no answer within 5 s.' });
});
