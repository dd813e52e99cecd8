import { access, constants, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { listBulletinFiles } from './documents/list.ts';
import { readBytes, readDocument } from './documents/read.ts';
import { AppError, ofFile } from './errors.ts';
import { fingerprintOf } from './ingest.ts';
import type { Embedder } from './retrieval/embedder.ts';
import type { KnownFile, Store, StoredBulletin } from './store/store.ts';

const FILES_NAMED = 3;

/** The result of one check. `hint` says what to do, and is null when nothing has to be done. */
export type Check = {
  readonly name: 'config' | 'bulletins' | 'state' | 'model' | 'index' | 'discord';
  readonly ok: boolean;
  readonly message: string;
  readonly hint: string | null;
};

/** All checks in order; `ok` when every one is. */
export type DoctorReport = { readonly ok: boolean; readonly checks: readonly Check[] };

/** Whether Discord answers to a token. */
export type Reached =
  | { readonly kind: 'reached' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable'; readonly reason: string };

export type DoctorOptions = {
  readonly loadConfig: () => Config;
  /** Opens the store for reading; throws when there is none. */
  readonly openStore: (stateDir: string) => Store;
  /** Reads everything that is kept; throws when it cannot be trusted. */
  readonly checkStore: (stateDir: string) => Promise<void>;
  readonly createEmbedder: (modelDir: string) => Embedder;
  /** Asks Discord for the bot's gateway, at the address given or, for null, Discord's own. */
  readonly reachDiscord: (token: string, apiUrl: string | null) => Promise<Reached>;
};

/** Checks configuration, bulletins, state, model, index and Discord. A broken part is a result, never an error; only what depends on
 *  it is told as not checked. Nothing is changed. */
export async function doctor(options: DoctorOptions): Promise<DoctorReport> {
  const config = await attempt(async () => options.loadConfig());
  if ('fault' in config) {
    const hint = 'Correct the variable that is named, in the environment or in .env.';
    return report([failed('config', config.fault, hint), ...NOT_WITHOUT_CONFIG]);
  }
  const embedder = options.createEmbedder(config.value.embeddingModel);
  try {
    const stored = await attempt(() => readState(config.value.bulletinState, options));
    const known = 'value' in stored ? stored.value : null;
    const bulletins = await attempt(() => readBulletins(config.value.bulletinDir, known));
    const fingerprint = await attempt(() => fingerprintOf(embedder));
    return report([
      passed('config', `Valid; days are those of ${config.value.timeZone}.`),
      checkBulletins(bulletins, config.value),
      await checkState(stored, config.value),
      checkModel(fingerprint, config.value),
      checkIndex(bulletins, stored, fingerprint),
      await checkDiscord(config.value, options.reachDiscord),
    ]);
  } finally {
    await embedder.close();
  }
}

type Attempt<T> = { readonly value: T } | { readonly fault: unknown };

/** What is in the bulletins folder: the hash of each file that can be read, by its path, and what is wrong with the others. */
type Folder = { readonly hashes: ReadonlyMap<string, string>; readonly unreadable: readonly string[] };

/** What is kept; null before the first ingest. `files` are remembered without being a bulletin's own; `chunks` are counted, and those
 *  among them without a vector. */
type State = {
  readonly bulletins: readonly StoredBulletin[];
  readonly files: readonly KnownFile[];
  readonly chunks: number;
  readonly bare: number;
} | null;

const NOT_WITHOUT_CONFIG: readonly Check[] = (['bulletins', 'state', 'model', 'index', 'discord'] as const).map(
  (name) => ({
    name,
    ok: false,
    message: 'Not checked: the configuration is not valid.',
    hint: null,
  }),
);

async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await work() };
  } catch (fault) {
    return { fault };
  }
}

