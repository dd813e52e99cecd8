import { describe, expect, test } from 'vitest';
import { demandOf } from '../../src/answer/demand.ts';
import { explain } from '../../src/answer/explanation.ts';
import { NO_SIGNALS } from '../../src/answer/support.ts';
import { tokenizeQuery } from '../../src/retrieval/tokenize.ts';
import { passageOf } from './passage-of.ts';

const text = '上海 양자 연구원 500만 위안을 어디에';
const query = { text, language: 'ko', tokens: tokenizeQuery(text), vector: null } as const;
const found = {
  query,
  parts: [],
  time: { period: { from: '2024-07-01', to: '2024-07-31' }, exact: false, rest: text },
  demand: demandOf(text, query),
  passages: [],
  signs: { ...NO_SIGNALS, sentence: 0.5 },
  retrieval: 'hybrid',
} as const;

describe('explain', () => {
  test('tells how a question was understood, names as they are compared in all languages', () => {
    expect(explain(found).query).toMatchObject({
      text,
      language: 'ko',
      period: { from: '2024-07-01', to: '2024-07-31', exact: false },
      names: [{ written: '上海', name: '상하이' }],
      figures: ['5000000 CNY'],
      words: expect.arrayContaining(['연구원', '양자']),
      list: false,
      instruction: false,
    });
    expect(explain({ ...found, time: null }).query.period).toBeNull();
  });

  test('tells what each list gave, adding up to the score', () => {
    const passage = passageOf('양자', ['양자 연구원을 세웠다.'], { score: 0.875 });
    const explanation = {
      ...passage.explanation,
      words: 0.9,
      vector: 0.6,
      wordWeight: 0.75,
      vectorWeight: 0.25,
      gate: 1,
      bonus: 0.15,
      interaction: 0.5,
      lost: 0.1,
      wordRank: 2,
      similarity: 0.4,
    };
    const item = { id: 'b/1', number: null, title: '양자', section: null, date: null };
    const bulletin = { id: 'b', title: '주간', publishedOn: null };
    const named = { passage: { ...passage, explanation }, item, bulletin, place: null };
    const [one] = explain({ ...found, passages: [named] }).passages;
    expect(one).toMatchObject({
      chunk: 'b/1#0',
      item,
      bulletin,
      score: 0.875,
      words: { rank: 2, scaled: 0.9, weight: 0.75 },
      vectors: { rank: null, cosine: 0.4, scaled: 0.6, weight: 0.25 },
      gate: 1,
      bonus: 0.15,
      interaction: { cosine: 0.5, lost: 0.1 },
    });
    const sum = 0.75 * 0.9 + 0.25 * 0.6 + 0.15 - 0.1;
    expect(one?.score).toBeCloseTo(sum, 12);
  });

  test('tells what support is made of', () => {
    const { bias, signals, support, threshold } = explain(found).support;
    const sum = signals.reduce((total, { value, weight }) => total + value * weight, bias);
    expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(support, 12);
    expect(signals.find(({ name }) => name === 'sentence')?.value).toBe(0.5);
    expect(threshold).toBeGreaterThan(0.5);
  });
});
