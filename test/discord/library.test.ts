import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { acquireWriterLock } from '../../src/store/lock.ts';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { Interaction } from '../fakes/discord/interaction.ts';
import type { RunningBot } from './run-bot.ts';
import { runBot } from './run-bot.ts';

const WEEKLY =
  '# 주간 소식\n\n2024. 8. 2.\n\n## 석탄 감축 계획\n\n석탄을 감축한다고 발표했다.\n\n## 반도체 지원\n\n반도체를 지원한다.\n';
const ROBOTS = '# 로봇 소식\n\n2024. 8. 9.\n\n## 로봇 산업\n\n로봇을 만든다.\n\n## 위성 발사\n\n위성을 쏘았다.\n';

let base: string;
let bulletins: string;
let state: string;
let discord: FakeDiscord;
let bot: RunningBot;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'library-'));
  [bulletins, state] = [join(base, 'bulletins'), join(base, 'state')];
  mkdirSync(bulletins);
  discord = await FakeDiscord.start();
  bot = runBot(discord, { bulletins, state });
  await discord.commandsRegistered();
}, 120_000);

afterAll(async () => {
  expect(await bot.stop()).toBe(0);
  expect(discord.violations).toEqual([]);
  await discord.stop();
  rmSync(base, { recursive: true, force: true });
});

/** What stands in the answer once it holds `text`: before, it tells how far the work is. */
async function told(interaction: Interaction, text: string): Promise<string> {
  const now = () => JSON.stringify([interaction.original?.content, interaction.original?.embeds]);
  return discord.until(() => now().includes(text) && now(), `“${text}” in ${now()}`, 30_000);
}

function add(name: string, content: string | Buffer): Interaction {
  return discord.home.admin.slash('bulletin add', { file: discord.file(name, content) });
}

test('/bulletin add takes a file into the folder, and its items are found at once', async () => {
  const { admin, reader } = discord.home;
  const adding = add('weekly.md', WEEKLY);
  expect(await adding.acknowledged()).toMatchObject({ type: 5, flags: 64 });
  const report = await told(adding, '게시물을 추가했습니다');
  expect(report).toContain('항목 2개');
  expect(report).toContain('석탄 감축 계획');
  expect(readFileSync(join(bulletins, 'weekly.md'), 'utf8')).toBe(WEEKLY);
  expect((await reader.slash('items').answered()).embeds[0]?.title).toContain('주간 소식');
  const listed = await admin.slash('bulletin list').answered();
  expect(listed).toMatchObject({ flags: 64, embeds: [{ title: '게시물 1건' }] });
  expect(listed.embeds[0]?.description).toContain('weekly.md');
});

test('/bulletin add knows a file that is there already', async () => {
  await told(add('again.md', WEEKLY), '이미 있는 게시물입니다');
  expect(readdirSync(bulletins)).toEqual(['weekly.md']);
});

test('/bulletin add tells what is wrong with a file, and keeps nothing of it', async () => {
  const scan = readFileSync(fileURLToPath(new URL('../fixtures/documents/scan.pdf', import.meta.url)));
  await told(add('scan.pdf', scan), '파일에 글자가 없습니다');
  await told(add('photo.pdf', Buffer.from('GIF89a')), '읽을 수 없는 형식입니다');
  await told(add('large.md', Buffer.alloc(20 * 1024 * 1024 + 1, 'a')), '20 MB보다 크거나');
  expect(readdirSync(bulletins)).toEqual(['weekly.md']);
});

test('/bulletin add takes two files at once, under names of their own', async () => {
  const [one, other] = [
    add('same.md', ROBOTS),
    add('same.md', ROBOTS.replaceAll('로봇', '배터리').replace('9.', '16.')),
  ];
  await Promise.all([told(one, '게시물을 추가했습니다'), told(other, '게시물을 추가했습니다')]);
  expect(readdirSync(bulletins)).toEqual(['same-2.md', 'same.md', 'weekly.md']);
});

test('/bulletin add waits while another process writes', async () => {
  // The bot itself may be looking through the folder.
  const lock = await vi.waitFor(() => acquireWriterLock(state), { timeout: 20_000 });
  const adding = add('later.md', ROBOTS.replaceAll('로봇', '양자').replace('8. 9.', '9. 6.'));
  await told(adding, '읽는 중입니다');
  await lock.release();
  await told(adding, '게시물을 추가했습니다');
});

test('/bulletin is for those who may manage the server, whatever Discord lets through', async () => {
  const { reader } = discord.home;
  const adding = reader.slash('bulletin add', { file: discord.file('x.md', WEEKLY) });
  expect((await adding.answered()).content).toContain('서버 관리 권한');
  const listing = await discord.home.admin.slash('bulletin list').answered();
  const forged = discord.home.english.forge(await reader.slash('items').answered(), '1:remove:yes:AAAAAA');
  expect((await forged.answered()).content).toContain('Manage Server');
  expect(listing.embeds[0]?.title).toBe('게시물 4건');
  const commands = discord.commands().find(({ name }) => name === 'bulletin');
  expect(commands).toMatchObject({ default_member_permissions: '32' });
});

test('/bulletin remove asks first, then takes the bulletin out and keeps its file aside', async () => {
  const { admin, reader } = discord.home;
  const typing = admin.complete('bulletin remove', { bulletin: 'ㅈㄱ' }, 'bulletin');
  await typing.acknowledged();
  expect(typing.choices.map(({ value }) => value)).toEqual(['weekly']);
  const asked = await admin.slash('bulletin remove', { bulletin: 'weekly' }).answered();
  expect(asked.content).toContain('제거할까요');
  const kept = admin.click(asked, '그대로 두기');
  expect((await kept.answered()).content).toBe('게시물을 그대로 두었습니다.');
  const again = await admin.slash('bulletin remove', { bulletin: 'weekly' }).answered();
  const removed = await admin.click(again, '제거').answered();
  expect(removed.content).toContain('weekly.md');
  expect(readdirSync(bulletins)).toEqual(['.removed', 'later.md', 'same-2.md', 'same.md']);
  const [aside = ''] = readdirSync(join(bulletins, '.removed'));
  expect(statSync(join(bulletins, '.removed', aside)).size).toBe(Buffer.byteLength(WEEKLY));
  const gone = await admin.slash('bulletin list').answered();
  expect(gone.embeds[0]?.title).toBe('게시물 3건');
  const lookedFor = reader.complete('items', { bulletin: '주간' }, 'bulletin');
  await lookedFor.acknowledged();
  expect(lookedFor.choices).toEqual([]);
});

test('the folder is watched while the bot runs: what is put there is found, and what was removed stays away', async () => {
  const { reader } = discord.home;
  writeFileSync(join(bulletins, 'dropped.md'), ROBOTS.replaceAll('로봇', '우주').replace('8. 9.', '10. 4.'));
  const titles = async () => {
    const typing = reader.complete('items', { bulletin: '' }, 'bulletin');
    await typing.acknowledged();
    return typing.choices.map(({ name }) => name).join();
  };
  await vi.waitFor(async () => expect(await titles()).toContain('우주 소식'), { timeout: 20_000, interval: 200 });
  expect(await titles()).not.toContain('주간 소식');
});
