import { listBulletinFiles } from '../../src/documents/list.ts';
import { AppError } from '../../src/errors.ts';

/** Started by list.test.ts: prints what is listed, or the code of the error. */
const [path = ''] = process.argv.slice(2);
const told = await listBulletinFiles(path).then(
  (listed) => JSON.stringify(listed),
  (error: unknown) => (error instanceof AppError ? error.code : String(error)),
);
console.log(told);
