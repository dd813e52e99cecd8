import { describe, expect, test } from 'vitest';
import { markOf, nonceOf } from '../../src/daily/nonce.ts';
import { DiscordClock } from '../../src/discord/discord-clock.ts';
import { discordPoster } from '../../src/discord/discord-poster.ts';
import { createLogger } from '../../src/log.ts';
import { recordedRest, refusal } from '../fakes/recorded-rest.ts';

const ME = '200000000000000001';
const NONCE = nonceOf('s1', '2024-08-05', 1);
const log = createLogger({ level: 'silent' });

/** A poster over a recorded REST; `fetch` is what Discord tells of a channel. */
function setUp(respond?: Parameters<typeof recordedRest>[0], fetch: () => Promise<null> = async () => null) {
  const { rest, sent } = recordedRest(respond);
  rest.setToken('a-token');
  const client = () => ({ user: { id: ME }, channels: { fetch } });
  return { poster: discordPoster({ client, rest, clock: new DiscordClock(), log }), sent };
}

const messageOf = (id: number, more: object = {}) => ({ id: String(id), author: { id: ME }, embeds: [], ...more });
const withMark = { embeds: [{ footer: { text: `항목 3개 · ${markOf(NONCE)}` } }] };

describe('send', () => {
  test('posts the payload with its nonce, enforced', async () => {
    const { poster, sent } = setUp(() => Response.json({ id: '7' }));
    const result = await poster.send('1', '{"embeds":[],"allowed_mentions":{"parse":[]}}', NONCE);
    expect(result).toEqual({ kind: 'sent', messageId: '7' });
    expect(sent).toMatchObject([
      {
        method: 'POST',
        path: '/channels/1/messages',
        body: { embeds: [], allowed_mentions: { parse: [] }, nonce: NONCE, enforce_nonce: true },
      },
    ]);
    expect(NONCE.length).toBeLessThanOrEqual(25);
  });

  test.each([
    ['a channel that is gone', 10_003, 404, { kind: 'channel-gone' }],
    ['a channel that it may not see', 50_001, 403, { kind: 'missing-permission', permissions: ['ViewChannel'] }],
    ['a permission that is missing', 50_013, 403, { kind: 'missing-permission', permissions: ['SendMessages'] }],
    ['a token that is refused', 0, 401, { kind: 'unreachable' }],
    ['a payload that is refused', 50_035, 400, { kind: 'refused', message: expect.stringContaining('50035') }],
  ])('tells %s: nothing was sent', async (_, code, status, reason) => {
    const { poster } = setUp(() => refusal(code, status));
    expect(await poster.send('1', '{}', NONCE)).toEqual({ kind: 'not-sent', reason });
  });

  test.each([
    ['a fault of Discord', () => new Response(null, { status: 502 })],
    ['a connection that breaks', () => Promise.reject(new TypeError('fetch failed'))],
  ])('does not know what became of it after %s', async (_, respond) => {
    expect(await setUp(respond).poster.send('1', '{}', NONCE)).toEqual({ kind: 'unknown' });
  });
});

describe('find', () => {
  test('finds its message by the nonce, and by the mark once Discord tells nonces no more', async () => {
    for (const own of [messageOf(8, { nonce: NONCE }), messageOf(8, withMark)]) {
      const { poster } = setUp(() => Response.json([messageOf(9), own]));
      expect(await poster.find('1', NONCE, '5')).toEqual({ kind: 'looked', messageId: '8' });
    }
  });

  test('takes no message of others for its own', async () => {
    const { poster } = setUp(() => Response.json([messageOf(8, { ...withMark, author: { id: 'other' } })]));
    expect(await poster.find('1', NONCE, '5')).toEqual({ kind: 'looked', messageId: null });
  });

  test('reads on after the latest message of a full page', async () => {
    const full = Array.from({ length: 100 }, (_, i) => messageOf(200 - i));
    const queries: (string | null)[] = [];
    const { rest } = recordedRest();
    rest.setToken('a-token');
    rest.options.makeRequest = async (url) => {
      queries.push(new URL(url).searchParams.get('after'));
      return Response.json(queries.length === 1 ? full : [messageOf(201, withMark)]);
    };
    const client = () => ({ user: { id: ME }, channels: { fetch: async () => null } });
    const poster = discordPoster({ client, rest, clock: new DiscordClock(), log });
    expect(await poster.find('1', NONCE, '5')).toEqual({ kind: 'looked', messageId: '201' });
    expect(queries).toEqual(['5', '200']);
  });

  test('says when it could not look', async () => {
    const { poster } = setUp(() => refusal(50_001, 403));
    const reason = { kind: 'missing-permission', permissions: ['ViewChannel'] };
    expect(await poster.find('1', NONCE, '5')).toEqual({ kind: 'not-looked', reason });
    const broken = setUp(() => new Response(null, { status: 503 }));
    expect(await broken.poster.find('1', NONCE, '5')).toEqual({ kind: 'not-looked', reason: { kind: 'unreachable' } });
  });
});

test('look waits for a server that was not told of yet, and tells a channel that is gone', async () => {
  expect(await setUp().poster.look('1')).toEqual({ kind: 'not-ready', reason: { kind: 'unreachable' } });
  const { rest } = recordedRest();
  const offline = discordPoster({ client: () => null, rest, clock: new DiscordClock(), log });
  expect(await offline.look('1')).toEqual({ kind: 'not-ready', reason: { kind: 'unreachable' } });
  expect(await offline.find('1', NONCE, '5')).toEqual({ kind: 'not-looked', reason: { kind: 'unreachable' } });
});

test('publish is done once, and is not tried again where it is refused', async () => {
  expect(await setUp(() => Response.json({})).poster.publish('1', '2')).toBe(true);
  expect(await setUp(() => refusal(40_033)).poster.publish('1', '2')).toBe(true);
  expect(await setUp(() => new Response(null, { status: 500 })).poster.publish('1', '2')).toBe(false);
});

test('tell writes to a user in private, and leaves one who takes no messages in peace', async () => {
  const { poster, sent } = setUp(() => Response.json({ id: '3' }));
  expect(await poster.tell('u1', '안녕하세요', NONCE)).toBe(true);
  expect(sent.map(({ path }) => path)).toEqual(['/users/@me/channels', '/channels/3/messages']);
  expect(sent[1]?.body).toMatchObject({ content: '안녕하세요', nonce: NONCE, enforce_nonce: true });
  expect(await setUp(() => refusal(50_007, 403)).poster.tell('u1', '…', NONCE)).toBe(true);
  expect(await setUp(() => new Response(null, { status: 500 })).poster.tell('u1', '…', NONCE)).toBe(false);
});

test('DiscordClock names an id before now, by Discord’s time and whatever the machine’s clock says', () => {
  let ticks = 1_000;
  const clock = new DiscordClock(() => ticks);
  clock.hear(null);
  expect(clock.idBeforeNow()).toBeNull();
  clock.hear('Mon, 05 Aug 2024 00:00:00 GMT');
  ticks += 60_000;
  const moment = Number((BigInt(clock.idBeforeNow() ?? 0) >> 22n) + 1_420_070_400_000n);
  expect(new Date(moment).toISOString()).toBe('2024-08-04T23:51:00.000Z');
});
