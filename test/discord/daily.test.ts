import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Delivery } from '../../src/store/outbox.ts';
import { openStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { Channel } from '../fakes/discord/world.ts';
import { subscribeDue } from './due.ts';
import { keepBundled } from './kept-state.ts';
import type { RunningBot } from './run-bot.ts';
import { runBot } from './run-bot.ts';

let state: string;
let discord: FakeDiscord;
let bot: RunningBot;
let store: Store;

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'daily-'));
  await keepBundled(state);
  store = openStore(state);
  discord = await FakeDiscord.start();
  bot = runBot(discord, { state });
  await discord.commandsRegistered();
}, 120_000);

afterAll(async () => {
  expect(await bot.stop()).toBe(0);
  await store.close();
  expect(discord.violations).toEqual([]);
  await discord.stop();
  rmSync(state, { recursive: true, force: true });
});

const postsIn = (channel: Channel) => discord.messages(channel.id).filter(({ nonce }) => nonce !== undefined);
const deliveryTo = async (channel: Channel) => (await store.outbox.deliveries(`due-${channel.id}`, 1))[0];

/** The delivery to a channel, once it is as wanted. */
function untilDelivery(channel: Channel, wanted: Partial<Delivery>): Promise<Delivery> {
  const look = async () => {
    const delivery = await deliveryTo(channel);
    expect(delivery, channel.name).toMatchObject(wanted);
    if (delivery === undefined) throw new Error('unreachable');
    return delivery;
  };
  return vi.waitFor(look, { timeout: 60_000, interval: 100 });
}

test('/daily without a date shows what is there for today, and turns its pages', async () => {
  const asked = discord.home.reader.slash('daily');
  const first = await asked.answered();
  expect(first.embeds[0]?.description).toContain('### 정책동향');
  expect(first.embeds[0]?.footer?.text).toMatch(/^항목 14개 · 분야 3개 · 출처 링크 14개 · 1 \/ \d$/);
  discord.home.reader.click(first, '▶');
  const footer = () => discord.messages(discord.home.text.id).find(({ id }) => id === first.id)?.embeds[0]?.footer;
  await discord.until(() => footer()?.text.includes('2 / '), 'the second page');
});

test('/daily of a day without items names the nearest that have some, and offers days while one types', async () => {
  const { chinese } = discord.home;
  const nothing = await chinese.slash('daily', { date: '2024-08-01' }).answered();
  expect(nothing.content).toContain('2024-08-01 没有条目');
  expect(nothing.content).toContain('2024-07-27');
  const typing = chinese.complete('daily', { date: '2024-07-2' }, 'date');
  await typing.acknowledged();
  expect(typing.choices.map(({ value }) => value)).toEqual(['2024-07-27', '2024-07-24', '2024-07-23']);
  const wrong = await chinese.slash('daily', { date: '2024-13-45' }).answered();
  expect(wrong.content).toContain('不是有效日期');
});

test('/subscribe, /subscriptions and /unsubscribe are for who may manage the server', async () => {
  const { reader, text } = discord.home;
  const values = { subscribe: { channel: text.id }, subscriptions: {}, unsubscribe: { channel: text.id } };
  for (const [name, given] of Object.entries(values)) {
    expect((await reader.slash(name, given).answered()).content, name).toContain('서버 관리 권한');
    const registered = discord.commands().find((command) => command.name === name);
    expect(registered?.default_member_permissions).toBe(String(1 << 5));
  }
});