async function readBulletins(bulletinDir: string, known: State): Promise<Folder> {
  const hashes = new Map<string, string>();
  const unreadable: string[] = [];
  const { root, files, skipped } = await listBulletinFiles(bulletinDir);
  const isKnown = knownIn(known);
  for (const path of files) {
    const file = await attempt(() => hashOf(join(root, path), path, isKnown));
    if ('value' in file) hashes.set(path, file.value);
    else unreadable.push(ofFile(path, sentence(file.fault)));
  }
  const closed = skipped
    .filter(({ reason }) => reason === 'unreadable')
    .map(({ path }) => `${path}: cannot be listed.`);
  return { hashes, unreadable: [...unreadable, ...closed] };
}

/** The hash of a file that can be read; reading PDFs again whose bytes were read before would take minutes in an archive. */
async function hashOf(file: string, path: string, isKnown: (path: string, hash: string) => boolean): Promise<string> {
  const { bytes, hash } = await readBytes(file);
  if (!isKnown(path, hash)) await readDocument(bytes, path);
  return hash;
}

/** Tells whether a file with these bytes was read before. Throws what it failed with. */
function knownIn(state: State): (path: string, hash: string) => boolean {
  const read = new Map(state?.bulletins.map(({ file }) => [file.path, file.hash]));
  const noted = new Map(state?.files.map((file) => [file.path, file]));
  return (path, hash) => {
    const { outcome, hash: then } = noted.get(path) ?? {};
    if (outcome?.kind === 'failed' && then === hash) throw new AppError(outcome.code, outcome.message);
    return read.get(path) === hash || then === hash;
  };
}

async function readState(stateDir: string, { openStore, checkStore }: DoctorOptions): Promise<State> {
  const names = (await exists(stateDir)) ? await readdir(stateDir) : [];
  if (!names.some((name) => name.endsWith('.db'))) return null;
  await checkStore(stateDir);
  const store = openStore(stateDir);
  try {
    const bulletins = await store.bulletins();
    let chunks = 0;
    let bare = 0;
    for (const { bulletin } of bulletins) {
      const of = await store.entries(bulletin.id);
      chunks += of.length;
      bare += of.filter(({ vector }) => vector === null).length;
    }
    return { bulletins, files: await store.notedFiles(), chunks, bare };
  } finally {
    await store.close();
  }
}

function checkBulletins(folder: Attempt<Folder>, { bulletinDir }: Config): Check {
  if ('fault' in folder) {
    return failed('bulletins', folder.fault, 'Set BULLETIN_DIR to the folder with the bulletins, or make it readable.');
  }
  const { hashes, unreadable } = folder.value;
  if (unreadable.length > 0) {
    const message = `${unreadable.length} of ${hashes.size + unreadable.length} files in ${bulletinDir} cannot be read. ${some(unreadable)}`;
    return { name: 'bulletins', ok: false, message, hint: 'Correct or remove these files.' };
  }
  if (hashes.size === 0) {
    return {
      name: 'bulletins',
      ok: false,
      message: `No bulletins in ${bulletinDir}.`,
      hint: 'Put at least one file there.',
    };
  }
  return passed('bulletins', `${count(hashes.size, 'file')} in ${bulletinDir}, all readable.`);
}

async function checkState(state: Attempt<State>, { bulletinState }: Config): Promise<Check> {
  if ('fault' in state) {
    return failed('state', state.fault, 'See the message; the bulletins themselves are never touched.');
  }
  const writable = await isWritable(bulletinState);
  if (!writable) {
    const message = `${bulletinState} cannot be written.`;
    const hint = 'Make it writable, or set BULLETIN_STATE to a folder that is; what is indexed can still be asked.';
    return { name: 'state', ok: false, message, hint };
  }
  if (state.value === null) return passed('state', `${bulletinState} is writable and still empty.`);
  return passed('state', `${bulletinState} is writable, its database sound.`);
}

function checkModel(fingerprint: Attempt<string | null>, { embeddingModel }: Config): Check {
  if ('fault' in fingerprint) {
    return failed('model', fingerprint.fault, 'Restore the model; until then only words are searched.');
  }
  return passed('model', `${embeddingModel} loads and gives its reference vectors.`);
}

