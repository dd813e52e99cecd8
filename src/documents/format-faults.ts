import { AppError } from '../errors.ts';

const NO_DOCUMENT = /image|photograph|film|archive|program|database/;

/** A file in a format that cannot be read; `what` says which, with its article. */
export function unsupported(path: string, what: string): AppError {
  const advice = NO_DOCUMENT.test(what)
    ? 'Put the document itself in its place (HWP, HWPX, PDF with text, DOCX, HTML or Markdown), or remove it.'
    : 'Save it as HWPX, PDF, DOCX, HTML or Markdown, or remove it.';
  return new AppError('FILE_UNSUPPORTED', `${path} is ${what} by its content, which cannot be read. ${advice}`);
}

/** A file that needs a password. */
export function encrypted(path: string, what: string): AppError {
  const message = `${path} is ${what} that needs a password. Open it and save it without one, or remove it.`;
  return new AppError('FILE_ENCRYPTED', message);
}

/** A file that is not whole; `what` follows its path. */
export function damaged(path: string, what: string): AppError {
  return new AppError('FILE_DAMAGED', `${path} ${what}. Copy it here again from where it came from, or remove it.`);
}
