import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AskOptions } from '../src/ask.ts';
import { assemble } from '../src/assemble.ts';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import type { Question } from './questions.ts';
import { readQuestions } from './questions.ts';

const QUESTIONS = fileURLToPath(new URL('../data/eval/questions/kostec-2024-08-02.jsonl', import.meta.url));
const BULLETINS = fileURLToPath(new URL('../data/bulletins', import.meta.url));

/** When the questions are asked: they speak of "last year" and "this month". */
export const ASKED_AT = new Date('2024-08-05T09:00:00+09:00');

/** Runs something with the questions on the bundled bulletin, and with what they are asked with, in a state folder of its own. */
export async function withQuestions(
  work: (questions: readonly Question[], options: AskOptions) => Promise<void>,
): Promise<void> {
  const state = await mkdtemp(join(tmpdir(), 'bulletin-questions-'));
  const config = loadConfig({
    ...process.env,
    BULLETIN_STATE: state,
    BULLETIN_DIR: BULLETINS,
    TIME_ZONE: 'Asia/Seoul',
  });
  try {
    const log = createLogger({ level: 'warn' });
    const assembly = await assemble(config, { log, now: () => ASKED_AT, build: true, model: true });
    try {
      const { catalog, store, embedder } = assembly;
      await work(await readQuestions(QUESTIONS), {
        catalog,
        store,
        embedder,
        now: ASKED_AT,
        timeZone: config.timeZone,
      });
    } finally {
      await assembly.close();
    }
  } finally {
    await rm(state, { recursive: true, force: true });
  }
}
