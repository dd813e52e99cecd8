import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { RunningBot } from './run-bot.ts';
import { runBot } from './run-bot.ts';

const ITEM = 'kostec-2024-08-02/I-01';
const QUESTION = '판젠웨이 연구팀은 무엇을 했나?';

let state: string;
let discord: FakeDiscord;
let bot: RunningBot;

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'members-'));
  discord = await FakeDiscord.start();
  bot = runBot(discord, { state });
  await Promise.all([discord.commandsRegistered(), bot.inStep()]);
}, 120_000);

afterAll(async () => {
  expect(await bot.stop()).toBe(0);
  expect(discord.violations).toEqual([]);
  await discord.stop();
  rmSync(state, { recursive: true, force: true });
});

test('/sources offers items while they are typed, and shows the links of the one chosen', async () => {
  const { reader } = discord.home;
  const typing = reader.complete('sources', { item: 'ㅅㅌ' }, 'item');
  await typing.acknowledged();
  expect(typing.choices.map(({ name }) => name).join()).toContain('석탄');
  const latest = reader.complete('sources', { item: '' }, 'item');
  await latest.acknowledged();
  expect(latest.choices).toHaveLength(14);
  expect(latest.choices[0]?.value).toBe(ITEM);
  const [choice] = typing.choices;
  const shown = await reader.slash('sources', { item: `${choice?.value}` }).answered();
  expect(shown.embeds[0]?.title).toContain('석탄');
  expect(JSON.stringify(shown.components)).toMatch(/"url":"https?:/);
});

test('/sources finds items by free words, and says so when there are none', async () => {
  const { english, reader } = discord.home;
  const found = await reader.slash('sources', { item: '석탄 발전' }).answered();
  expect(found.content).toContain('“석탄 발전”');
  const none = await english.slash('sources', { item: 'zzz qqq' }).answered();
  expect(none.content).toContain('No item matches “zzz qqq”');
});

test('/items lists the latest bulletin, paged for who asked, and beside for others', async () => {
  const { reader, english } = discord.home;
  const list = await reader.slash('items').answered();
  expect(list.embeds[0]?.footer?.text).toBe('항목 14개 · 1 / 2');
  const turned = await reader.click(list, '▶').answered();
  expect(turned).toMatchObject({ id: list.id, embeds: [{ footer: { text: '항목 14개 · 2 / 2' } }] });
  const other = await english.click(turned, '◀').answered();
  expect(other.id).not.toBe(list.id);
  expect(other).toMatchObject({ flags: 64, embeds: [{ footer: { text: '14 items · 1 / 2' } }] });
});

test('/items takes what is typed for the bulletin that it fits best', async () => {
  const { reader, english } = discord.home;
  const typing = reader.complete('items', { bulletin: '2024-08' }, 'bulletin');
  await typing.acknowledged();
  expect(typing.choices.map(({ value }) => value)).toEqual(['kostec-2024-08-02']);
  expect((await reader.slash('items', { bulletin: '2024-08' }).answered()).embeds).toHaveLength(1);
  expect((await english.slash('items', { bulletin: 'no such' }).answered()).content).toContain('No bulletin matches');
});

test('a list of a bulletin that is gone answers with a sentence', async () => {
  const { english } = discord.home;
  const list = await english.slash('items').answered();
  expect((await english.forge(list, '1:items:AAAAAA:1').answered()).content).toContain('no longer indexed');
  expect((await english.forge(list, '1:items:AAAAAA:x').answered()).content).toContain('no longer works');
});

test('the menu asks with the text of a message, for the asker alone', async () => {
  const { english } = discord.home;
  const asked = english.menu('Ask about this', english.say(`> **${QUESTION}** <@1> https://example.org/`));
  expect(await asked.acknowledged()).toMatchObject({ type: 5, flags: 64 });
  expect((await asked.answered()).embeds[0]?.title).toBe(QUESTION);
  const picture = await english.menu('Ask about this', english.say('https://example.org/a.png')).answered();
  expect(picture.content).toContain('no text to ask with');
});

test('a vote is kept once for each user, can be explained, changed and taken back', async () => {
  const { reader, english } = discord.home;
  const answer = await reader.slash('ask', { question: QUESTION }).answered();
  const up = voteButton(answer, 'up');
  const down = voteButton(answer, 'down');
  const thanks = await reader.click(answer, up).answered();
  expect(thanks).toMatchObject({ flags: 64, content: expect.stringContaining('👍') });
  const opened = reader.click(thanks, '이유 적기');
  await opened.acknowledged();
  const kept = await reader.submit(opened, { reason: ' 출처가 분명하다. ' }).answered();
  expect(kept.content).toContain('이유를 함께 저장했습니다');
  await english.click(answer, down).answered();
  expect(await votes()).toMatchObject([
    { vote: 'down', question: null, reason: null, language: 'en' },
    {
      vote: 'up',
      question: QUESTION,
      reason: '출처가 분명하다.',
      language: 'ko',
      itemIds: ['kostec-2024-08-02/II-01'],
    },
  ]);
  const other = await reader.click(answer, down).answered();
  expect((await votes())[0]).toMatchObject({ vote: 'down', reason: null, question: QUESTION });
  expect((await reader.click(other, '의견 취소').answered()).content).toBe('의견을 지웠습니다.');
  expect(await votes()).toMatchObject([{ vote: 'down', language: 'en' }]);
  const late = reader.click(thanks, '이유 적기');
  expect((await late.answered()).content).toContain('더 이상 없습니다');
});

test('/privacy shows who asks what is stored about them, and deletes that alone', async () => {
  const { reader, english } = discord.home;
  const answer = await reader.slash('ask', { question: QUESTION }).answered();
  await reader.click(answer, voteButton(answer, 'up')).answered();
  const shown = reader.slash('privacy');
  expect(await shown.acknowledged()).toMatchObject({ type: 4, flags: 64 });
  const overview = await shown.answered();
  expect(overview.embeds[0]?.description).toContain('남기신 의견 1건');
  expect(overview.embeds[0]?.description).toContain(QUESTION);
  const really = await reader.click(overview, '모두 지우기').answered();
  expect(really.content).toContain('저장된 내 정보(의견 1건)를 모두 지웁니다');
  const back = await reader.click(really, '취소').answered();
  expect(back.embeds[0]?.description).toContain('남기신 의견 1건');
  await reader.click(back, '모두 지우기').answered();
  expect((await reader.click(back, '지우기').answered()).content).toContain('모두 지웠습니다');
  expect((await reader.slash('privacy').answered()).embeds[0]?.description).toContain('저장된 내 정보는 없습니다');
  expect((await english.slash('privacy').answered()).embeds[0]?.description).toContain('Your votes: 1');
});

test('/privacy shows subscriptions, and leaves them to the server without who made them', async () => {
  const { admin, text } = discord.home;
  await admin.slash('subscribe', { channel: text.id, time: '09:00' }).answered();
  const overview = await admin.slash('privacy').answered();
  expect(overview.embeds[0]?.description).toContain('만드신 구독 1건');
  const really = await admin.click(overview, '모두 지우기').answered();
  expect(really.content).toContain('구독은 서버의 것이므로 그대로 남고');
  expect((await admin.click(really, '지우기').answered()).content).toContain('구독 1건');
  expect((await admin.slash('privacy').answered()).embeds[0]?.description).toContain('저장된 내 정보는 없습니다');
  expect(await reading((store) => store.outbox.subscriptions())).toMatchObject([{ userId: null, time: '09:00' }]);
});

test('neither votes nor the log hold the id of a user', async () => {
  const { chinese } = discord.home;
  const answer = await chinese.slash('ask', { question: QUESTION }).answered();
  await chinese.click(answer, voteButton(answer, 'up')).answered();
  expect(JSON.stringify(await votes())).not.toContain(chinese.member.id);
  expect(bot.stderr.join('\n')).not.toContain(chinese.member.id);
});

function votes() {
  return reading((store) => store.feedback.all());
}

/** What the database holds, as another process reads it. */
async function reading<T>(read: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore(state, { readOnly: true });
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}

function voteButton({ components }: { readonly components?: unknown }, vote: 'up' | 'down'): string {
  const id = new RegExp(`"custom_id":"(1:feedback:${vote}[^"]*)"`).exec(JSON.stringify(components))?.[1];
  if (id === undefined) throw new Error(`There is no button for ${vote}.`);
  return id;
}
