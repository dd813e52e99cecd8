import { AppError } from '../errors.ts';
import type { Output } from './screen.ts';

/** Writes to a stream in order, waiting where it is slow. */
export type Printer = {
  /** Writes the text and a line break; does nothing once the reader is gone. Throws DISK_FULL or INTERNAL when writing fails. */
  print(text: string): Promise<void>;
  /** Whether the reader has closed the stream (`| head`): what would be printed is no longer wanted. */
  readonly closed: boolean;
};

/** Makes the printer of a stream. A stream has one only. */
export function createPrinter(stream: Output): Printer {
  let closed = false;
  stream.on('error', (error) => {
    if (isClosed(error)) closed = true; // any other error comes with the write that meets it
  });
  return {
    get closed() {
      return closed;
    },
    print(text) {
      if (closed) return Promise.resolve();
      return new Promise((resolve, reject) => {
        stream.write(`${text}\n`, (error) => {
          if (error === null || error === undefined) return resolve();
          if (!isClosed(error)) return reject(fault(error));
          closed = true;
          resolve();
        });
      });
    },
  };
}

function isClosed(error: Error): boolean {
  return ['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED'].includes(codeOf(error));
}

function fault(error: Error): AppError {
  if (codeOf(error) !== 'ENOSPC') return new AppError('INTERNAL', 'The output could not be written.', { cause: error });
  return new AppError('DISK_FULL', 'The output could not be written: its disk is full. Make room and try again.', {
    cause: error,
  });
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
