import { readFileSync, writeSync } from 'node:fs';
import { AppError } from '../errors.ts';
import type { DocumentText } from './document.ts';
import { READER_FAULTS } from './document.ts';
import { goOffline } from './offline.ts';
import type { OutputLimits, ReaderReply } from './reader-protocol.ts';
import { ensureWithin } from './text-limits.ts';

// The reading process: it reads one document and ends. reader-process.ts starts it and is its only partner; what it may do, and for how
// long, is decided there. Each format has an entry of its own, so that a process loads the library of its format alone.

const INPUT = 3; // pipes, by their numbers
const OUTPUT = 4;

/** Reads the document that comes in, and sends the answer. The limits of the answer are the first argument, in JSON. */
export async function serve(read: (bytes: Uint8Array) => Promise<DocumentText>): Promise<void> {
  goOffline();
  const limits: OutputLimits = JSON.parse(process.argv[2] ?? '');
  endAfter(Number(process.argv[3]));
  // A copy: readers may detach its memory, and must see no other buffer in it.
  const bytes = new Uint8Array(readFileSync(INPUT));
  send(
    await read(bytes)
      .then((document) => limited(document, limits))
      .catch(failure),
  );
}

/** Who started this process kills it long before; this is for when that one is gone. A loop is ended by the system's own limit. */
function endAfter(seconds: number): void {
  setTimeout(() => process.exit(1), seconds * 1000).unref();
}

function limited(document: DocumentText, limits: OutputLimits): ReaderReply {
  ensureWithin(document.text, limits);
  return { kind: 'document', document: { ...document, warnings: document.warnings.slice(0, limits.warnings) } };
}

function failure(error: unknown): ReaderReply {
  const code = error instanceof AppError ? READER_FAULTS.find((one) => one === error.code) : undefined;
  if (error instanceof AppError && code !== undefined) return { kind: 'refused', code, message: error.message };
  if (!(error instanceof Error)) return { kind: 'failed', message: String(error), stack: '' };
  return { kind: 'failed', message: `${error.name}: ${error.message}`, stack: error.stack ?? '' };
}

function send(reply: ReaderReply): void {
  const bytes = Buffer.from(JSON.stringify(reply));
  for (let at = 0; at < bytes.length; ) at += writeSync(OUTPUT, bytes, at);
  process.exit(0); // whatever a library has left running
}
