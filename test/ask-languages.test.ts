import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../src/ask.ts';
import type { OpenBulletins } from './open-bulletins.ts';
import { openBulletins } from './open-bulletins.ts';

const NOW = new Date('2024-08-12T09:00:00+09:00');
const KOREAN = `# 산업 주간 제1호

발행일: 2024년 8월 9일

## 1. 석탄발전소 예산 확정

- 석탄발전소 개조 예산은 42억 위안이다.

## 2. 반도체 수출 확대

- 반도체 수출은 올해 17% 늘었다.
`;
const CHINESE = `# 海洋周报 第1期

发布日期：2024年8月9日

## 1. 舟山港扩建

- 舟山港的投资为31亿元。

## 2. 磁体试验

- 磁体的寿命为12年。
`;

let bulletins: OpenBulletins;
beforeAll(async () => {
  bulletins = await openBulletins({ 'korean.md': KOREAN, 'chinese.md': CHINESE }, { now: NOW });
});
afterAll(() => bulletins.close());

describe('ask, by words alone, in another language than the text,', () => {
  test.each([
    ['What is the budget for the coal plants?', '석탄발전소 예산 확정'],
    ['How much did semiconductor exports grow?', '반도체 수출 확대'],
    ['How many years is the lifetime of the magnet?', '磁体试验'],
    ['半导体出口增长了多少？', '반도체 수출 확대'],
    ['저우산항 투자는 얼마야?', '舟山港扩建'],
  ])('finds the item for %s', async (question, title) => {
    const options = { ...bulletins, embedder: null, now: NOW, timeZone: 'Asia/Seoul', explain: true };
    const { explanation } = await ask(question, options);
    expect(explanation?.passages[0]?.item.title).toBe(title);
  });

  test('finds nothing for what means nothing there', async () => {
    const options = { ...bulletins, embedder: null, now: NOW, timeZone: 'Asia/Seoul', explain: true };
    const { outcome, explanation } = await ask('Who conducts the opera orchestra?', options);
    expect({ outcome, passages: explanation?.passages }).toEqual({ outcome: 'none', passages: [] });
  });
});
