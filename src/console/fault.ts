import type { Language } from '../bulletin/bulletin.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { reportId } from '../log.ts';
import { USAGE } from './arguments.ts';
import { FAULT } from './messages.ts';

/** Exit codes, as in the usage text. */
export const EXIT = { done: 0, fault: 1, someFailed: 2, usage: 64, interrupted: 130 } as const;

/** The sentence that tells a fault. What is no `AppError` is a mistake in the program: the sentence only names the id under which
 *  the log has all of it. The causes of an `AppError` are logged for debugging: its message says what to do. */
export function tellFault(error: unknown, log: Logger, language: Language = 'en'): string {
  if (error instanceof AppError) {
    log.debug({ err: error }, 'fault');
    return error.message;
  }
  const report = reportId();
  log.error({ err: error, report }, 'unexpected fault');
  return FAULT[language](report);
}

/** Runs the work of a program to its exit code: the one place where faults end. `tell` writes a sentence to standard error. */
export async function guarded(
  work: () => Promise<number>,
  {
    log,
    tell,
    signal,
  }: { readonly log: Logger; readonly tell: (text: string) => Promise<void>; readonly signal: AbortSignal },
): Promise<number> {
  try {
    const code = await work();
    return signal.aborted ? EXIT.interrupted : code;
  } catch (error) {
    if (signal.aborted) {
      await tell('Interrupted. What was saved before is kept.');
      return EXIT.interrupted;
    }
    const sentence = tellFault(error, log);
    if (!(error instanceof AppError && error.code === 'USAGE')) {
      await tell(sentence);
      return EXIT.fault;
    }
    await tell(`${sentence}\n\n${USAGE}`);
    return EXIT.usage;
  }
}
