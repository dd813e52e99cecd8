import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDesk } from '../../src/console/run-command.ts';
import { nearId, passagesId } from '../../src/discord/answer-ids.ts';
import { passageKey } from '../../src/discord/keys.ts';
import { realDesk } from '../console/real-desk.ts';
import { buttonInteraction, commandInteraction } from '../fakes/interactions.ts';
import type { Seen } from './answering.ts';
import { answering, buttonOf } from './answering.ts';
import { flawsOf } from './flaws.ts';

const QUESTION = '판젠웨이 연구팀은 무엇을 했나?';

let desk: OpenDesk;
let card: Seen;
beforeAll(async () => {
  desk = await realDesk();
  card = await ask(QUESTION);
});

async function ask(question: string, hidden = false): Promise<Seen> {
  const [message] = await answering(commandInteraction('ask', { question, hidden }), desk);
  if (message === undefined) throw new Error('There was no answer.');
  return message;
}

/** Presses a button of a message, by its label. */
async function press(message: Seen, label: string, on = desk, locale = 'ko'): Promise<readonly Seen[]> {
  return answering(buttonInteraction(buttonOf(message, label), message, { id: '7', locale }), on);
}

describe('passages', () => {
  test('shows the passage behind the answer to who pressed the button, with its lines and its link', async () => {
    const [shown] = await press(card, '근거 문단');
    expect(shown?.flags).toBe(64);
    expect(shown?.embeds[0]?.title).toContain('[1] 01 중국과기대');
    expect(shown?.embeds[0]?.description).toMatch(
      /^> 전자 시뮬레이션에서[\s\S]*\n> 중국과학기술대학 판젠웨이[\s\S]*296–300행/,
    );
    expect(JSON.stringify(shown?.components)).toContain('mp.weixin.qq.com');
  });

  test('turns its pages, forward and back', async () => {
    const two = await ask('산업용 로봇과 석탄발전소에 대해 알려줘');
    const [first] = await press(two, '근거 문단');
    if (first === undefined) throw new Error('There was no page.');
    expect(first.embeds[0]?.footer?.text).toMatch(/^1 \/ [2-5]$/);
    const [second] = await press(first, '▶');
    expect(second?.embeds[0]?.footer?.text).toMatch(/^2 \/ /);
    if (second === undefined) throw new Error('There was no page.');
    expect(await press(second, '◀')).toMatchObject([{ embeds: first.embeds, components: first.components }]);
  });

  test('says what became of a passage whose issue was removed, or changed', async () => {
    const [gone] = await press(card, '근거 문단', await realDesk({ empty: true }));
    expect(gone?.embeds[0]?.description).toContain('색인에서 삭제되었습니다');
    const key = passageKey({ bulletinId: 'kostec-2024-08-02', itemId: 'kostec-2024-08-02/II-01', text: 'as it was' });
    const [changed] = await answering(buttonInteraction(passagesId.encode({ passages: key })), desk);
    expect(changed?.embeds[0]?.title).toContain('[1] 01 중국과기대');
    expect(changed?.embeds[0]?.description).toContain('게시물 내용이 바뀌어');
    const [english] = await press(card, '근거 문단', await realDesk({ empty: true }), 'en-GB');
    expect(english?.embeds[0]?.description).toContain('has been removed since');
  });
});

describe('near', () => {
  test('shows items near the question of the card, cited, page by page', async () => {
    const [first] = await press(card, '가까운 항목');
    if (first === undefined) throw new Error('There was no answer.');
    expect(first.embeds[0]?.title).toBe(QUESTION);
    expect(first.embeds[0]?.fields).toHaveLength(4);
    expect(first.embeds[0]?.description).toContain('판젠웨이');
    const [second] = await press(first, '▶');
    expect(second?.embeds[0]?.title).toBe(QUESTION);
    expect(second?.embeds[0]?.footer?.text).toMatch(/^2 \/ /);
    expect(second?.embeds[0]?.fields).not.toEqual(first.embeds[0]?.fields);
  });

  test('means a period from when the question was asked', async () => {
    const old = { ...(await ask('7월 24일에 나온 특별 보증 계획')), timestamp: '2020-01-15T00:00:00Z' };
    const [shown] = await press(old, '가까운 항목');
    expect(shown?.embeds[0]?.description).toContain('가까운 항목이 없습니다');
    const [now] = await press({ ...old, timestamp: '2024-08-05T00:00:00Z' }, '가까운 항목');
    expect(now?.embeds[0]?.fields?.length).toBeGreaterThan(0);
  });

  test('says that it cannot read the question of a card without one', async () => {
    const [shown] = await answering(buttonInteraction(nearId.encode({}), { embeds: [] }), desk);
    expect(shown?.content).toContain('다시 질문해 주세요');
  });

  test('says that nothing is near where nothing is indexed any more', async () => {
    const [shown] = await press(card, '가까운 항목', await realDesk({ empty: true }));
    expect(shown?.embeds[0]?.description).toContain('가까운 항목이 없습니다');
  });
});

describe('share', () => {
  test('shows the answer to all, says who shared it, and cannot be pressed again', async () => {
    const hidden = await ask(QUESTION, true);
    const [shared, left] = await press(hidden, '모두에게 공유');
    expect(shared?.flags).toBeUndefined();
    expect(shared?.content).toBe('<@400000000000000001> 님이 공유한 답입니다.');
    expect(shared?.embeds).toEqual(hidden.embeds);
    expect(left?.embeds).toEqual(hidden.embeds);
    for (const message of [shared, left]) {
      const labels = message?.components.flatMap((row) => row.components.map(({ label }) => label));
      expect(labels).toContain('근거 문단');
      expect(labels).not.toContain('모두에게 공유');
    }
  });
});

describe('with an issue whose texts are as long as they get', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'long-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('answers, passages and near items fit into every limit of Discord', async () => {
    const marks = '**굵게** [x](https://a.b/c) `코드` @everyone <@1> 👩‍🔬 ';
    const items = [1, 2, 3, 4, 5, 6].map((n) => {
      const title = `${n}. ${'석탄 발전 전환 계획 '.repeat(30)}`;
      const bullets = Array.from(
        { length: 4 },
        (_, i) => `- 석탄 발전 ${i} ${`${marks}석탄 발전 감축 목표 `.repeat(60)}`,
      );
      return [`## ${title}`, '', ...bullets, '', `출처: [링크](https://example.org/${'a'.repeat(400)}${n})`].join('\n');
    });
    const path = join(folder, `${'긴-이름-'.repeat(12)}.md`);
    await writeFile(path, [`# ${'아주 긴 소식지 이름 '.repeat(40)}`, '', ...items].join('\n\n'));
    const long = await realDesk({ empty: true });
    await long.ingest([path], () => {});
    await long.refresh();
    const [answer] = await answering(commandInteraction('ask', { question: '석탄 발전 감축 목표' }), long);
    if (answer === undefined) throw new Error('There was no answer.');
    const seen = [answer, ...(await press(answer, '근거 문단', long)), ...(await press(answer, '가까운 항목', long))];
    expect(seen).toHaveLength(3);
    for (const message of seen) {
      expect(flawsOf(message)).toEqual([]);
      expect(JSON.stringify(message).length).toBeGreaterThan(1_000);
    }
  });
});
