import { dayIn } from '../../src/daily/days.ts';
import type { Subscription } from '../../src/store/outbox.ts';
import type { Store } from '../../src/store/store.ts';
import type { Channel } from '../fakes/discord/world.ts';
import { subscriptionOf } from '../fakes/subscriptions.ts';

/** Subscribes channels so that all items are new to them and a post is due at once: its time is a minute ago. */
export async function subscribeDue(
  store: Store,
  channels: readonly Channel[],
  more: Partial<Subscription> = {},
): Promise<void> {
  const moment = new Date(Date.now() - 60_000);
  const day = dayIn('UTC')(moment);
  for (const { id, guildId } of channels) {
    await store.outbox.subscribe(
      subscriptionOf({
        id: `due-${id}`,
        guildId,
        channelId: id,
        timeZone: 'UTC',
        time: moment.toISOString().slice(11, 16),
        firstDay: day,
        createdAt: moment.toISOString(),
        ...more,
      }),
    );
  }
}
