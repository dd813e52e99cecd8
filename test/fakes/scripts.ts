import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** A script in a process of its own. */
export type Script = {
  readonly pid: number;
  /** The lines it has printed so far. */
  readonly lines: readonly string[];
  /** The lines on its stderr, in whole lines, once it has ended. */
  readonly errors: readonly string[];
  /** Resolves when it has printed so many lines, or has ended. */
  readonly printed: (count: number) => Promise<void>;
  /** Lets the process see the end of its input, and resolves when it has ended. */
  readonly end: () => Promise<void>;
  /** Kills the process without a chance to clean up, and resolves when it has ended. */
  readonly kill: () => Promise<void>;
};

const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;

/** Whether `asNobody` is of use: root can start a process of another user, who can read what stands here. */
export const canBeNobody = process.platform !== 'win32' && (!isRoot || nobodyCanRead(fileURLToPath(import.meta.url)));
export const nobodyNote = canBeNobody ? '' : ' (skipped: no other user can run the program here)';

/** Starts a script; `asNobody` as a user who owns nothing, where the one who runs the tests is root. */
export function startScript(script: URL, args: readonly string[], { asNobody = false } = {}): Script {
  const path = fileURLToPath(script);
  const user = asNobody && isRoot ? NOBODY : {};
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    process.execPath,
    ['--import', 'tsx', path, ...args],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      ...user,
    },
  );
  const lines: string[] = [];
  const output = createInterface(child.stdout);
  output.on('line', (line) => lines.push(line));
  const errors: string[] = [];
  createInterface(child.stderr).on('line', (line) => errors.push(line));
  const closed = once(child, 'close').then(([code]) => {
    if (code !== 0 && code !== null) console.error(`${path} ended with ${code}:\n${errors.join('\n')}`);
  });
  return {
    pid: child.pid ?? 0,
    lines,
    errors,
    printed: async (count) => {
      while (lines.length < count && child.exitCode === null && child.signalCode === null) {
        await Promise.race([once(output, 'line'), closed]);
      }
    },
    end: async () => {
      child.stdin.end();
      await closed;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

function nobodyCanRead(path: string): boolean {
  const look = `require('node:fs').readFileSync(${JSON.stringify(path)})`;
  return spawnSync(process.execPath, ['-e', look], { ...NOBODY, stdio: 'ignore' }).status === 0;
}
