import type { Message, Reply } from './command.ts';

/** A reply that the caller alone sees; a text stands for a message of nothing else.
 *  @example hidden('Nothing was stored.') // => { kind: 'message', message: { content: 'Nothing was stored.' }, hidden: true } */
export function hidden(message: string | Message): Extract<Reply, { readonly kind: 'message' }> {
  return { kind: 'message', message: typeof message === 'string' ? { content: message } : message, hidden: true };
}
