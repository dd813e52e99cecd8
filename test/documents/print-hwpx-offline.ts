import dns from 'node:dns';
import { Socket } from 'node:net';
import { stdin } from 'node:process';
import { readHwpx } from '../../src/documents/hwp-reader.ts';

/** Started by hwp-offline.test.ts: reads an HWPX document from standard input, and prints its text, then each attempt to connect or to
 *  load a library for recognising pictures. */
const attempts: string[] = [];

function refuse(what: string): never {
  attempts.push(what);
  throw new Error(`refused: ${what}`);
}

Socket.prototype.connect = () => refuse('connect');
dns.lookup = Object.assign(() => refuse('lookup'), { __promisify__: () => refuse('lookup') });
globalThis.fetch = () => refuse('fetch');
process.dlopen = (_, path) => refuse(`native library ${path}`);

const blocks: Buffer[] = [];
for await (const block of stdin) blocks.push(block);
const { text } = await readHwpx(Buffer.concat(blocks));
console.log(text.trim());
console.log(`attempts: ${attempts.join(', ')}`);
