/** The faults that this program can name. Each is thrown as an `AppError` and caught once per entry point. */
export type ErrorCode =
  | 'CONFIG_INVALID'
  | 'USAGE'
  | 'BULLETIN_DIR_MISSING'
  | 'NO_BULLETINS'
  | 'FOLDER_READ_ONLY'
  | 'FILE_UNREADABLE'
  | 'FILE_TOO_LARGE'
  | 'FILE_NOT_TEXT'
  | 'FILE_ENCODING'
  | 'FILE_UNSUPPORTED'
  | 'FILE_ENCRYPTED'
  | 'FILE_NO_TEXT'
  | 'FILE_DAMAGED'
  | 'FILE_HARMFUL'
  | 'MODEL_MISSING'
  | 'MODEL_DAMAGED'
  | 'EMBEDDER_FAILED'
  | 'STATE_READ_ONLY'
  | 'STATE_BUSY'
  | 'STATE_NEWER'
  | 'STATE_DAMAGED'
  | 'DISK_FULL'
  | 'INDEX_STALE'
  | 'INDEX_FAILED'
  | 'BEIR_INVALID'
  | 'DISCORD_UNREACHABLE'
  | 'INTERNAL';

/** A fault: `code` for programs, `message` for the operator (what happened and what to do), `cause` for the log. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** A message that begins with the path of the file that it speaks of, once.
 *  @example ofFile('a.pdf', 'It is damaged.') // => 'a.pdf: It is damaged.' */
export function ofFile(path: string, message: string): string {
  return message.startsWith(path) ? message : `${path}: ${message}`;
}
