import { parentPort } from 'node:worker_threads';
import { parse } from './bulletin/parse.ts';
import type { ParseReply, ParseRequest } from './parse-protocol.ts';

// The thread that parses. parse-apart.ts starts it and is its only partner; how long a text may take is decided there.

parentPort?.on('message', ({ text, id }: ParseRequest) => parentPort?.postMessage(replyTo(text, id)));

function replyTo(text: string, id: string): ParseReply {
  try {
    return { kind: 'parsed', bulletin: parse(text, { id }) };
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  }
}
