import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { downloadFrom, LARGEST_BYTES } from '../../src/discord/attachment.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server of files, and its address. */
async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

test('downloadFrom loads a file from the host of the API', async () => {
  const url = await serving((_, response) => response.end('# 소식지'));
  const loaded = await downloadFrom(`${url}/api`)(`${url}/attachments/1/a.md`);
  expect(loaded).toEqual({ kind: 'loaded', bytes: Buffer.from('# 소식지') });
});

test.each([
  'http://127.0.0.1:1/a.md',
  'https://example.org/a.md',
  'http://cdn.discordapp.com/a.md',
  'https://cdn.discordapp.com.example.org/a.md',
  'https://cdn.discordapp.com:8443/a.md',
  'file:///etc/passwd',
  'no address',
])('downloadFrom asks nobody for %s', async (url) => {
  const asked: unknown[] = [];
  const request: typeof fetch = async (input) => {
    asked.push(input);
    return new Response('');
  };
  expect(await downloadFrom(null, request)(url)).toEqual({ kind: 'foreign' });
  expect(asked).toEqual([]);
});

test.each([
  'https://cdn.discordapp.com/attachments/1/2/a.md?ex=1',
  'https://media.discordapp.net/attachments/1/2/a.md',
])('downloadFrom asks Discord for %s', async (url) => {
  const request: typeof fetch = async (input, init) => {
    expect([input, init?.redirect]).toEqual([url, 'error']);
    return new Response('text');
  };
  expect(await downloadFrom(null, request)(url)).toMatchObject({ kind: 'loaded' });
});

test('downloadFrom follows no redirect', async () => {
  const other = await serving((_, response) => response.end('elsewhere'));
  const url = await serving((_, response) => response.writeHead(302, { location: other }).end());
  expect(await downloadFrom(url)(`${url}/a.md`)).toEqual({ kind: 'unreachable' });
});

test('downloadFrom takes no answer but a whole file', async () => {
  const gone = await serving((_, response) => response.writeHead(404).end());
  expect(await downloadFrom(gone)(`${gone}/a.md`)).toEqual({ kind: 'unreachable' });
  const cut = await serving((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half');
    response.destroy();
  });
  expect(await downloadFrom(cut)(`${cut}/a.md`)).toEqual({ kind: 'unreachable' });
});

test('downloadFrom stops where a file is larger than is taken, whatever its length was said to be', async () => {
  let sent = 0;
  const block = Buffer.alloc(1024 * 1024);
  const endless = await serving((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(block)) sent += block.length;
      sent += block.length;
    };
    response.on('drain', more);
    more();
  });
  expect(await downloadFrom(endless)(`${endless}/a.md`)).toEqual({ kind: 'too-large' });
  expect(sent).toBeLessThan(2 * LARGEST_BYTES);
});
