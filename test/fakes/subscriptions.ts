import type { Delivery, Part, Subscription } from '../../src/store/outbox.ts';

/** A subscription, plain where nothing else is asked for. */
export function subscriptionOf(more: Partial<Subscription> = {}): Subscription {
  return {
    id: 's1',
    guildId: 'g1',
    channelId: 'c1',
    userId: 'u1',
    mode: 'new',
    language: 'ko',
    time: '09:00',
    timeZone: 'Asia/Seoul',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    sections: null,
    firstDay: '2024-08-05',
    createdAt: '2024-08-04T00:00:00.000Z',
    progress: { through: 0, beyond: [] },
    paused: null,
    troubleSince: null,
    ...more,
  };
}

/** A delivery that is planned for 09:00 in Seoul, plain where nothing else is asked for. */
export function deliveryOf(more: Partial<Delivery> = {}): Delivery {
  const day = more.day ?? '2024-08-05';
  const slotAt = Date.parse(`${day}T00:00:00Z`);
  return {
    subscriptionId: 's1',
    day,
    state: 'planned',
    slotAt,
    dueAt: slotAt,
    attempts: 0,
    parts: [partOf()],
    progress: { through: 3, beyond: [] },
    reason: null,
    changedAt: new Date(slotAt).toISOString(),
    ...more,
  };
}

/** A message that waits to be sent. */
export function partOf(more: Partial<Part> = {}): Part {
  return { payload: '{}', nonce: 'n1', items: ['b/1'], after: null, messageId: null, published: false, ...more };
}
