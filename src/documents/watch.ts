import type { Stats } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { FSWatcher } from 'chokidar';
import { watch } from 'chokidar';
import { isBulletinName, isWorthALook } from './list.ts';

/** Calls `work` again and again until the function that it gives is called; never while the call before is still running. */
export type Ticker = (work: () => Promise<void>) => () => void;

/** What is told of a watched folder besides changes. `polling`: it is looked through, since the system cannot watch it or some of it
 *  cannot be looked at, as the cause says. */
type FolderState = 'gone' | 'back' | 'polling';

export type WatchOptions = {
  /** Told absolute paths that were added, changed or removed and have been at rest since; the folder itself when anything in it may
   *  have changed, as after it was gone. */
  readonly onSettled: (paths: readonly string[]) => void;
  readonly onState: (state: FolderState, cause: unknown) => void;
  /** Told the first sign of a change, before it has settled. */
  readonly onNoticed?: (path: string) => void;
  /** How many seconds lie between two looks through the folder; null lets the system tell of changes where it can. */
  readonly pollSeconds: number | null;
  /** Gives the time: files are looked at once a tick, about a second. */
  readonly every: Ticker;
};

/** A watch that goes on until it is closed. */
export type FolderWatch = { readonly close: () => Promise<void> };

const CALM_TICKS = 2; // looks that have to find a file as it was: copying over a network pauses for less than two seconds
const POLL_SECONDS = 10; // where the system cannot tell of changes
const DEEPEST = 20; // folders below one another; a link that leads back up ends there

/** Types of file systems that other machines change without this one being told: statfs(2). */
const REMOTE = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2
  0x65735546, // FUSE
  0x01021997, // 9p
  0x5346414f, // AFS
  0x00c36400, // Ceph
  0x0bd00bd0, // Lustre
  0x786f4256, // folders shared with VirtualBox
]);

/** Watches a folder and those below it for bulletins that are added, changed, renamed or removed; resolves when watching has begun.
 *  A folder that is missing or vanishes (an unmounted disk) is told once, nothing in it counts as removed, and watching goes on
 *  when it is back.
 *  @example const { close } = await watchFolder('data/bulletins', { onSettled: (paths) => …, … }) */
export async function watchFolder(dir: string, options: WatchOptions): Promise<FolderWatch> {
  const watching = new Watching(resolve(dir), options);
  await watching.look();
  const stop = options.every(() => watching.look());
  return {
    close: async () => {
      stop();
      await watching.close();
    },
  };
}

/** A file that changed: how it was at the last look (null: not there), and for how many looks it has been so. */
type Pending = { readonly seen: string | null; readonly calm: number };

class Watching {
  readonly #dir: string;
  readonly #options: WatchOptions;
  readonly #pending = new Map<string, Pending>();
  /** How each file was when it was told: signs that come late are not told again. */
  readonly #told = new Map<string, string | null>();
  #watcher: FSWatcher | null = null;
  #identity: string | null = null;
  #isGone = false;
  #polls = false;
  #failure: { readonly cause: unknown } | null = null;
  #closed = false;

  constructor(dir: string, options: WatchOptions) {
    this.#dir = dir;
    this.#options = options;
  }

  /** Looks at the folder and at what changed in it: what has come to rest is told. */
  async look(): Promise<void> {
    const found = await statsOf(this.#dir);
    if (this.#closed) return;
    if (found === null || !found.isDirectory()) return this.#lose();
    const identity = `${found.dev}:${found.ino}`;
    if (this.#failure !== null || identity !== this.#identity) await this.#begin(identity);
    await this.#settle();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#watcher?.close();
  }

  async #lose(): Promise<void> {
    this.#forget();
    if (this.#isGone) return;
    this.#isGone = true;
    this.#identity = null;
    await this.#watcher?.close();
    this.#watcher = null;
    this.#options.onState('gone', null);
  }

  /** Begins to watch the folder, or begins anew: after it was gone or exchanged, or when the system could not watch it. */
  async #begin(identity: string): Promise<void> {
    const isFirst = this.#identity === null && !this.#isGone;
    const failure = this.#failure;
    this.#failure = null;
    await this.#watcher?.close();
    this.#forget();
    if (failure !== null) {
      this.#polls = true;
      this.#options.onState('polling', failure.cause);
    }
    this.#watcher = await this.#open();
    if (this.#closed) return this.#watcher.close();
    this.#identity = identity;
    if (this.#isGone) this.#options.onState('back', null);
    this.#isGone = false;
    if (!isFirst) this.#options.onSettled([this.#dir]);
  }

  async #open(): Promise<FSWatcher> {
    const usePolling = this.#polls || this.#options.pollSeconds !== null || (await isRemote(this.#dir));
    const watcher = watch(this.#dir, {
      ignoreInitial: true,
      ignorePermissionErrors: true,
      atomic: false,
      depth: DEEPEST,
      usePolling,
      interval: (this.#options.pollSeconds ?? POLL_SECONDS) * 1000,
      binaryInterval: (this.#options.pollSeconds ?? POLL_SECONDS) * 1000,
      ignored: (path) => path !== this.#dir && !isWorthALook(basename(path)),
    });
    watcher.on('all', (_, path) => this.#notice(path));
    return new Promise((ready) => {
      watcher.on('error', (cause) => {
        if (usePolling) this.#options.onState('polling', cause);
        else this.#failure = { cause };
        ready(watcher);
      });
      watcher.on('ready', () => ready(watcher));
    });
  }

  #notice(path: string): void {
    if (!isBulletinName(basename(path))) return;
    if (!this.#pending.has(path)) this.#pending.set(path, { seen: '', calm: 0 });
    this.#options.onNoticed?.(path);
  }

  #forget(): void {
    this.#pending.clear();
    this.#told.clear();
  }

  async #settle(): Promise<void> {
    const settled: string[] = [];
    for (const [path, before] of [...this.#pending]) {
      const found = await statsOf(path);
      const seen = found && `${found.ino}:${found.size}:${found.mtimeMs}`;
      const calm = seen === before.seen ? before.calm + 1 : 0;
      if (calm < CALM_TICKS) {
        this.#pending.set(path, { seen, calm });
        continue;
      }
      this.#pending.delete(path);
      if (this.#told.get(path) !== seen) settled.push(path);
      this.#told.set(path, seen);
    }
    // A disk that is unmounted takes its files away before anything else is seen of it.
    const found = settled.length === 0 ? null : await statsOf(this.#dir);
    if (found === null || this.#closed || `${found.dev}:${found.ino}` !== this.#identity) return;
    this.#options.onSettled(settled.sort());
  }
}

async function isRemote(dir: string): Promise<boolean> {
  const { type } = await statfs(dir).catch(() => ({ type: 0 })); // a folder that cannot be asked is watched like any other
  return REMOTE.has(type);
}

async function statsOf(path: string): Promise<Stats | null> {
  return stat(path).catch(() => null); // gone, or as good as gone until it can be looked at
}
