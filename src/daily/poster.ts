import type { Reason } from '../store/outbox.ts';

/** What a channel is now. `lastMessageId` is of a message that is there already, or the channel's own id: ids rise with time, so that what is
 *  posted from now on has a greater one. `publishes`: messages are passed on to other servers once they are published. */
export type Place =
  | { readonly kind: 'ready'; readonly lastMessageId: string; readonly publishes: boolean }
  | { readonly kind: 'not-ready'; readonly reason: Reason };

/** What became of a send. `unknown`: it may have happened, or happen yet. Any other that is not `sent` did not happen and will not. */
export type Sent =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'limited'; readonly forMs: number }
  | { readonly kind: 'not-sent'; readonly reason: Reason };

/** What became of a look for a message: its id, or null where it is not there. */
export type Found =
  | { readonly kind: 'looked'; readonly messageId: string | null }
  | { readonly kind: 'not-looked'; readonly reason: Reason };

/** Where digests are posted. No method rejects for what Discord or the network does. */
export interface Poster {
  /** Whether messages can be posted to a channel and found again. */
  look(channelId: string): Promise<Place>;
  /** Posts a message (JSON). The same nonce within some minutes posts no second one: it gives the first. */
  send(channelId: string, payload: string, nonce: string): Promise<Sent>;
  /** Looks for the message that was posted with a nonce, among those after another. */
  find(channelId: string, nonce: string, after: string): Promise<Found>;
  /** Passes a message on to the servers that follow its channel. Once is enough; false when it is worth another try. */
  publish(channelId: string, messageId: string): Promise<boolean>;
  /** Tells a user in private; the same nonce as in `send`. False when it is worth another try. */
  tell(userId: string, text: string, nonce: string): Promise<boolean>;
}
