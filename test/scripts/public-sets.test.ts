import { describe, expect, test } from 'vitest';
import { readKorquad, readKorquadSentences, readNtrex, translations } from '../../scripts/public-sets.ts';

describe('readKorquad', () => {
  test('makes every question a query for its paragraph', async () => {
    const { texts, queries } = await readKorquad();
    expect([texts.length, queries.length]).toEqual([961, 5774]);
    expect(new Set(texts.map(({ text }) => text)).size).toBe(961);
    expect(queries[0]).toMatchObject({
      id: '6548850-0-0',
      text: '임종석이 여의도 농민 폭력 시위를 주도한 혐의로 지명수배 된 날은?',
    });
    expect(texts.find(({ id }) => id === queries[0]?.unit)?.text).toContain(
      '1989년 2월 15일 여의도 농민 폭력 시위를 주도한',
    );
    const ids = new Set(texts.map(({ id }) => id));
    for (const { relevant } of queries) expect([...relevant.keys()].every((id) => ids.has(id))).toBe(true);
  });
});

describe('readKorquadSentences', () => {
  test('gives each paragraph in sentences, and the one that answers each question', async () => {
    const paragraphs = await readKorquadSentences();
    const [first] = paragraphs;
    expect(first?.questions[0]).toEqual({
      text: '임종석이 여의도 농민 폭력 시위를 주도한 혐의로 지명수배 된 날은?',
      right: 0,
    });
    expect(first?.sentences[0]).toMatch(/^1989년 2월 15일 여의도 농민 폭력 시위를 주도한/);
    const questions = paragraphs.flatMap((one) => one.questions.map(({ right }) => one.sentences[right]));
    expect(questions.length).toBeGreaterThan(5700);
    expect(questions).not.toContain(undefined);
  });
});

describe('translations', () => {
  test('asks for each line in the other language, of all 1,997', async () => {
    const ntrex = await readNtrex();
    for (const language of ['ko', 'zh', 'en', 'articles'] as const) expect(ntrex[language]).toHaveLength(1997);
    const { texts, queries } = translations(ntrex, 'ko', 'zh');
    expect([texts.length, queries.length]).toEqual([1997, 1997]);
    expect(queries[4]?.text).toBe(ntrex.ko[4]);
    const [right] = queries[4]?.relevant.keys() ?? [];
    expect(texts.find(({ id }) => id === right)?.text).toBe(ntrex.zh[4]);
  });

  test('puts the other texts in another language, which are not asked for', () => {
    const ntrex = { ko: ['가', '나', '다'], zh: ['一', '二', '三'], en: ['a', 'b', 'c'], articles: ['x', 'x', 'y'] };
    const { texts, queries } = translations(ntrex, 'ko', 'zh', { language: 'ko', first: 2 });
    expect(texts.map(({ text }) => text)).toEqual(['一', '二', '다']);
    expect(queries.map(({ text, unit }) => [text, unit])).toEqual([
      ['가', 'x'],
      ['나', 'x'],
    ]);
  });
});
