import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/documents/document.ts';
import { randomInput } from './fuzz/inputs.ts';
import { breaches } from './fuzz/laws.ts';
import { randomOf } from './fuzz/random.ts';
import { readerOf } from './fuzz/readers.ts';

// scripts/fuzz.ts looks for more, as long as it is told to, and puts what it finds into test/fixtures/fuzz.

const SEED = 20240802;
const INPUTS = 15; // a format
const FINDINGS = new URL('../fixtures/fuzz/', import.meta.url);

describe('readers and parser keep their promises', () => {
  test.each(FORMATS)('on random documents in the format %s', async (format) => {
    const read = await readerOf(format);
    for (let i = 0; i < INPUTS; i++) {
      const bytes = randomInput(format, randomOf(SEED + i));
      const found = await breaches(() => read(new Uint8Array(bytes)));
      expect(found).toEqual([]);
    }
  });

  const findings = readdirSync(FINDINGS).filter((name) => name.endsWith('.bin'));
  test.each(findings)('on the finding %s', async (name) => {
    expect(await breachesOf(name)).toEqual([]);
  });
});

async function breachesOf(name: string): Promise<readonly string[]> {
  const format = FORMATS.find((one) => name.startsWith(`${one}-`)) ?? 'text';
  const read = await readerOf(format);
  return await breaches(() => read(new Uint8Array(readFileSync(new URL(name, FINDINGS)))));
}
