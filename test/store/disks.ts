import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own at `folder`, until `unmount`. */
export type Disk = {
  readonly folder: string;
  readonly setReadOnly: (on: boolean) => void;
  readonly unmount: () => void;
};

/** A file system in memory of so many bytes, or null where none may be mounted: that takes root on Linux. */
export function mountDisk(bytes: number): Disk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'store-disk-'));
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder);
  } catch {
    rmSync(folder, { recursive: true }); // a container may forbid it even to root
    return null;
  }
  return {
    folder,
    setReadOnly: (on) => run('mount', '-o', `remount,${on ? 'ro' : 'rw'}`, folder),
    unmount: () => {
      run('umount', '-l', folder); // also when a test that failed left a file open
      rmSync(folder, { recursive: true });
    },
  };
}

/** What to add to the name of a test that is skipped for want of a disk. */
export function skipNote(disk: Disk | null): string {
  return disk === null ? ' (skipped: needs to mount a file system, as root on Linux)' : '';
}

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'ignore' });
}
