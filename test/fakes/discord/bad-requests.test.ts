import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { FakeDiscord } from './fake-discord.ts';
import type { Interaction } from './interaction.ts';
import type { FakeOptions } from './state.ts';

const NOBODY = { allowed_mentions: { parse: [] } };
const COMMAND = { name: 'echo', description: 'Says it again', default_member_permissions: null };
let discord: FakeDiscord;

beforeEach(() => begin());

afterEach(async () => {
  await discord.stop();
});

const rules = () => discord.violations.map(({ rule }) => rule);

async function send(method: string, path: string, body?: object, token = discord.token) {
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const { status } = response;
  return text === '' ? { status } : { status, ...JSON.parse(text) };
}

const applicationId = async () => (await send('GET', '/applications/@me')).id;
const say = (channelId: string, more: object = {}) =>
  send('POST', `/channels/${channelId}/messages`, { content: 'x', ...NOBODY, ...more });
const acknowledge = ({ facts }: Interaction, body: object = { type: 4, data: { content: 'x', ...NOBODY } }) =>
  send('POST', `/interactions/${facts.id}/${facts.token}/callback`, body);
const followUp = async ({ facts }: Interaction) =>
  send('POST', `/webhooks/${await applicationId()}/${facts.token}`, { content: 'more', ...NOBODY });

async function ask(): Promise<Interaction> {
  await send('PUT', `/applications/${await applicationId()}/commands`, [COMMAND]);
  const asked = discord.home.reader.slash('echo');
  asked.faulted = false; // no session heard of it, but the requests of this file answer it
  return asked;
}

/** Starts one, and a bot that listens and says nothing. */
async function begin(options: Partial<FakeOptions> = {}): Promise<void> {
  discord = await FakeDiscord.start(options);
  const socket = new WebSocket(discord.apiUrl.replace(/^http(.*)\/api$/, 'ws$1'));
  const properties = { os: 'none', browser: 'none', device: 'none' };
  socket.on('open', () => socket.send(JSON.stringify({ op: 2, d: { token: discord.token, intents: 1, properties } })));
  socket.on('error', () => {}); // it is cut at the end
  await discord.connected();
}

/** Puts one with other times in the place of the usual one. */
async function restart(options: Partial<FakeOptions>): Promise<void> {
  await discord.stop();
  await begin(options);
}

test('a request without the token, and one of no route, are refused', async () => {
  expect(await send('GET', '/users/@me', undefined, 'wrong')).toMatchObject({ status: 401, code: 0 });
  expect(rules()).toEqual([]);
  expect(await send('GET', '/nowhere')).toMatchObject({ status: 404 });
  expect(rules()).toEqual(['ROUTE']);
});

test('a body that breaks the document or a rule is refused with 50035, an empty message with 50006', async () => {
  const { text } = discord.home;
  expect(await say(text.id, { embeds: [{ title: 'x'.repeat(257) }] })).toMatchObject({ status: 400, code: 50035 });
  expect(await say(text.id, { content: 'x'.repeat(2001) })).toMatchObject({ status: 400, code: 50035 });
  expect(await say(text.id, { content: '' })).toMatchObject({ status: 400, code: 50006 });
  expect(rules()).toEqual(['OPENAPI', 'CONTENT_TOO_LONG', 'EMPTY_MESSAGE']);
  expect(discord.messages(text.id)).toEqual([]);
});

test('a message without allowed_mentions is sent, but told', async () => {
  expect(await say(discord.home.text.id, { allowed_mentions: undefined })).toMatchObject({ status: 200 });
  expect(rules()).toEqual(['MENTIONS']);
});

test('a first answer after the deadline is refused with 10062', async () => {
  await restart({ deadlineMs: -1 });
  expect(await acknowledge(await ask())).toMatchObject({ status: 404, code: 10062 });
  expect(rules()).toEqual(['DEADLINE']);
});

test('a second first answer is refused with 40060', async () => {
  const asked = await ask();
  expect(await acknowledge(asked)).toEqual({ status: 204 });
  expect(await acknowledge(asked)).toMatchObject({ status: 400, code: 40060 });
  expect(rules()).toEqual(['ACKNOWLEDGED_TWICE']);
  expect(discord.messages(discord.home.text.id)).toHaveLength(1);
});

