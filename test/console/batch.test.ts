import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answer/answer.ts';
import type { BatchResult } from '../../src/console/batch.ts';
import { answerBatch, linesOf } from '../../src/console/batch.ts';
import { AppError } from '../../src/errors.ts';
import { createLogger } from '../../src/log.ts';
import { unanswered } from './answers.ts';

const LOG = createLogger({ level: 'silent' });

async function* streamOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

async function resultsOf(
  lines: readonly string[],
  answer: (question: string) => Promise<Answer> = async (question) => ({ ...unanswered('none'), question }),
): Promise<BatchResult[]> {
  const results: BatchResult[] = [];
  for await (const result of answerBatch(streamOf(lines), answer, LOG)) results.push(result);
  return results;
}

describe('answerBatch', () => {
  test('answers in order, each under its id', async () => {
    const results = await resultsOf(['{"id":"b","question":"둘"}', '{"id":1,"question":" 하나 ","more":true}']);
    expect(results).toMatchObject([
      { id: 'b', question: '둘' },
      { id: 1, question: '하나' },
    ]);
  });

  test('gives an error in the place of a line that is none, with its id where it has one', async () => {
    const results = await resultsOf(['{"id":"a","question":', '{"id":"b"}', '[]', '{"id":"d","question":"넷"}']);
    expect(results).toEqual([
      { id: null, error: { code: 'USAGE', message: expect.stringContaining('Line 1 is not') } },
      { id: 'b', error: { code: 'USAGE', message: expect.stringContaining('Line 2 is not') } },
      { id: null, error: { code: 'USAGE', message: expect.stringContaining('Line 3 is not') } },
      expect.objectContaining({ id: 'd', question: '넷' }),
    ]);
  });

  test('refuses an empty question under its id', async () => {
    expect(await resultsOf(['{"id":"a","question":"  "}'])).toMatchObject([{ id: 'a', error: { code: 'USAGE' } }]);
  });

  test('passes over empty lines and a byte order mark', async () => {
    const results = await resultsOf(['\uFEFF{"id":"a","question":"하나"}', '', '  ', '{"id":"b","question":"둘"}']);
    expect(results.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(results.every((result) => !('error' in result))).toBe(true);
  });

  test('goes on after a question that fails', async () => {
    const faults: Readonly<Record<string, Error>> = {
      disk: new AppError('STATE_DAMAGED', 'The database is damaged.'),
      bug: new TypeError('secret internals'),
    };
    const results = await resultsOf(
      ['{"id":1,"question":"disk"}', '{"id":2,"question":"bug"}', '{"id":3,"question":"fine"}'],
      async (question) => {
        const fault = faults[question];
        if (fault !== undefined) throw fault;
        return unanswered('none');
      },
    );
    expect(results).toMatchObject([
      { id: 1, error: { code: 'STATE_DAMAGED', message: 'The database is damaged.' } },
      { id: 2, error: { code: 'INTERNAL', message: expect.not.stringContaining('secret') } },
      { id: 3, outcome: 'none' },
    ]);
  });
});

describe('linesOf', () => {
  test('reads standard input for "-", whatever its line ends', async () => {
    const lines: string[] = [];
    for await (const line of linesOf('-', Readable.from(['a\r\nb\n', 'c']))) lines.push(line);
    expect(lines).toEqual(['a', 'b', 'c']);
  });

  test.each(['no/such/file.jsonl', '.'])('throws FILE_UNREADABLE for %s', async (file) => {
    await expect(linesOf(file, Readable.from([])).next()).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});
