import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import { z } from 'zod';
import { AppError } from './errors.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
/** How much is logged: everything from one level on. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How the program is set up. Folders are absolute paths; they need not exist. `discordToken` is a secret: without one, the console
 *  is opened. `bulletinPollSeconds` is null where the system is to tell of changes in the folder. `discordApiUrl` and `discordGuildId` are null for Discord's own address and for commands in every guild. */
export type Config = {
  readonly discordToken: string | null;
  readonly discordApiUrl: string | null;
  readonly discordGuildId: string | null;
  readonly bulletinDir: string;
  readonly bulletinPollSeconds: number | null;
  readonly bulletinState: string;
  readonly embeddingModel: string;
  readonly timeZone: string;
  readonly logLevel: LogLevel;
};

/** Reads the configuration from the environment and from `.env` in the folder of the project; what both name is taken from the
 *  environment, and an empty value counts as none. Relative paths start at the folder of the project, whatever the current one is.
 *  Throws CONFIG_INVALID, naming every variable with a wrong value, or when `.env` cannot be read.
 *  @example loadConfig({ TIME_ZONE: 'Europe/Berlin' }).timeZone // => 'Europe/Berlin' */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, projectRoot: string = ownRoot()): Config {
  const named = Object.entries(env).filter(([, value]) => value !== undefined);
  const all = Object.entries({ ...readEnvFile(join(projectRoot, '.env')), ...Object.fromEntries(named) });
  const given = Object.fromEntries(all.filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) throw invalid(result.error, given);
  const values = result.data;
  return Object.freeze({
    discordToken: values.DISCORD_TOKEN ?? null,
    discordApiUrl: values.DISCORD_API_URL ?? null,
    discordGuildId: values.DISCORD_GUILD_ID ?? null,
    bulletinDir: resolve(projectRoot, values.BULLETIN_DIR),
    bulletinPollSeconds: values.BULLETIN_POLL_SECONDS ?? null,
    bulletinState: resolve(projectRoot, values.BULLETIN_STATE),
    embeddingModel: resolve(projectRoot, values.EMBEDDING_MODEL),
    timeZone: values.TIME_ZONE,
    logLevel: values.LOG_LEVEL,
  });
}

const SECRET = 'DISCORD_TOKEN';

/** Messages continue "has to be …". */
const schema = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(/^\S+$/, 'the token alone, without "Bot" before it and without white space')
    .optional(),
  DISCORD_API_URL: z
    .string()
    .refine(isWebAddress, 'an address that begins with http:// or https://, such as https://discord.com/api')
    .transform((address) => address.replace(/\/+$/, ''))
    .optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, 'the id of a guild: 17 to 20 digits')
    .optional(),
  BULLETIN_DIR: pathOr('data/bulletins'),
  BULLETIN_POLL_SECONDS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'a whole number of seconds from 1 to 9999')
    .transform(Number)
    .optional(),
  BULLETIN_STATE: pathOr('data/state'),
  EMBEDDING_MODEL: pathOr('data/models/multilingual-e5-small-ko-zh-en'),
  TIME_ZONE: z.string().refine(isTimeZone, 'a time zone such as Asia/Seoul or UTC').default('Asia/Seoul'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`).default('info'),
});

function pathOr(standard: string) {
  return z
    .string()
    .refine(
      (path) => path.trim() !== '' && !path.includes('\0'),
      'a path, relative to the folder of the project or absolute',
    )
    .default(standard);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // Intl has no other way to ask
  }
}

function ownRoot(): string {
  return fileURLToPath(new URL('..', import.meta.url));
}

function invalid(error: z.ZodError, given: Readonly<Record<string, string | undefined>>): AppError {
  const flaws = error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const value = name === SECRET ? '(not shown)' : JSON.stringify(given[name]);
    return `${name} is ${value}, but has to be ${issue.message}.`;
  });
  const message = [...flaws, 'Correct this in the environment or in .env (see .env.example).'].join('\n');
  return new AppError('CONFIG_INVALID', message);
}

/** The variables in a `.env` file; none when there is no such file. Nothing is written to the environment. */
function readEnvFile(path: string): Readonly<Record<string, string>> {
  const text = readEnvText(path);
  const wrong = text.split(/\r\n?|\n/).findIndex((line) => !isEnvLine(line));
  if (wrong !== -1) {
    // The line itself may hold a token.
    const message = `Line ${wrong + 1} of ${path} is not NAME=value, or its quotation marks do not close. Correct it (see .env.example).`;
    throw new AppError('CONFIG_INVALID', message);
  }
  return parse(text);
}

function readEnvText(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    const why =
      error instanceof TypeError ? 'is not UTF-8. Save it as UTF-8' : 'cannot be read. Make it a readable file';
    throw new AppError('CONFIG_INVALID', `${path} ${why}, or remove it.`, { cause: error });
  }
}

/** Whether a line is what dotenv understands: it passes over all else without a word. */
function isEnvLine(line: string): boolean {
  if (/^\s*(#|$)/.test(line)) return true;
  const value = /^\s*(?:export\s+)?[\w.-]+\s*=(.*)$/.exec(line)?.[1]?.trim();
  if (value === undefined) return false;
  return !/^['"`]/.test(value) || /^(?:'(?:\\'|[^'])*'|"(?:\\"|[^"])*"|`(?:\\`|[^`])*`)\s*(?:#.*)?$/.test(value);
}
