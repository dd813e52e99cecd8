import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Changes } from '../fakes/discord/changes.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const WAIT_MS = 60_000; // long enough for a start on a busy machine

/** For tests that start the bot several times. */
export const PATIENT = { timeout: 150_000 };

const logLine = z.looseObject({ level: z.string(), msg: z.string().default('') });

/** A line of the bot's log; what else it tells stands beside. */
export type LogLine = z.infer<typeof logLine>;

export type BotSettings = {
  /** The folder of bulletins; by default the bundled one. */
  readonly bulletins?: string;
  /** The folder of the state; by default an empty one, which goes with the bot. */
  readonly state?: string;
  /** The folder of the model. By default there is none: the bot searches by words alone, and starts at once. */
  readonly model?: string;
  /** Further environment, or other. */
  readonly env?: Readonly<Record<string, string>>;
};

/** A bot in a process of its own. */
export class RunningBot {
  readonly pid: number;
  /** Its log so far. */
  readonly log: LogLine[] = [];
  /** All it wrote to stderr so far, in lines. */
  readonly stderr: string[] = [];
  /** The exit code, or null when a signal ended it. */
  readonly exited: Promise<number | null>;
  readonly #changes = new Changes();
  readonly signal: (signal: NodeJS.Signals) => void;

  /** Starts a program of the project; `secret` must not stand in what it logs. */
  constructor(program: string, env: Readonly<Record<string, string>>, secret: string) {
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, ['--import', 'tsx', program], {
      cwd: PROJECT,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.pid = child.pid ?? 0;
    this.signal = (signal) => child.kill(signal);
    createInterface(child.stderr).on('line', (line) => this.#note(line));
    this.exited = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        if (this.stderr.some((line) => line.includes(secret))) reject(new Error('The token stands in the log.'));
        else resolve(code);
      });
    });
  }

  /** Waits for a line of the log with this message. */
  logged(message: string, withinMs: number = WAIT_MS): Promise<LogLine> {
    return this.until(() => this.log.find((line) => line.msg === message), `the log line "${message}"`, withinMs);
  }

  /** What `find` gives once it gives something: looked for now and after each line that it writes. */
  until<T>(find: () => T | null | undefined | false, what: string, withinMs: number = WAIT_MS): Promise<T> {
    return this.#changes.until(find, what, withinMs, () => this.stderr.slice(-20).join('\n'));
  }

  /** Waits until it has taken in the bulletins of its folder, which were new to it. */
  async inStep(withinMs: number = WAIT_MS): Promise<void> {
    await this.logged('in step with the bulletins folder', withinMs);
  }

  /** Asks it to stop, and gives the exit code. */
  async stop(): Promise<number | null> {
    this.signal('SIGTERM');
    return await this.exited;
  }

  /** Ends it without a chance to clean up. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.exited;
  }

  #note(line: string): void {
    this.stderr.push(line);
    const parsed = logLine.safeParse(jsonOf(line));
    if (parsed.success) this.log.push(parsed.data);
    this.#changes.tell();
  }
}

/** Starts the real bot against a loopback Discord; it need not be up. Rejects `exited` when the token stands in what it logs.
 *  @example
 *  const bot = runBot(discord);
 *  await Promise.all([discord.commandsRegistered(), bot.inStep()]);
 *  expect(await bot.stop()).toBe(0); */
export function runBot(discord: FakeDiscord, { bulletins, state, model, env = {} }: BotSettings = {}): RunningBot {
  const scratch = mkdtempSync(join(tmpdir(), 'bot-'));
  const bot = new RunningBot(
    'src/main.ts',
    {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      BULLETIN_DIR: bulletins ?? join(PROJECT, 'data/bulletins'),
      BULLETIN_STATE: state ?? join(scratch, 'state'),
      EMBEDDING_MODEL: model ?? join(scratch, 'no-model'),
      LOG_LEVEL: 'debug',
      ...env,
    },
    discord.token,
  );
  const clean = () => rmSync(scratch, { recursive: true, force: true });
  bot.exited.then(clean, clean);
  return bot;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // not a line of the log, such as a warning of Node
  }
}