test('the same first answer sent again after a while is refused too, but no breach', async () => {
  await restart({ unheardMs: 0 });
  const asked = await ask();
  expect(await acknowledge(asked)).toEqual({ status: 204 });
  expect(await acknowledge(asked)).toMatchObject({ status: 400, code: 40060 });
  expect(rules()).toEqual([]);
  expect(await acknowledge(asked, { type: 5 })).toMatchObject({ status: 400, code: 40060 });
  expect(rules()).toEqual(['ACKNOWLEDGED_TWICE']);
});

test('a bad first answer is refused, and a good one may follow', async () => {
  const asked = await ask();
  expect(await acknowledge(asked, { type: 5, data: { flags: 4 } })).toMatchObject({ status: 400, code: 50035 });
  expect(rules()).toEqual(['DEFERRAL']);
  expect(await acknowledge(asked)).toEqual({ status: 204 });
});

test('a follow-up before the first answer, or after the life of the token, is refused', async () => {
  const asked = await ask();
  expect(await followUp(asked)).toMatchObject({ status: 404, code: 10015 });
  await acknowledge(asked);
  expect(await followUp(asked)).toMatchObject({ status: 200, content: 'more' });
  discord.expire(asked);
  expect(await followUp(asked)).toMatchObject({ status: 401, code: 50027 });
  expect(rules()).toEqual([]);
  expect(asked.refused.map(({ code }) => code)).toEqual([10015, 50027]);

  await restart({ tokenLifeMs: -1 });
  const late = await ask();
  await acknowledge(late);
  expect(await followUp(late)).toMatchObject({ status: 401, code: 50027 });
  expect(rules()).toEqual(['TOKEN_LIFE']);
});

test('a follow-up right after a deferral takes the place of the loading answer', async () => {
  const asked = await ask();
  await acknowledge(asked, { type: 5 });
  expect(asked.original?.flags).toBe(128);
  const { id } = await followUp(asked);
  expect(asked.original).toMatchObject({ id, content: 'more', flags: 0 });
});

test('a nonce gives the first message again while it is remembered, and only when that is wanted', async () => {
  const { text } = discord.home;
  const first = await say(text.id, { nonce: '1', enforce_nonce: true });
  expect((await say(text.id, { nonce: '1', enforce_nonce: true })).id).toBe(first.id);
  expect((await say(text.id, { nonce: '1' })).id).not.toBe(first.id);
  await restart({ nonceMs: -1 });
  const again = discord.home.text;
  const other = await say(again.id, { nonce: '1', enforce_nonce: true });
  expect((await say(again.id, { nonce: '1', enforce_nonce: true })).id).not.toBe(other.id);
});

test('a channel that the bot does not see or may not write in is refused', async () => {
  const { text, thread } = discord.home;
  discord.deny(text, 'SendMessages');
  expect(await say(text.id)).toMatchObject({ status: 403, code: 50013 });
  expect(await say(thread.id)).toMatchObject({ status: 200 }); // threads have a permission of their own
  discord.deny(text, 'SendMessagesInThreads');
  expect(await say(thread.id)).toMatchObject({ status: 403, code: 50013 });
  discord.deny(text, 'EmbedLinks');
  expect(await say(text.id)).toMatchObject({ status: 200 });
  expect(await say(text.id, { embeds: [{ title: 'x' }] })).toMatchObject({ status: 403, code: 50013 });
  discord.deny(text, 'ViewChannel');
  expect(await say(text.id)).toMatchObject({ status: 403, code: 50001 });
  discord.removeChannel(text);
  expect(await say(text.id)).toMatchObject({ status: 404, code: 10003 });
});

test('a message brings an archived thread back, but not a locked one', async () => {
  const { text, archived } = discord.home;
  expect(await say(archived.id)).toMatchObject({ status: 200 });
  expect(archived.thread?.archived).toBe(false);
  const locked = discord.addThread(text, { name: 'shut', archived: true, locked: true });
  expect(await say(locked.id)).toMatchObject({ status: 403, code: 50013 });
  expect(await send('PATCH', `/channels/${archived.id}`, { archived: true })).toMatchObject({ status: 200 });
  expect(archived.thread?.archived).toBe(true);
});

