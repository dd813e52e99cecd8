import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../src/answer/answer.ts';
import { ask } from '../src/ask.ts';
import type { Embedder } from '../src/retrieval/embedder.ts';
import { createFakeEmbedder } from './fakes/fake-embedder.ts';
import type { OpenBulletins } from './open-bulletins.ts';
import { openBulletins } from './open-bulletins.ts';

const REAL = fileURLToPath(new URL('../data/bulletins/kostec-2024-08-02.md', import.meta.url));
const NOW = new Date('2024-08-12T09:00:00+09:00');
const GONE =
  '- 단일 재보증 금액이 500만 위안 이상인 경우 요율은 0.5% 이하, 500만 위안 이하인 경우 요율은 0.3% 이하로 조정';
const embedder = createFakeEmbedder();

let bulletins: OpenBulletins;
beforeAll(async () => {
  const issue = await readFile(REAL, 'utf8');
  // The next issue repeats the items with another figure, and without one sentence.
  const next = issue
    .replace('| 발 행 일 | 2024. 8. 2.', '| 발 행 일 | 2024. 8. 9.')
    .replace('위험 분담 비율은 최소 20%', '위험 분담 비율은 최소 25%')
    .replace(GONE, '');
  const files = { 'kostec-2024-08-02.md': issue, 'kostec-2024-08-09.md': next };
  bulletins = await openBulletins(files, { now: NOW, embedder });
});
afterAll(() => bulletins.close());

function answer(question: string, by: Embedder | null = null): Promise<Answer> {
  return ask(question, { ...bulletins, embedder: by, now: NOW, timeZone: 'Asia/Seoul' });
}

describe('ask, where two issues carry the same items,', () => {
  test('quotes the newest and lists the earlier one beside it', async () => {
    const { outcome, sentences, citations } = await answer('성급 재보증 기관의 위험 분담 비율은?');
    expect(outcome).toBe('answered');
    expect(sentences.map(({ text }) => text)).toContain('성급 재보증 기관의 위험 분담 비율은 최소 25%');
    expect(sentences.map(({ text }) => text)).not.toContain('성급 재보증 기관의 위험 분담 비율은 최소 20%');
    expect(new Set(citations.map(({ bulletin }) => bulletin.id))).toEqual(new Set(['kostec-2024-08-09']));
    expect(citations[0]?.alsoIn).toEqual([
      {
        bulletin: expect.objectContaining({ id: 'kostec-2024-08-02', publishedOn: '2024-08-02' }),
        item: expect.objectContaining({ id: 'kostec-2024-08-02/I-01' }),
      },
    ]);
  });

  test('still quotes what only the earlier one says', async () => {
    const { outcome, sentences, citations } = await answer('단일 재보증 금액이 500만 위안 이상인 경우 요율은?');
    expect(outcome).toBe('answered');
    const found = sentences.find(({ text }) => GONE.endsWith(text));
    const cited = citations.find(({ n }) => found?.citations.includes(n));
    expect(cited?.bulletin.id).toBe('kostec-2024-08-02');
    expect(cited?.alsoIn.map(({ bulletin }) => bulletin.id)).toEqual(['kostec-2024-08-09']);
  });

  test('keeps the figure that the question names', async () => {
    const { sentences } = await answer('성급 재보증 기관의 위험 분담 비율이 최소 20%인가?');
    expect(sentences.map(({ text }) => text)).toContain('성급 재보증 기관의 위험 분담 비율은 최소 20%');
  });

  test('names each related item once', async () => {
    const { outcome, citations } = await answer('7월 17일 소식 알려줘', embedder);
    expect(outcome).toBe('related');
    expect(citations.map(({ item }) => item.id).toSorted()).toEqual([
      'kostec-2024-08-09/I-04',
      'kostec-2024-08-09/III-07',
    ]);
  });
});
