import { expect, test } from 'vitest';
import { eventFlaws } from './event-check.ts';

const guild = { channels: [], threads: [], members: [] };
const wrong: readonly (readonly [string, object])[] = [
  ['READY', { user: {} }],
  ['GUILD_CREATE', guild],
  ['CHANNEL_UPDATE', {}],
  ['THREAD_UPDATE', {}],
  ['INTERACTION_CREATE', { data: {}, member: {} }],
  ['INTERACTION_CREATE', { data: { resolved: { attachments: { '1': {} } } } }],
];

test.each(wrong)('eventFlaws tells of a wrong %s', (event, body) => {
  expect(eventFlaws(event, body)).not.toEqual([]);
});
