import { exec } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { lookup, promises } from 'node:dns';
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { get } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectSecurely } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { serve } from '../../../src/documents/reader-worker.ts';
import { AppError } from '../../../src/errors.ts';

// The entry of a reading process that does what a document might have made its reader do, as its input names it.

const OUTPUT = 4;
const MEGABYTE = 2 ** 20;

/** What is forbidden to a reading process, each as a try. */
const FORBIDDEN: Readonly<Record<string, () => unknown>> = {
  'read a file': () => readFileSync('/etc/hosts'),
  'read the sources': () => readFileSync('src/config.ts'),
  'write a file': () => writeFileSync(join(tmpdir(), 'written-by-a-reader'), ''),
  'start a process': () => exec('true'),
  'start a thread': () => new Worker('', { eval: true }),
  'run a text as a program': () => new Function('return 1')(),
  'open a connection': () => connect(9, '127.0.0.1'),
  'open a secure connection': () => connectSecurely(9, '127.0.0.1'),
  'listen for connections': () => createServer().listen(0),
  'send a datagram': () => createSocket('udp4').send('text', 9, '127.0.0.1'),
  'ask for a page': () => get('http://127.0.0.1:9/'),
  'fetch a page': () => fetch('http://127.0.0.1:9/'),
  'look up a name': () => lookup('localhost', () => {}),
  'look up a name with a promise': () => promises.lookup('localhost'),
};

const BEHAVIOURS: Readonly<Record<string, () => unknown>> = {
  loop: () => {
    for (;;) Math.random();
  },
  'wait for ever': () => new Promise((resolve) => setTimeout(resolve, 1e9)),
  'never answer': () => new Promise(() => {}),
  'fill the heap': () => {
    const held: number[][] = [];
    for (;;) held.push(Array.from({ length: 10_000 }, (_, i) => i + 0.5));
  },
  'fill memory outside of the heap': () => {
    const held: Buffer[] = [];
    for (;;) held.push(Buffer.alloc(8 * MEGABYTE, held.length + 1));
  },
  'flood the output': () => {
    for (;;) writeSync(OUTPUT, Buffer.alloc(MEGABYTE, '{'));
  },
  'flood the errors': () => {
    for (;;) attemptTo(() => writeSync(2, 'wrong\n'.repeat(1000)));
  },
  'end without an answer': () => process.exit(0),
  'answer nonsense': () => {
    writeSync(OUTPUT, '{"kind":"document","document":{"format":"exe"}}');
    process.exit(0);
  },
  abort: () => process.abort(),
  throw: () => {
    throw new TypeError('Cannot read properties of undefined');
  },
  'throw a number': () => Promise.reject(7),
  'go too deep': function deeper(): unknown {
    return [deeper()];
  },
  'ask for an array that is too long': () => new Array(-1),
  refuse: () => {
    throw new AppError('FILE_NO_TEXT', 'it has no text. Add some.');
  },
  'try what is forbidden': () => JSON.stringify(Object.fromEntries(Object.keys(FORBIDDEN).map(attempt))),
  'tell its environment': () => JSON.stringify(process.env),
  'give a long text': () => 'x'.repeat(2000),
  'give many lines': () => '\n'.repeat(200),
};

await serve(async (bytes) => {
  const given = await BEHAVIOURS[Buffer.from(bytes).toString()]?.();
  const warnings = Array.from({ length: 20 }, () => ({ code: 'W', lines: [1, 1] as const, message: 'm' }));
  return { format: 'html', text: String(given), places: { unit: 'block', starts: [1] }, warnings };
});

function attempt(name: string): readonly [string, string] {
  return [name, attemptTo(() => FORBIDDEN[name]?.())];
}

function attemptTo(act: () => unknown): string {
  try {
    act();
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
