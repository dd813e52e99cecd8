import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('./print-watch.ts', import.meta.url));

/** A name space of users of its own has its own limits, which can be lowered without harm to anybody. */
const limited = (command: string) => ['-Ur', 'sh', '-c', `echo 5 > /proc/sys/user/max_inotify_watches && ${command}`];
const canLimit = spawnSync('unshare', limited('true')).status === 0;

test.skipIf(!canLimit)('watchFolder looks through the folder where the system has no watches left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'watch-limit-'));
  for (let i = 0; i < 12; i++) await mkdir(join(folder, `${i}`));
  const command = 'exec "$0" --import tsx "$1" "$2"';
  const child = spawn('unshare', [...limited(command), process.execPath, SCRIPT, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const told: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    told.push(line);
    if (line.startsWith('settled')) child.stdin.end();
  }
  if (child.exitCode === null) await once(child, 'exit');
  await rm(folder, { recursive: true });
  expect(told).toEqual([expect.stringMatching(/^polling Error: ENOSPC/), `settled ${folder}`]);
});
