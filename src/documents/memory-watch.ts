import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

const LOOK_EVERY = 50; // ms, where a look costs a few microseconds
const ASK_EVERY = 500; // ms, where a program has to be asked
const KILOBYTES = 1024; // in a megabyte

/** Calls `onTooMuch` when a process has more than so many megabytes in memory; gives what ends the watch. On Windows only the limit of
 *  the JavaScript heap holds: no program for this is there everywhere. */
export function watchMemory(pid: number | undefined, megabytes: number, onTooMuch: () => void): () => void {
  if (pid === undefined || process.platform === 'win32') return () => {};
  const check = (kilobytes: number) => {
    if (kilobytes > megabytes * KILOBYTES) onTooMuch();
  };
  const isLinux = process.platform === 'linux';
  const look = isLinux ? () => check(residentKilobytes(pid)) : () => askForMemory(pid, check);
  const timer = setInterval(look, isLinux ? LOOK_EVERY : ASK_EVERY);
  return () => clearInterval(timer);
}

/** 0 when the process has just ended. */
function residentKilobytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function askForMemory(pid: number, check: (kilobytes: number) => void): void {
  execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, stdout) => {
    if (error === null) check(Number(stdout));
  });
}
