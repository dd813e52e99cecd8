import { once } from 'node:events';
import { AppError } from '../../src/errors.ts';
import { acquireWriterLock } from '../../src/store/lock.ts';

/** Started by lock.test.ts: takes the lock of a folder, prints `held` or the code of the error, and keeps it to the end of its input. */
const [folder = ''] = process.argv.slice(2);
try {
  const lock = await acquireWriterLock(folder);
  console.log('held');
  await once(process.stdin.resume(), 'end');
  await lock.release();
} catch (error) {
  console.log(error instanceof AppError ? error.code : String(error));
  await once(process.stdin.resume(), 'end');
}