test('a channel is subscribed, previewed, paused, listed and unsubscribed', async () => {
  const { admin, announcement } = discord.home;
  const subscribed = await admin.slash('subscribe', { channel: announcement.id, time: '9:05', mode: 'new' }).answered();
  expect(subscribed.content).toContain(`<#${announcement.id}>`);
  expect(subscribed.content).toContain('평일 09:05 (Asia/Seoul) · 새 항목만 · 모든 분야');
  const [kept] = await store.outbox.subscriptions();
  expect(kept).toMatchObject({ channelId: announcement.id, time: '09:05', progress: { through: 14, beyond: [] } });

  const list = await admin.slash('subscriptions').answered();
  expect(list.embeds[0]?.description).toContain('다음 게시: <t:');
  expect(list.embeds[0]?.description).toContain('아직 실행된 적이 없습니다');
  const preview = await admin.click(list, '미리 보기').answered();
  expect(preview.content).toContain('지금 게시할 새 항목이 없습니다');
  await admin.click(list, '일시 중지').acknowledged();
  expect((await store.outbox.subscription(kept?.id ?? ''))?.paused).toMatchObject({ by: 'user' });

  const changed = await admin.slash('subscribe', { channel: announcement.id, time: '10:00' }).answered();
  expect(changed.content).toContain('새 설정으로 바꾸었습니다');
  expect(await store.outbox.subscriptions()).toHaveLength(1);
  await admin.slash('unsubscribe', { channel: announcement.id }).answered();
  expect(await store.outbox.subscriptions()).toEqual([]);
});

test('/subscribe says what is wrong: a time, a zone, a permission that is missing', async () => {
  const { admin, guild } = discord.home;
  const mute = discord.addChannel(guild, { kind: 'text', name: 'mute', deny: ['SendMessages', 'EmbedLinks'] });
  const told = await admin.slash('subscribe', { channel: mute.id }).answered();
  expect(told.content).toContain('필요한 권한이 없습니다: 메시지 보내기, 링크 첨부');
  expect((await admin.slash('subscribe', { channel: mute.id, time: '25:00' }).answered()).content).toContain('25:00');
  const zone = { channel: mute.id, timezone: 'Mars/Base' };
  expect((await admin.slash('subscribe', zone).answered()).content).toContain('Mars/Base');
  expect(await store.outbox.subscriptions()).toEqual([]);
});

test('a digest that is due comes once to channels, threads and forum posts, and is published where that is possible', async () => {
  const { text, announcement, thread, archived, admin } = discord.home;
  const channels = [text, announcement, thread, archived];
  await subscribeDue(store, channels);
  for (const channel of channels) {
    const { parts } = await untilDelivery(channel, { state: 'posted' });
    const posts = postsIn(channel);
    expect(posts.map(({ id }) => id)).toEqual(parts.map(({ messageId }) => messageId));
    expect(posts.length).toBeGreaterThan(1);
  }
  expect(postsIn(announcement).every(({ flags = 0 }) => (flags & 1) === 1)).toBe(true);
  const list = await admin.slash('subscriptions').answered();
  expect(JSON.stringify(list.embeds)).toContain(`https://discord.com/channels/${text.guildId}/${text.id}/`);
  for (const { id } of channels) await store.outbox.unsubscribe(`due-${id}`);
});

test('a send whose answer was lost is found again and not repeated', async () => {
  const channel = discord.addChannel(discord.home.guild, { kind: 'text', name: 'lossy' });
  const path = `/channels/${channel.id}/messages`;
  const toChannel = { method: 'POST', when: (request: { path: string }) => request.path.includes(path) };
  discord.faults.add(toChannel, { kind: 'half-reply' });
  discord.faults.add(toChannel, { kind: 'done-then-status', status: 502 });
  await subscribeDue(store, [channel]);
  const { parts } = await untilDelivery(channel, { state: 'posted' });
  expect(postsIn(channel).map(({ id }) => id)).toEqual(parts.map(({ messageId }) => messageId));
}, 90_000);

test('a permission that is missing is told with its name, and the digest comes once it is given', async () => {
  const { guild, admin } = discord.home;
  const channel = discord.addChannel(guild, { kind: 'text', name: 'shy', deny: ['ReadMessageHistory'] });
  await subscribeDue(store, [channel]);
  await untilDelivery(channel, { reason: { kind: 'missing-permission', permissions: ['ReadMessageHistory'] } });
  const list = await admin.slash('subscriptions').answered();
  expect(JSON.stringify(list.embeds)).toContain('메시지 기록 보기');
  discord.deny(channel);
  await untilDelivery(channel, { state: 'posted' });
}, 90_000);