test('a forum takes posts instead of messages, with a tag where it wants one', async () => {
  const { guild, forum, text } = discord.home;
  const post = (channelId: string, more: object = {}) =>
    send('POST', `/channels/${channelId}/threads`, { name: 'Issue 1', message: { content: 'x', ...NOBODY }, ...more });
  expect(await say(forum.id)).toMatchObject({ status: 400, code: 50024 });
  const posted = await post(forum.id);
  expect(posted).toMatchObject({ status: 201, parent_id: forum.id, message: { content: 'x' } });
  expect(discord.messages(posted.id)).toHaveLength(1);
  const strict = discord.addChannel(guild, { kind: 'forum', name: 'strict', tags: ['weekly'], requiresTag: true });
  expect(await post(strict.id)).toMatchObject({ status: 400, code: 40067 });
  expect(await post(strict.id, { applied_tags: [strict.tags[0]?.id] })).toMatchObject({ status: 201 });
  expect(await post(text.id)).toMatchObject({ status: 400, code: 50024 });
  expect(rules()).toEqual([]);
});

test('a message is crossposted once, and in an announcement channel alone', async () => {
  const { text, announcement } = discord.home;
  const crosspost = (channelId: string, id: string) => send('POST', `/channels/${channelId}/messages/${id}/crosspost`);
  const { id } = await say(announcement.id);
  expect(await crosspost(announcement.id, id)).toMatchObject({ status: 200, flags: 1 });
  expect(await crosspost(announcement.id, id)).toMatchObject({ status: 400, code: 40033 });
  expect(await crosspost(text.id, (await say(text.id)).id)).toMatchObject({ status: 400, code: 50024 });
});

test('more messages to one channel than it takes at a time are refused with 429 and a time', async () => {
  const { text, thread } = discord.home;
  for (let i = 0; i < 5; i++) expect(await say(text.id)).toMatchObject({ status: 200 });
  const refused = await say(text.id);
  expect(refused).toMatchObject({ status: 429, global: false });
  expect(refused.retry_after).toBeGreaterThan(0);
  expect(refused.retry_after).toBeLessThanOrEqual(5);
  expect(await say(thread.id)).toMatchObject({ status: 200 });
  expect(discord.messages(text.id)).toHaveLength(5);
  expect(rules()).toEqual([]);
});

test('the bot changes and deletes its own messages alone', async () => {
  const { text, reader } = discord.home;
  const of = (id: string) => `/channels/${text.id}/messages/${id}`;
  const { id } = await say(text.id);
  expect(await send('PATCH', of(id), { content: 'y', ...NOBODY })).toMatchObject({ status: 200, content: 'y' });
  expect(await send('PATCH', of(reader.say('mine').id), { content: 'y', ...NOBODY })).toMatchObject({ code: 50005 });
  expect(await send('DELETE', of(id))).toEqual({ status: 204 });
  expect(await send('GET', of(id))).toMatchObject({ status: 404, code: 10008 });
});

test('commands are kept by place, keep their ids, and are listed with their other languages only when asked for', async () => {
  const path = `/applications/${await applicationId()}`;
  const inGuild = `${path}/guilds/${discord.home.guild.id}/commands`;
  const command = { ...COMMAND, name_localizations: { ko: '메아리' } };
  const [first] = Object.values(await send('PUT', `${path}/commands`, [command]));
  const [again] = Object.values(await send('PUT', `${path}/commands`, [{ ...command, description: 'Other' }]));
  expect(again).toMatchObject({ description: 'Other', id: Object(first).id });
  expect(discord.commands(discord.home.guild.id)).toEqual([]);
  expect(await send('POST', inGuild, command)).toMatchObject({ status: 201 });
  expect(await send('POST', inGuild, command)).toMatchObject({ status: 200 });
  const { id } = (await send('GET', inGuild))[0];
  expect(await send('PATCH', `${inGuild}/${id}`, { description: 'New' })).toMatchObject({ id, description: 'New' });
  expect((await send('GET', inGuild))[0]).not.toHaveProperty('name_localizations');
  expect((await send('GET', `${inGuild}?with_localizations=true`))[0]).toMatchObject({
    name_localizations: { ko: '메아리' },
  });
  expect(await send('PUT', `${path}/commands`, [{ ...COMMAND, name: 'Echo' }])).toMatchObject({
    status: 400,
    code: 50035,
  });
  expect(rules()).toEqual(['NAME']);
});
