import { existsSync, readFileSync } from 'node:fs';

/** Whether a process has ended. One whose result nobody asked for, as where nobody cares for orphans, may still be listed. */
export function isGone(pid: number): boolean {
  if (existsSync('/proc/self/status')) {
    const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : 'State: X';
    return /^State:\s*[ZX]/m.test(status);
  }
  try {
    return !process.kill(pid, 0);
  } catch {
    return true;
  }
}
