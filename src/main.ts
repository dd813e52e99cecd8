import { join } from 'node:path';
import { assemble } from './assemble.ts';
import type { Language } from './bulletin/bulletin.ts';
import { languageSchema } from './bulletin/bulletin.ts';
import { loadConfig } from './config.ts';
import { answerLines, talk } from './console/console.ts';
import { EXIT } from './console/fault.ts';
import { openHistory } from './console/history.ts';
import type { Program } from './console/program.ts';
import { deskOf, runProgram } from './console/program.ts';
import { screenOf } from './console/screen.ts';
import { Session } from './console/session.ts';

const NO_DISCORD =
  'DISCORD_TOKEN is set, but this version answers in the terminal only: nothing was started. ' +
  'Unset DISCORD_TOKEN (in the environment and in .env) and run `npm start` again to open the console.';

process.exitCode = await runProgram(process, loadConfig, start);

async function start(program: Program): Promise<number> {
  const config = program.config();
  if (config.discordToken !== null) {
    await program.err.print(NO_DISCORD);
    return EXIT.fault;
  }
  const { log, signal, progress, stdin, stdout } = program;
  const now = () => new Date();
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
    const session = new Session({ desk: deskOf(assembly), screen, now, language: languageOfReader() });
    if (stdin.isTTY !== true || stdout.isTTY !== true) return await answerLines({ ...program, session });
    const history = await openHistory(join(config.bulletinState, 'console-history'), (error) =>
      log.debug({ err: error }, 'the history is not kept'),
    );
    return await talk({ ...program, session, history });
  } finally {
    await assembly.close();
  }
}

/** The language that the system is set to, where it is one of ours; else English. */
function languageOfReader(): Language {
  const [language] = Intl.DateTimeFormat().resolvedOptions().locale.split('-');
  return languageSchema.catch('en').parse(language);
}
