import type { Message } from '../../src/discord/command.ts';
import { callbackFlaws } from '../fakes/discord/callback-rules.ts';

/** What Discord would refuse about a message that answers a command, by its document and by its other rules. */
export function flawsOf(message: Message): readonly unknown[] {
  return callbackFlaws({ type: 4, data: { ...message, allowed_mentions: { parse: [] } } }, { type: 2 });
}
