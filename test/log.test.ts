import { expect, test } from 'vitest';
import { AppError } from '../src/errors.ts';
import { createLogger, reportId } from '../src/log.ts';
import { startScript } from './fakes/scripts.ts';

/** A log, and the lines that it has written. */
function logged(secrets: readonly (string | null)[] = []) {
  const lines: string[] = [];
  const log = createLogger({ level: 'info', secrets, write: (line) => lines.push(line) });
  return { log, lines, last: (): unknown => JSON.parse(lines.at(-1) ?? '') };
}

test('createLogger writes a line of JSON for each call from its level on', () => {
  const { log, lines, last } = logged();
  log.debug({}, 'not this');
  log.info({ file: '주간.md' }, 'read\nit');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]+\n$/);
  expect(last()).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    file: '주간.md',
    msg: 'read\nit',
  });
});

test('createLogger writes an error with its codes and all its causes', () => {
  const { log, last } = logged();
  const system = Object.assign(new Error('no space'), { code: 'ENOSPC', errno: -28, socket: {} });
  const many = new AggregateError([new TypeError('one'), 'two'], 'many', { cause: system });
  log.error({ err: new AppError('DISK_FULL', 'The disk is full.', { cause: many }) }, 'save failed');
  const stack = expect.stringContaining('log.test.ts');
  expect(last()).toMatchObject({
    level: 'error',
    err: {
      name: 'AppError',
      code: 'DISK_FULL',
      message: 'The disk is full.',
      stack,
      cause: {
        name: 'AggregateError',
        cause: { name: 'Error', code: 'ENOSPC', errno: -28, message: 'no space', stack },
        errors: [
          { name: 'TypeError', message: 'one' },
          { name: 'string', message: 'two' },
        ],
      },
    },
  });
  expect(JSON.stringify(last())).not.toContain('socket');
});

test('createLogger ends when causes lead in a circle', () => {
  const { log, lines } = logged();
  const error = new Error('round');
  error.cause = error;
  log.error({ err: error }, 'circle');
  expect(lines).toHaveLength(1);
  const both = new AggregateError([error], 'wide');
  both.errors.push(both, both);
  log.error({ err: both }, 'wide circle');
  expect(lines).toHaveLength(2);
});

test('createLogger hides secrets wherever they come up', () => {
  const { log, lines } = logged(['hush"hush', null, '']);
  const botToken = `${'M'.repeat(24)}.${'g'.repeat(6)}.${'s'.repeat(38)}`;
  const url = 'https://discord.com/api/v10/interactions/123456/aW50ZXJhY3Rpb24.x-y_z/callback';
  const error = Object.assign(new Error('failed with hush"hush'), { url });
  log.error(
    { err: error, token: 'one', request: { headers: { authorization: 'two' } }, text: `is ${botToken}.` },
    'hush"hush',
  );
  const [line = ''] = lines;
  for (const secret of ['hush', '"one"', '"two"', botToken, 'aW50']) expect(line).not.toContain(secret);
  expect(line).toContain('https://discord.com/api/v10/interactions/123456/[hidden]/callback');
  expect(() => JSON.parse(line)).not.toThrow();
});

test('createLogger has written all to stderr, and nothing to stdout, when the process ends', async () => {
  const script = startScript(new URL('./log-and-exit.ts', import.meta.url), []);
  await script.end();
  expect(script.lines).toEqual([]);
  expect(script.errors).toHaveLength(3000);
  expect(script.errors.at(-1)).toContain('"line":2999');
});

test('reportId gives short ids of letters and digits that are not mistaken for each other', () => {
  const ids = Array.from({ length: 500 }, () => reportId());
  for (const id of ids) expect(id).toMatch(/^[2-9A-HJ-NP-Z]{6}$/);
  expect(new Set(ids).size).toBeGreaterThan(495);
  expect(reportId(() => 0)).toBe('222222');
  expect(reportId((below) => below - 1)).toBe('ZZZZZZ');
});