function checkIndex(folder: Attempt<Folder>, state: Attempt<State>, fingerprint: Attempt<string | null>): Check {
  const hint = 'Run `npm run bulletin -- ingest`.';
  if ('fault' in state)
    return { name: 'index', ok: false, message: 'Not checked: the state cannot be read.', hint: null };
  if (state.value === null || state.value.bulletins.length === 0) {
    return { name: 'index', ok: false, message: 'No index yet.', hint };
  }
  const { bulletins, files, chunks, bare } = state.value;
  const flaws = [
    ...('fault' in folder ? [] : outOfStep(folder.value, bulletins, files)),
    ...('value' in fingerprint ? notOfModel(bulletins, bare, fingerprint.value) : []),
  ];
  const held = `${count(bulletins.length, 'bulletin')}, ${count(chunks, 'chunk')}`;
  if (flaws.length > 0) return { name: 'index', ok: false, message: `${held}. ${flaws.join(' ')}`, hint };
  return passed('index', `${held}, in step with the folder.`);
}

function outOfStep(
  { hashes, unreadable }: Folder,
  bulletins: readonly StoredBulletin[],
  files: readonly KnownFile[],
): string[] {
  const kept = new Map(bulletins.map(({ file }) => [file.path, file.hash]));
  const broken = new Set(unreadable.map((told) => told.slice(0, told.indexOf(': '))));
  const known = new Map(files.map(({ path, hash }) => [path, hash]));
  const fresh = [...hashes].flatMap(([path, hash]) => (kept.has(path) || known.get(path) === hash ? [] : [path]));
  const changed = [...hashes].flatMap(([path, hash]) => (kept.has(path) && kept.get(path) !== hash ? [path] : []));
  const gone = [...kept.keys()].filter((path) => !hashes.has(path) && !broken.has(path));
  return [...told('New since then', fresh), ...told('Changed since then', changed), ...told('No longer there', gone)];
}

function notOfModel(bulletins: readonly StoredBulletin[], bare: number, fingerprint: string | null): string[] {
  const other = bulletins.filter((stored) => stored.fingerprint !== fingerprint).map(({ bulletin }) => bulletin.id);
  if (other.length > 0) return told('Made with another model or version, so found by words only', other);
  return bare === 0 ? [] : [`${count(bare, 'chunk')} without a vector.`];
}

function told(what: string, paths: readonly string[]): string[] {
  return paths.length === 0 ? [] : [`${what}: ${some(paths)}.`];
}

async function checkDiscord(
  { discordToken, discordApiUrl }: Config,
  reach: DoctorOptions['reachDiscord'],
): Promise<Check> {
  if (discordToken === null) return passed('discord', 'Not configured: DISCORD_TOKEN is not set.');
  const reached = await reach(discordToken, discordApiUrl);
  switch (reached.kind) {
    case 'reached':
      return passed('discord', 'Discord answers, and knows the token.');
    case 'refused': {
      const hint = 'Copy the token anew from the bot page of the Discord developer portal into DISCORD_TOKEN.';
      return { name: 'discord', ok: false, message: 'Discord answers, but refuses the token.', hint };
    }
    case 'unreachable': {
      const message = `Discord cannot be reached: ${reached.reason}.`;
      return { name: 'discord', ok: false, message, hint: 'Check the network and DISCORD_API_URL.' };
    }
  }
}

async function isWritable(folder: string): Promise<boolean> {
  const state = await attempt(() => access(folder, constants.W_OK));
  if ('value' in state) return true;
  const parent = join(folder, '..');
  return !(await exists(folder)) && parent !== folder && isWritable(parent);
}

async function exists(path: string): Promise<boolean> {
  return 'value' in (await attempt(() => access(path)));
}

function report(checks: readonly Check[]): DoctorReport {
  return { ok: checks.every((check) => check.ok), checks };
}

function passed(name: Check['name'], message: string): Check {
  return { name, ok: true, message, hint: null };
}

function failed(name: Check['name'], fault: unknown, hint: string): Check {
  return { name, ok: false, message: sentence(fault), hint };
}

function sentence(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

function some(names: readonly string[]): string {
  const rest = names.length - FILES_NAMED;
  return names.slice(0, FILES_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
