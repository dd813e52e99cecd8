import { randomInt } from 'node:crypto';
import pino from 'pino';
import type { LogLevel } from './config.ts';

type LogMethod = (facts: Readonly<Record<string, unknown>>, message: string) => void;

/** Writes what happened, a JSON line each. An error goes under `err`, and is written with its codes and all its causes. */
export type Logger = {
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
};

/** `secrets` are texts that never appear in the log, wherever they come up. `write` takes the lines, by default to stderr. */
export type LogOptions = {
  readonly level: LogLevel;
  readonly secrets?: readonly (string | null)[];
  readonly write?: (line: string) => void;
};

/** A log that has written each line by the time the call returns, so that none is lost when the process ends.
 *  @example createLogger({ level: 'info', secrets: [config.discordToken] }).error({ err: error, report }, 'ask failed') */
export function createLogger({ level, secrets = [], write = writeToStderr() }: LogOptions): Logger {
  const hide = hider(secrets.filter((secret) => secret !== null));
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: (error: unknown) => describeError(error) },
    redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: HIDDEN },
  };
  return pino(options, { write: (line: string) => write(hide(line)) });
}

/** A short id that a user can pass on and the operator finds in the log: six letters and digits that are not taken for each other.
 *  `random` gives a whole number from 0 to below its argument.
 *  @example reportId() // => 'K7M2QX' */
export function reportId(random: (below: number) => number = randomInt): string {
  return Array.from({ length: REPORT_ID_LENGTH }, () => REPORT_LETTERS.charAt(random(REPORT_LETTERS.length))).join('');
}

const REPORT_ID_LENGTH = 6;
const REPORT_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

const HIDDEN = '[hidden]';
const SECRET_FIELDS = ['token', 'discordToken', 'authorization', 'Authorization'];
/** A bot token, and the tokens in the addresses of webhooks and interactions. */
const SECRET_PATTERNS = [/[\w-]{20,30}\.[\w-]{6}\.[\w-]{27,}/g, /(?<=\/(?:webhooks|interactions)\/\d+\/)[\w.%~-]+/g];

/** More causes than this are a loop or of no use. */
const MAX_CAUSES = 10;

function writeToStderr(): (line: string) => void {
  const stderr = pino.destination({ dest: 2, sync: true });
  return (line) => {
    stderr.write(line);
  };
}

function hider(secrets: readonly string[]): (line: string) => string {
  const inJson = secrets.filter((secret) => secret !== '').map((secret) => JSON.stringify(secret).slice(1, -1));
  return (line) => {
    const known = inJson.reduce((text, secret) => text.replaceAll(secret, HIDDEN), line);
    return SECRET_PATTERNS.reduce((text, pattern) => text.replace(pattern, HIDDEN), known);
  };
}

type Description = Readonly<Record<string, unknown>>;

/** An error as plain data: name, code, message, stack and other simple facts, and its causes in the same form. */
function describeError(error: unknown, depth = 0): Description {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  const facts = Object.entries(error).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return {
    ...Object.fromEntries(facts),
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined || depth === MAX_CAUSES ? {} : { cause: describeError(error.cause, depth + 1) }),
    ...(error instanceof AggregateError && depth < MAX_CAUSES
      ? { errors: error.errors.map((one) => describeError(one, depth + 1)) }
      : {}),
  };
}
