import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/documents/read.ts';
import { READER_LIMITS } from '../../src/documents/reader-process.ts';
import { AppError } from '../../src/errors.ts';
import { isGone } from './hostile/gone.ts';
import { hostileFiles } from './hostile/hostile-files.ts';

/** Smaller than in use, so that what runs into a limit does so sooner. */
const LIMITS = { ...READER_LIMITS, processorSeconds: 3, megabytes: 400, heapMegabytes: 256 };
const ADVICE = /\. \S/; // what happened, and what to do

describe('readDocument ends with its reason on', () => {
  test.each(hostileFiles())('$name', async ({ name, bytes, ends }) => {
    const pids: number[] = [];
    const onStart = (pid: number) => pids.push(pid);
    const outcome = await readDocument(bytes(), name, { limits: LIMITS, onStart }).catch((error: unknown) => error);
    expect(pids.filter((pid) => !isGone(pid))).toEqual([]);
    if (!(outcome instanceof Error)) {
      expect(ends).toContain('read');
      return;
    }
    expect(outcome).toBeInstanceOf(AppError);
    expect(outcome).toMatchObject({ code: expect.toBeOneOf([...ends]), message: expect.stringMatching(ADVICE) });
    expect(outcome.message.startsWith(name)).toBe(true);
  });
});
