import { clearLine, createInterface, cursorTo } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Logger } from '../log.ts';
import { EXIT, tellFault } from './fault.ts';
import type { History } from './history.ts';
import type { Printer } from './printer.ts';
import type { Output } from './screen.ts';
import { paint, screenOf } from './screen.ts';
import type { Session } from './session.ts';
import { completeSlash, readLine } from './slash.ts';

const HISTORY_LINES = 500;

type Parts = {
  readonly session: Session;
  readonly stdin: Readable;
  readonly out: Printer;
  readonly log: Logger;
};

/** Answers each line of a redirected input until it ends: no prompt, no greeting. Gives the exit code: 2 when a line failed. */
export async function answerLines({
  session,
  stdin,
  out,
  err,
  log,
}: Parts & { readonly err: Printer }): Promise<number> {
  let failed = false;
  let first = true;
  for await (const line of createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (readLine(line).kind === 'quit' || out.closed) break;
    try {
      const reply = await session.reply(line.replace(/^\uFEFF/, ''));
      if (reply === null) continue;
      await out.print(first ? reply : `\n${reply}`);
      first = false;
    } catch (error) {
      failed = true;
      await err.print(tellFault(error, log, session.language));
    }
  }
  return failed ? EXIT.someFailed : EXIT.done;
}

/** What goes on beside the talk: begins it with a way to tell the user a line, and gives how to end it. */
export type Meanwhile = (tell: (text: string) => Promise<void>) => Promise<() => Promise<void>>;

/** Talks at a terminal until the user leaves: Ctrl-D or /quit, or Ctrl-C at an empty prompt. What is told meanwhile stands above the
 *  prompt, and never inside of a reply. Gives the exit code. */
export async function talk({
  session,
  stdin,
  stdout,
  out,
  log,
  history,
  meanwhile,
}: Parts & {
  readonly stdout: Output;
  readonly history: History;
  readonly meanwhile: Meanwhile;
}): Promise<number> {
  await out.print(`${await session.greeting()}\n`);
  const readline = createInterface({
    input: stdin,
    output: stdout,
    terminal: true,
    prompt: `${paint(screenOf(stdout), 'cyan', '›')} `,
    completer: completeSlash,
    history: [...history.lines],
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
  });
  readline.on('SIGINT', () => {
    if (readline.line === '') return readline.close();
    readline.write(null, { ctrl: true, name: 'e' });
    readline.write(null, { ctrl: true, name: 'u' });
  });
  const lines = readline[Symbol.asyncIterator](); // from here on no line is lost, whatever is awaited
  const board = createBoard(async (text) => {
    cursorTo(stdout, 0);
    clearLine(stdout, 0);
    await out.print(text);
    readline.prompt(true);
  });
  const end = await meanwhile(board.tell);
  try {
    readline.prompt();
    for await (const line of lines) {
      const { kind } = readLine(line);
      if (kind === 'quit') break;
      if (kind !== 'empty') {
        await board.hold(async () => {
          await history.add(line);
          await out.print(await replyOrFault(line, session, log));
        }, out.print);
      }
      readline.prompt();
    }
  } finally {
    readline.close();
    await end();
  }
  return EXIT.done;
}

type Print = (text: string) => Promise<void>;

/** News are shown at once, or after the work during which they are held. */
function createBoard(show: Print) {
  let held: string[] | null = null;
  return {
    tell: async (text: string): Promise<void> => {
      if (held === null) await show(text);
      else held.push(text);
    },
    hold: async (work: () => Promise<void>, print: Print): Promise<void> => {
      const news: string[] = [];
      held = news;
      await work();
      held = null;
      for (const text of news) await print(text);
    },
  };
}

async function replyOrFault(line: string, session: Session, log: Logger): Promise<string> {
  try {
    return `\n${(await session.reply(line)) ?? ''}\n`;
  } catch (error) {
    return `\n${tellFault(error, log, session.language)}\n`;
  }
}
