import { describe, expect, test } from 'vitest';
import { Session } from '../../src/console/session.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';
import { NOW, realDesk } from './real-desk.ts';

async function session(of: Parameters<typeof realDesk>[0] = {}): Promise<Session> {
  const screen = () => ({ columns: 80, colours: false });
  return new Session({ desk: await realDesk(of), screen, now: () => NOW, language: 'en' });
}

describe('Session replies', () => {
  test('to a question with a quotation from the bulletin, in its language', async () => {
    const reply = await (await session()).reply('성급 재보증 기관의 위험 분담 비율은?');
    expect(reply).toContain('성급 재보증 기관의 위험 분담 비율은 최소 20% [1]');
    expect(reply).toMatch(/\d행/);
    expect(reply).toContain('https://www.gov.cn/zhengce/zhengceku/202407/content_6964671.htm');
  });

  test('that only words are searched where there is no model, and not where there is one', async () => {
    const question = '성급 재보증 기관의 위험 분담 비율은?';
    expect(await (await session()).reply(question)).toContain('낱말로만');
    expect(await (await session({ embedder: createFakeEmbedder() })).reply(question)).not.toContain('낱말로만');
  });

  test('to commands in English and Korean alike, each in its language', async () => {
    const talk = await session();
    expect(await talk.reply('/daily 2024-07-24')).toContain('2024-07-24 · 1 item');
    expect(await talk.reply('/오늘 2024-07-24')).toContain('2024-07-24 · 항목 1개');
    expect(await talk.reply('/sources kostec-2024-08-02/I-01')).toContain('content_6964671.htm');
    expect(await talk.reply('/출처 특별 보증 계획')).toContain('content_6964671.htm');
    expect(await talk.reply('/items kostec-2024-08-02')).toContain('kostec-2024-08-02/II-01');
    expect(await talk.reply('/상태')).toContain('마지막 갱신: 2024-08-02 10:00 (Asia/Seoul)');
    expect(await talk.reply('/도움말')).toContain('/출처 낱말|항목 id');
    expect(await talk.reply('/질문 성급 재보증 기관의 위험 분담 비율은?')).toContain('최소 20%');
  });

  test('with a hint to a command that there is not', async () => {
    const talk = await session();
    expect(await talk.reply('/itms')).toBe('There is no /itms. Did you mean /items? See /help.');
    expect(await talk.reply('/zzzzzz')).toBe('There is no /zzzzzz. See /help.');
    expect(await talk.reply('/항모')).toBe('/항모 명령은 없습니다. /항목인가요? /도움말을 보세요.');
  });

  test('with what is missing to a command that lacks it', async () => {
    const talk = await session();
    expect(await talk.reply('/sources')).toContain('Write words or an item id after /sources.');
    expect(await talk.reply('/daily 2024-02-30')).toContain('"2024-02-30" is not a day.');
    expect(await talk.reply('/items nope')).toContain('There is no bulletin "nope". Bulletins: kostec-2024-08-02');
  });

  test('with nothing to an empty line', async () => {
    expect(await (await session()).reply('  ')).toBeNull();
  });

  test('with what was added to the store since', async () => {
    const desk = await realDesk({ empty: true });
    const talk = new Session({
      desk,
      screen: () => ({ columns: 80, colours: false }),
      now: () => NOW,
      language: 'en',
    });
    expect(await talk.reply('/items')).toContain('No bulletins are indexed yet.');
    await desk.ingest([], () => {});
    expect(await talk.reply('/items')).toContain('kostec-2024-08-02/I-01');
  });
});

describe('Session greets', () => {
  test('with what is indexed and questions that have an answer', async () => {
    const talk = await session({ embedder: createFakeEmbedder() });
    const greeting = await talk.greeting();
    expect(greeting).toContain('Indexed: 1 bulletin with 14 items (2024-08-02).');
    const questions = greeting.split('\n').filter((line) => line.startsWith('  '));
    expect(questions).toHaveLength(3);
    for (const question of questions) expect(await talk.reply(question)).toContain('[1]');
  });

  test('with what to do when nothing is indexed', async () => {
    expect(await (await session({ empty: true })).greeting()).toContain('`npm run bulletin -- ingest`');
  });
});
