import type { Bulletin } from './bulletin/bulletin.ts';

/** What the parsing thread is asked for: one text, and the id that its bulletin gets. */
export type ParseRequest = { readonly text: string; readonly id: string };

/** What the parsing thread answers. Both ends are built from the same sources, so the answer is not checked: that would cost the main
 *  thread more than to take it in. */
export type ParseReply =
  | { readonly kind: 'parsed'; readonly bulletin: Bulletin }
  | { readonly kind: 'failed'; readonly error: Error };
