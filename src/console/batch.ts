import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Answer } from '../answer/answer.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { tellFault } from './fault.ts';

const idSchema = z.union([z.string(), z.number()]);
const lineSchema = z.object({ id: idSchema, question: z.string().trim().min(1) });

/** What a line of a batch becomes: the answer with the line's id, or what is wrong with the line. */
export type BatchResult =
  | ({ readonly id: string | number } & Answer)
  | { readonly id: string | number | null; readonly error: { readonly code: string; readonly message: string } };

/** Answers {"id","question"} lines in order. A line that is not one, or whose question fails, gives an error in its place and the
 *  others are still answered; empty lines are left out. */
export async function* answerBatch(
  lines: AsyncIterable<string>,
  answer: (question: string) => Promise<Answer>,
  log: Logger,
): AsyncGenerator<BatchResult> {
  let number = 0;
  for await (const line of lines) {
    number++;
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() !== '') yield await answerLine(text, number, answer, log);
  }
}

async function answerLine(
  text: string,
  number: number,
  answer: (question: string) => Promise<Answer>,
  log: Logger,
): Promise<BatchResult> {
  const value = parseJson(text);
  const line = lineSchema.safeParse(value);
  if (!line.success) {
    const message = `Line ${number} is not {"id": "…", "question": "…"} with a question that is not empty.`;
    return { id: idOf(value), error: { code: 'USAGE', message } };
  }
  const { id, question } = line.data;
  try {
    return { id, ...(await answer(question)) };
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'INTERNAL';
    return { id, error: { code, message: tellFault(error, log) } };
  }
}

/** The value of a JSON text; undefined when it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function idOf(value: unknown): string | number | null {
  const line = z.object({ id: idSchema }).safeParse(value);
  return line.success ? line.data.id : null;
}

/** The lines of a file, or of standard input for "-". Throws FILE_UNREADABLE. */
export async function* linesOf(file: string, stdin: Readable): AsyncGenerator<string> {
  const input = file === '-' ? stdin : createReadStream(file);
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw new AppError('FILE_UNREADABLE', `${file} cannot be read. Check that it is there and readable.`, { cause });
  }
}
