import { parentPort } from 'node:worker_threads';
import type { ParseRequest } from '../src/parse-protocol.ts';

// The entry of a parsing thread that does what a text might make the parser do, as the text names it.

const BEHAVIOURS: Readonly<Record<string, () => unknown>> = {
  loop: () => {
    for (;;) Math.random();
  },
  'never answer': () => {},
  'fill the heap': () => {
    const held: number[][] = [];
    for (;;) held.push(Array.from({ length: 10_000 }, (_, i) => i + 0.5));
  },
  'go too deep': () => {
    const deeper = (): number => deeper() + 1;
    return answer(deeper);
  },
  throw: () =>
    answer(() => {
      throw new Error('no such rule');
    }),
  'throw outside of the parser': () => {
    throw new Error('no such rule');
  },
  end: () => process.exit(0),
};

parentPort?.on('message', ({ text }: ParseRequest) => BEHAVIOURS[text]?.());

function answer(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    parentPort?.postMessage({ kind: 'failed', error });
  }
}
