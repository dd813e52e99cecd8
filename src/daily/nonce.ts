import { createHash } from 'node:crypto';

const LENGTH = 20; // of base 36: 103 bits; Discord takes 25 characters
const MARK_LENGTH = 8; // 2.8e12 marks, to be told apart among the messages of one channel on one day

/** The nonce of one message of a delivery: the same whenever it is asked for. `part` counts from 1. */
export function nonceOf(subscriptionId: string, day: string, part: number): string {
  const hash = createHash('sha256').update(`${subscriptionId} ${day} ${part}`).digest('hex');
  return BigInt(`0x${hash}`).toString(36).slice(-LENGTH);
}

/** What of a nonce is shown in the message, to find it by. */
export function markOf(nonce: string): string {
  return nonce.slice(0, MARK_LENGTH);
}
