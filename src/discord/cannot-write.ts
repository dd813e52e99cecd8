import type { ErrorCode } from '../errors.ts';
import { AppError } from '../errors.ts';

const CODES: readonly ErrorCode[] = ['STATE_READ_ONLY', 'DISK_FULL', 'STATE_BUSY'];

/** Whether an error says that nothing can be written at the moment, through no fault of the program. */
export function cannotWrite(error: unknown): boolean {
  return error instanceof AppError && CODES.includes(error.code);
}
