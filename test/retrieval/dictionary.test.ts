import { describe, expect, test } from 'vitest';
import { alikesOf } from '../../src/retrieval/alikes.ts';
import { Dictionary, readDictionary } from '../../src/retrieval/dictionary.ts';
import { tokenize } from '../../src/retrieval/tokenize.ts';

const DICTIONARY = new Dictionary([
  '预算\t예산\tbudget',
  '投资\t투자\tinvestment;invest',
  '熔盐\t용염\tmolten salt',
  '电池\t전지\tbattery',
  ...Array.from({ length: 13 }, (_, i) => `甲${'一二三四五六七八九十百千万'[i]}\t갑${i}\tthing`),
]);

/** What a question's tokens may be in texts, by their meaning. */
function alikes(question: string, ...texts: readonly string[]) {
  return alikesIn(DICTIONARY, question, texts);
}

function alikesIn(dictionary: Dictionary, question: string, texts: readonly string[]) {
  const known = new Set(texts.flatMap(tokenize));
  return Object.fromEntries(alikesOf(question, (token) => known.has(token), [dictionary]));
}

describe('Dictionary', () => {
  test('finds an English word in Chinese and Korean', () => {
    expect(alikes('What is the budget?', '预算', '예산은')).toEqual({ budget: [['预算'], ['예산']] });
    expect(alikes('total investments', '投资')).toEqual({ investments: [['投资']] });
    expect(alikes('batteries', '전지')).toEqual({ batteries: [['전지']] });
  });

  test('finds Chinese and Korean words in English, in each form that a text has', () => {
    expect(alikes('预算是多少', 'budgets, a budget')).toEqual({ 预算: [['budget'], ['budgets']] });
    expect(alikes('투자액은', 'They invested.')).toEqual({ 투자: [['invested']] });
  });

  test('finds two words that mean something together, only where both are there', () => {
    expect(alikes('molten salts', '熔盐')).toEqual({ molten: [['熔盐']], salts: [['熔盐']] });
    expect(alikes('熔盐', 'molten salt')).toEqual({ 熔盐: [['molten', 'salt']] });
    expect(alikes('熔盐', 'molten iron')).toEqual({});
    expect(alikes('molten and salty', '熔盐')).toEqual({});
  });

  test('does not read a particle as part of a word', () => {
    const particle = new Dictionary(['产恩\t산은\tbenefit', '预算\t예산\tbudget']);
    expect(alikesIn(particle, '예산은', ['budget benefit'])).toEqual({ 예산: [['budget']] });
  });

  test('finds nothing for what no text holds, what is not in it, and what may be too many words', () => {
    expect(alikes('budget', '投资')).toEqual({});
    expect(alikes('seaweed 해조류 海藻', '投资', 'budget')).toEqual({});
    expect(alikes('thing', '甲一', '甲二')).toEqual({});
    expect(alikes('', '投资')).toEqual({});
  });
});

describe('readDictionary', () => {
  test.each([
    ['석탄', 'coal'],
    ['반도체', 'semiconductors'],
    ['semiconductor', '반도체'],
    ['soybeans', '大豆'],
    ['磁体', 'magnet'],
  ])('knows what %s is in another language: %s', (word, other) => {
    const found = Object.values(alikesIn(readDictionary(), word, [other])).flat();
    expect(found).toContainEqual(tokenize(other));
  });
});
