import { readBytes, readDocument } from '../../src/documents/read.ts';
import { AppError } from '../../src/errors.ts';

/** Started by read.test.ts: reads a file, and prints its text or the error. */
const [path = ''] = process.argv.slice(2);
const told = await readBytes(path)
  .then(({ bytes }) => readDocument(bytes, path))
  .then(
    ({ text }) => text,
    (error: unknown) => (error instanceof AppError ? `${error.code} ${error.message}` : String(error)),
  );
console.log(told);
