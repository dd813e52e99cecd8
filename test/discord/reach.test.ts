import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { reachDiscord } from '../../src/discord/reach.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

/** A loopback stand-in for Discord that answers everything alike; its base URL, and what it was asked. */
async function discordAnswering(status: number, body: string) {
  const asked: unknown[] = [];
  server = createServer((request, response) => {
    asked.push({ url: request.url, authorization: request.headers.authorization });
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return { api: `http://127.0.0.1:${port}/api`, asked };
}

test('reachDiscord asks for the gateway with the token', async () => {
  const { api, asked } = await discordAnswering(200, '{"url":"wss://gateway","shards":1}');
  expect(await reachDiscord('abc', api)).toEqual({ kind: 'reached' });
  expect(asked).toEqual([{ url: '/api/v10/gateway/bot', authorization: 'Bot abc' }]);
});

test('reachDiscord tells a token that is refused', async () => {
  const { api } = await discordAnswering(401, '{"message":"401: Unauthorized","code":0}');
  expect(await reachDiscord('abc', api)).toEqual({ kind: 'refused' });
});

test('reachDiscord tells why Discord cannot be reached, after one try', async () => {
  const { api, asked } = await discordAnswering(503, 'busy');
  expect(await reachDiscord('abc', api)).toEqual({ kind: 'unreachable', reason: 'it answers with 503' });
  expect(asked).toHaveLength(1);
  const down = await reachDiscord('abc', 'http://127.0.0.1:1/api');
  expect(down).toMatchObject({ kind: 'unreachable', reason: expect.stringContaining('ECONNREFUSED') });
});
