import { parseArgs } from 'node:util';
import type { Language } from '../bulletin/bulletin.ts';
import { languageSchema } from '../bulletin/bulletin.ts';
import { isDay } from '../bulletin/day.ts';
import { AppError } from '../errors.ts';

type Output = { readonly json: boolean };
type Frame = Output & { readonly language: Language | null };
type Asking = Frame & { readonly now: Date | null; readonly explain: boolean };

/** What the command line asks for. `now` is null for the present moment, `language` for that of the question. */
export type Command =
  | (Asking & { readonly kind: 'ask'; readonly question: string })
  | (Asking & { readonly kind: 'batch'; readonly file: string })
  | (Frame & { readonly kind: 'sources'; readonly words: string })
  | (Frame & { readonly kind: 'daily'; readonly day: string | null; readonly now: Date | null })
  | (Frame & { readonly kind: 'items'; readonly bulletin: string | null })
  | (Output & { readonly kind: 'ingest'; readonly paths: readonly string[] })
  | (Output & { readonly kind: 'evaluate'; readonly folder: string; readonly run: string | null })
  | (Output & { readonly kind: 'doctor'; readonly bulletin: string | null })
  | { readonly kind: 'help' }
  | { readonly kind: 'version' };

/** How the command line is used. */
export const USAGE = `Usage: npm run --silent bulletin -- <command> [options]

  ask "question"             answer from the bulletins, in quoted sentences with citations
      --batch FILE.jsonl     one {"id","question"} a line in (- for standard input), one result a line out
      --now ISO              take this as the present moment (2024-08-05T09:00:00+09:00)
      --lang ko|en|zh        language of the answer's frame; else that of the question
      --explain              also tell how the question was understood, what was found by what, and why there is an answer
  sources "words or item id" source links of an item
  daily [--date YYYY-MM-DD]  the items of a day; without one, what is new today
  items [--bulletin ID]      the items of one bulletin, or of all
  ingest [FILE or FOLDER ..] bring the index in step; default: BULLETIN_DIR
  evaluate --beir DIR        retrieval quality on a BEIR folder
      --run FILE             also write a TREC run file
  doctor                     check configuration, bulletins, state, model, index and Discord
      --bulletin ID|FILE     instead show what is understood of one bulletin, ingested or not; ends with 2 when some of it
                             looks misunderstood

  --json                     results as JSON on standard output
  --help, --version

Exit codes: 0 done, 1 fault, 2 some inputs failed (the rest was kept) or look misunderstood, 64 wrong usage, 130 interrupted.`;

const OPTIONS = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  batch: { type: 'string' },
  now: { type: 'string' },
  lang: { type: 'string' },
  explain: { type: 'boolean' },
  date: { type: 'string' },
  bulletin: { type: 'string' },
  beir: { type: 'string' },
  run: { type: 'string' },
} as const;

type Values = { readonly [name in keyof typeof OPTIONS]?: string | boolean };

/** Which options a command takes besides --json. */
const TAKES: Readonly<Record<string, readonly (keyof typeof OPTIONS)[]>> = {
  ask: ['batch', 'now', 'lang', 'explain'],
  sources: ['lang'],
  daily: ['date', 'now', 'lang'],
  items: ['bulletin', 'lang'],
  ingest: [],
  evaluate: ['beir', 'run'],
  doctor: ['bulletin'],
};

/** Reads the words after the program's name. Throws an `AppError` USAGE that says what is wrong.
 *  @example readArguments(['items', '--json']) // => { kind: 'items', json: true, language: null, bulletin: null } */
export function readArguments(words: readonly string[]): Command {
  const { values, positionals } = tokens(words);
  const [name, ...rest] = positionals;
  if (values.version === true) return { kind: 'version' };
  if (values.help === true || name === 'help') return { kind: 'help' };
  if (name === undefined) throw usage('A command is missing.');
  const takes = Object.hasOwn(TAKES, name) ? TAKES[name] : undefined;
  if (takes === undefined) throw usage(`There is no command "${name}".`);
  for (const option of Object.keys(values)) {
    if (option !== 'json' && !takes.some((one) => one === option))
      throw usage(`"${name}" takes no option --${option}.`);
  }
  return command(name, rest, values);
}

function tokens(words: readonly string[]): { readonly values: Values; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    const known = cause instanceof Error && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS');
    if (!known) throw cause;
    throw usage(firstSentence(cause.message), cause);
  }
}

function command(name: string, rest: readonly string[], values: Values): Command {
  const json = values.json === true;
  const frame = { json, language: languageOption(values) };
  switch (name) {
    case 'ask':
      return askCommand(rest, values, frame);
    case 'sources':
      return { kind: 'sources', ...frame, words: needed(rest, 'Words or the id of an item are missing.') };
    case 'daily':
      none(name, rest);
      return { kind: 'daily', ...frame, day: dayOption(values), now: nowOption(values) };
    case 'items':
      none(name, rest);
      return { kind: 'items', ...frame, bulletin: text(values, 'bulletin') };
    case 'ingest':
      if (rest.includes('')) throw usage('A file or folder has an empty name.');
      return { kind: 'ingest', json, paths: rest };
    case 'evaluate': {
      none(name, rest);
      const folder = text(values, 'beir');
      if (folder === null) throw usage('"evaluate" needs --beir with a BEIR folder.');
      return { kind: 'evaluate', json, folder, run: text(values, 'run') };
    }
    default:
      none(name, rest);
      return { kind: 'doctor', json, bulletin: text(values, 'bulletin') };
  }
}

function askCommand(rest: readonly string[], values: Values, frame: Frame): Command {
  const asking = { ...frame, now: nowOption(values), explain: values.explain === true };
  const file = text(values, 'batch');
  if (file === null) return { kind: 'ask', ...asking, question: needed(rest, 'The question is missing.') };
  if (rest.length > 0) throw usage('Give either a question or --batch, not both.');
  return { kind: 'batch', ...asking, file };
}

function needed(rest: readonly string[], missing: string): string {
  const words = rest.join(' ').trim();
  if (words === '') throw usage(missing);
  return words;
}

function none(name: string, rest: readonly string[]): void {
  if (rest.length > 0) throw usage(`"${name}" takes no further words, but got "${rest.join(' ')}".`);
}

function text(values: Values, name: keyof typeof OPTIONS): string | null {
  const value = values[name];
  if (typeof value !== 'string') return null;
  if (value.trim() === '') throw usage(`--${name} needs a value.`);
  return value;
}

function languageOption(values: Values): Language | null {
  const value = text(values, 'lang');
  if (value === null) return null;
  const language = languageSchema.safeParse(value);
  if (!language.success) throw usage(`--lang is one of ko, en and zh, not "${value}".`);
  return language.data;
}

function dayOption(values: Values): string | null {
  const day = text(values, 'date');
  if (day !== null && !isDay(day)) throw usage(`--date is a day such as 2024-08-02, not "${day}".`);
  return day;
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function nowOption(values: Values): Date | null {
  const value = text(values, 'now');
  if (value === null) return null;
  const day = MOMENT.exec(value)?.[1] ?? '';
  const now = new Date(value);
  if (!isDay(day) || Number.isNaN(now.getTime())) {
    throw usage(`--now is a moment such as 2024-08-05T09:00:00+09:00, not "${value}".`);
  }
  return now;
}

/** What parseArgs says, without its advice on quoting. */
function firstSentence(message: string): string {
  return `${(message.split(/\.\s|\n/)[0] ?? message).replace(/\.$/, '')}.`;
}

function usage(message: string, cause?: unknown): AppError {
  return new AppError('USAGE', message, { cause });
}
