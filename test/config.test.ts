import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../src/config.ts';
import { AppError } from '../src/errors.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'config-'));
});
afterEach(() => rm(root, { recursive: true }));

const writeEnv = (content: string | Uint8Array) => writeFile(join(root, '.env'), content);

/** The message with which a configuration is refused. */
function refusal(env: NodeJS.ProcessEnv): string {
  try {
    loadConfig(env, root);
  } catch (error) {
    if (error instanceof AppError && error.code === 'CONFIG_INVALID') return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('loadConfig', () => {
  test('has a value for everything', () => {
    const config = loadConfig({}, root);
    expect(config).toEqual({
      discordToken: null,
      discordApiUrl: null,
      discordGuildId: null,
      bulletinDir: join(root, 'data/bulletins'),
      bulletinPollSeconds: null,
      bulletinState: join(root, 'data/state'),
      embeddingModel: join(root, 'data/models/multilingual-e5-small-ko-zh-en'),
      timeZone: 'Asia/Seoul',
      logLevel: 'info',
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('finds the folder of the project by itself', () => {
    const { embeddingModel } = loadConfig({ EMBEDDING_MODEL: 'package.json' });
    expect(existsSync(embeddingModel)).toBe(true);
    expect(embeddingModel).toBe(resolve(import.meta.dirname, '../package.json'));
  });

  test('takes what the environment names', () => {
    const env = {
      DISCORD_TOKEN: 'abc.def.ghi',
      DISCORD_API_URL: 'http://localhost:8080/api/',
      DISCORD_GUILD_ID: '123456789012345678',
      BULLETIN_DIR: '주간 동향',
      BULLETIN_POLL_SECONDS: '30',
      BULLETIN_STATE: join(root, 'elsewhere'),
      EMBEDDING_MODEL: '../model',
      TIME_ZONE: 'Europe/Berlin',
      LOG_LEVEL: 'debug',
      PATH: '/bin',
    };
    expect(loadConfig(env, root)).toEqual({
      discordToken: 'abc.def.ghi',
      discordApiUrl: 'http://localhost:8080/api',
      discordGuildId: '123456789012345678',
      bulletinDir: join(root, '주간 동향'),
      bulletinPollSeconds: 30,
      bulletinState: join(root, 'elsewhere'),
      embeddingModel: resolve(root, '../model'),
      timeZone: 'Europe/Berlin',
      logLevel: 'debug',
    });
  });

  test('takes from .env what the environment does not name, and leaves the environment alone', async () => {
    await writeEnv(
      '\uFEFF# comment\r\nTIME_ZONE="UTC" # zone\r\n\r\nexport LOG_LEVEL=warn\r\nBULLETIN_DIR=a b\r\nDISCORD_TOKEN=x\r\n',
    );
    const env = { LOG_LEVEL: 'error', DISCORD_TOKEN: '', BULLETIN_DIR: undefined };
    const before = { ...process.env };
    const { timeZone, logLevel, bulletinDir, discordToken } = loadConfig(env, root);
    expect({ timeZone, logLevel, bulletinDir, discordToken }).toEqual({
      timeZone: 'UTC',
      logLevel: 'error',
      bulletinDir: join(root, 'a b'),
      discordToken: null,
    });
    expect(process.env).toEqual(before);
    expect(Object.keys(env)).toHaveLength(3);
  });

  test('takes an empty value for none', async () => {
    await writeEnv('TIME_ZONE=\nLOG_LEVEL=""\n');
    const empty = {
      DISCORD_TOKEN: '',
      DISCORD_API_URL: '',
      DISCORD_GUILD_ID: '',
      BULLETIN_DIR: '',
      BULLETIN_STATE: '',
    };
    const expected = loadConfig({}, join(root, 'other'));
    expect({ ...loadConfig(empty, root), bulletinDir: '', bulletinState: '', embeddingModel: '' }).toEqual({
      ...expected,
      bulletinDir: '',
      bulletinState: '',
      embeddingModel: '',
    });
  });

  test('names every variable with a wrong value, what it is and what it has to be, but no token', () => {
    const wrong = {
      DISCORD_TOKEN: 'Bot verysecret',
      DISCORD_API_URL: 'discord.com/api',
      DISCORD_GUILD_ID: '12',
      BULLETIN_DIR: ' ',
      TIME_ZONE: 'Asia/Soul',
      LOG_LEVEL: 'loud',
    };
    const lines = refusal(wrong).split('\n');
    expect(lines.slice(0, -1).map((line) => line.split(' ')[0])).toEqual(Object.keys(wrong));
    expect(lines.join('\n')).not.toContain('verysecret');
    expect(lines).toContain('TIME_ZONE is "Asia/Soul", but has to be a time zone such as Asia/Seoul or UTC.');
    expect(lines).toContain(
      'LOG_LEVEL is "loud", but has to be one of trace, debug, info, warn, error, fatal, silent.',
    );
  });

  test.each([
    ['a line without a name', 'TIME_ZONE=UTC\nMTIz.secret.token\n', 2],
    ['a name with a space', 'TIME ZONE=UTC', 1],
    ['quotation marks that do not close', '\n\nDISCORD_TOKEN="secret', 3],
    ['a value without a name', '=secret', 1],
  ])('refuses a .env with %s, and shows the line but not what it holds', async (_, content, line) => {
    await writeEnv(content);
    expect(refusal({})).toMatch(new RegExp(`^Line ${line} of .*\\.env is not NAME=value`));
    expect(refusal({})).not.toContain('secret');
  });

  test('refuses a .env in another encoding', async () => {
    await writeEnv(Buffer.from('\uFEFFTIME_ZONE=UTC', 'utf16le'));
    expect(refusal({})).toMatch(/\.env is not UTF-8/);
  });

  test('refuses a .env that is a folder', async () => {
    await mkdir(join(root, '.env'));
    expect(refusal({})).toMatch(/\.env cannot be read/);
  });

  const isRoot = process.getuid?.() === 0;
  test.skipIf(isRoot)(
    `refuses a .env without permission${isRoot ? ' (skipped: root may read everything)' : ''}`,
    async () => {
      await writeEnv('TIME_ZONE=UTC');
      await chmod(join(root, '.env'), 0o000);
      expect(refusal({})).toMatch(/\.env cannot be read/);
    },
  );

  test('accepts .env.example, with every line of it switched on', async () => {
    const example = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
    await writeEnv(example.replaceAll(/^# (?=[A-Z_]+=)/gm, ''));
    const defaults = loadConfig({}, join(root, 'other'));
    const { timeZone, logLevel, discordToken } = loadConfig({}, root);
    expect({ timeZone, logLevel, discordToken }).toEqual({
      timeZone: defaults.timeZone,
      logLevel: defaults.logLevel,
      discordToken: null,
    });
    expect(example.match(/^# [A-Z_]+=/gm)).toHaveLength(Object.keys(defaults).length);
  });
});
