import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a script of the project to its end. Throws when it fails. */
export async function runScript(path: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${path} ended with ${code}.`);
}
