import { join } from 'node:path';
import type { Assembly } from './assemble.ts';
import { assemble } from './assemble.ts';
import type { Language } from './bulletin/bulletin.ts';
import { languageSchema } from './bulletin/bulletin.ts';
import type { Config } from './config.ts';
import { loadConfig } from './config.ts';
import type { Meanwhile } from './console/console.ts';
import { answerLines, talk } from './console/console.ts';
import { openHistory } from './console/history.ts';
import { newsOf } from './console/news.ts';
import type { Program } from './console/program.ts';
import { deskOf, runProgram } from './console/program.ts';
import { screenOf } from './console/screen.ts';
import { Session } from './console/session.ts';
import { EXIT } from './discord/exit.ts';
import { serve } from './discord/serve.ts';
import { AppError } from './errors.ts';
import type { IngestReport } from './ingest.ts';
import type { KeepingInStep } from './keep-in-step.ts';
import { keepInStep } from './keep-in-step.ts';
import { createLogger } from './log.ts';
import { everyMilliseconds } from './ticker.ts';

/** How often changes of the folder and of the database are looked for. */
const LOOK_MS = 1000;

process.exitCode = await start();

/** Runs the bot where there is a token, else the console; gives the exit code. */
async function start(): Promise<number> {
  const config = configOrSentence();
  if (typeof config === 'string') {
    process.stderr.write(`${config}\n`);
    return EXIT.configuration;
  }
  const { discordToken: token } = config;
  return token === null ? runProgram(process, () => config, openConsole) : openBot(config, token);
}

function configOrSentence(): Config | string {
  try {
    return loadConfig();
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** Answers at once from what is kept; what is missing is built beside. */
async function openBot(config: Config, token: string): Promise<number> {
  const log = createLogger({ level: config.logLevel, secrets: [token] });
  const code = await serve({
    host: process,
    log,
    now,
    token,
    open: () => assemble(config, { log, now, build: false, model: true }),
    keep: (assembly) => keepInStepWith(assembly, () => {}),
  });
  process.exit(code); // a connection that does not close must not keep the process
}

async function openConsole(program: Program): Promise<number> {
  const { log, signal, progress, stdin, stdout } = program;
  const config = program.config();
  const assembly = await assemble(config, {
    log,
    now,
    build: true,
    model: true,
    onProgress: (told) => {
      signal.throwIfAborted();
      progress.ingest(told);
    },
  });
  try {
    progress.stop();
    for (const notice of assembly.notices) await program.err.print(notice);
    const screen = () => screenOf(stdout);
    const desk = deskOf(assembly);
    if (stdin.isTTY !== true || stdout.isTTY !== true) {
      const session = new Session({ desk, screen, now, language: languageOfReader() });
      return await answerLines({ ...program, session });
    }
    // What changes is taken over beside the talk, so that no reply has to wait for it.
    const refresh = async () => {};
    const session = new Session({ desk: { ...desk, refresh }, screen, now, language: languageOfReader() });
    const history = await openHistory(join(config.bulletinState, 'console-history'), (error) =>
      log.debug({ err: error }, 'the history is not kept'),
    );
    const meanwhile: Meanwhile = async (tell) => {
      const onReport = (report: IngestReport) => {
        tell(newsOf(report, session.language)).catch((error: unknown) =>
          log.error({ err: error }, 'news were not told'),
        );
      };
      return (await keepInStepWith(assembly, onReport)).close;
    };
    return await talk({ ...program, session, history, meanwhile });
  } finally {
    await assembly.close();
  }
}

/** Keeps what is assembled in step with the bulletins folder and with other processes, until it is closed. */
function keepInStepWith(
  { config, log, ingest, follow }: Assembly,
  onReport: (report: IngestReport) => void,
): Promise<KeepingInStep> {
  return keepInStep({
    bulletinDir: config.bulletinDir,
    pollSeconds: config.bulletinPollSeconds,
    ingest: (paths, { onProgress, ...more }) => ingest(paths, onProgress, more),
    follow,
    onReport,
    every: everyMilliseconds(LOOK_MS),
    log,
  });
}

function now(): Date {
  return new Date();
}

/** The language that the system is set to, where it is one of ours; else English. */
function languageOfReader(): Language {
  const [language] = Intl.DateTimeFormat().resolvedOptions().locale.split('-');
  return languageSchema.catch('en').parse(language);
}
