import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOTHING_FOUND, WORDS_ONLY } from '../../src/answer/phrases.ts';
import { languageSchema } from '../../src/bulletin/bulletin.ts';
import type { CardFacts } from '../../src/discord/answer-card.ts';
import { answerCard } from '../../src/discord/answer-card.ts';
import { BEHIND, NOTHING_INDEXED } from '../../src/discord/messages.ts';
import { asked, questionOf } from '../../src/discord/question-card.ts';
import { answered, citation, GUARANTEE_ITEM, sentence, unanswered } from '../console/answers.ts';
import { anyAnswer } from './any-answer.ts';
import { flawsOf } from './flaws.ts';

const FACTS: CardFacts = {
  indexed: { bulletins: 1, items: 14, from: '2024-08-02', to: '2024-08-02' },
  behind: false,
  hidden: false,
};

function card(...of: Parameters<typeof answerCard>) {
  const message = answerCard(...of);
  return { card: message.embeds?.[0], text: JSON.stringify(message) };
}

describe('answerCard', () => {
  test('quotes the sentences with their numbers, and tells what stands behind each', () => {
    const risk = '융자 보증 기금의 위험 분담 비율은 20%에서 최대 40%로 향상';
    const { card: shown } = card(answered([sentence(risk, [1])], { citations: [citation(1, [60, 63])] }), FACTS);
    expect(shown?.description).toBe(`> ${risk} [1]`);
    expect(shown?.fields).toEqual([
      {
        name: "[1] 01 과기부 외, '과학기술 혁신 지원 특별 보증 계획' 마련",
        value:
          '정책동향 · 중국 과학기술 정책 주/간/동/향 (2024-08-02) · 2024-07-24 · 60–63행 · ' +
          '[gov.cn](https://www.gov.cn/zhengce/zhengceku/202407/content_6964671.htm)',
      },
    ]);
  });

  test('shows a table row with the names of its columns, and a formula as it is read', () => {
    const row = sentence('로봇 $CO_2$', [1], {
      columns: ['분야', '대상'],
      cells: ['로봇', '$CO_2$'],
      under: ['개요', '2) 지원'],
    });
    const { card: shown } = card(answered([row], { citations: [citation(1, [1, 1])] }), FACTS);
    expect(shown?.description).toBe('-# 개요 › 2) 지원\n> **분야** 로봇 · **대상** CO₂ [1]');
    const long = { ...row, cells: ['로봇', '가'.repeat(80)] };
    const { card: below } = card(answered([long], { citations: [citation(1, [1, 1])] }), FACTS);
    expect(below?.description).toBe(`-# 개요 › 2) 지원\n> **분야** 로봇\n> **대상** ${'가'.repeat(80)} [1]`);
  });

  test('puts passages of one item together', () => {
    const facts = { citations: [citation(1, [60, 60]), citation(2, [70, 71])] };
    const { card: shown } = card(answered([sentence('가', [1]), sentence('나', [2])], facts), FACTS);
    expect(shown?.fields?.map(({ name }) => name.slice(0, 6))).toEqual(['[1][2]']);
    expect(shown?.fields?.[0]?.value).toContain('60, 70–71행');
  });

  test('keeps sentences of different items apart', () => {
    const other = citation(2, [9, 9], { item: { ...GUARANTEE_ITEM, id: 'other' } });
    const facts = { citations: [citation(1, [1, 1]), other] };
    const { card: shown } = card(
      answered([sentence('가', [1]), sentence('나', [1]), sentence('다', [2])], facts),
      FACTS,
    );
    expect(shown?.description).toBe('> 가 [1]\n> 나 [1]\n\n> 다 [2]');
  });

  test.each(languageSchema.options)('tells before the answer what has to be known (%s)', (language) => {
    const period = { from: '2024-07-15', to: '2024-07-21' };
    const answer = unanswered('none', { language, period, retrieval: 'lexical' });
    const { text } = card(answer, { ...FACTS, behind: true });
    expect(text).toContain('2024-07-15 – 2024-07-21');
    expect(text).toContain(WORDS_ONLY[language]);
    expect(text).toContain(BEHIND[language]);
    expect(text).toContain(NOTHING_FOUND[language]);
  });

  test('says that nothing is indexed where nothing is, and offers no buttons', () => {
    const indexed = { bulletins: 0, items: 0, from: null, to: null };
    const message = answerCard(unanswered('none'), { ...FACTS, indexed });
    expect(message.embeds?.[0]?.description).toContain(NOTHING_INDEXED.ko);
    expect(message.components).toEqual([]);
  });

  test('offers to share what the asker alone sees, and the links of the items', () => {
    const answer = answered([sentence('가', [1])], { citations: [citation(1, [1, 1])] });
    const labels = (facts: CardFacts) =>
      answerCard(answer, facts).components?.map(({ components }) =>
        components.map((one) => ('label' in one ? one.label : 'emoji' in one ? one.emoji?.name : null)),
      );
    expect(labels(FACTS)).toEqual([['근거 문단', '가까운 항목', '👍', '👎'], ['[1] gov.cn']]);
    expect(labels({ ...FACTS, hidden: true })?.[0]).toEqual(['근거 문단', '가까운 항목', '모두에게 공유', '👍', '👎']);
  });

  test.each(['가', '가나다. ', 'word ', '*', '👩‍🔬'])('fits with everything at its longest, made of "%s"', (unit) => {
    const long = (length: number) =>
      unit
        .repeat(length)
        .slice(0, length)
        .replace(/[\uD800-\uDBFF]$/, '');
    const citations = Array.from({ length: 9 }, (_, i) =>
      citation(i + 1, [10_000, 99_999], {
        bulletin: { id: long(300), title: long(500), publishedOn: '2024-08-02' },
        item: { id: `${i}`, number: long(9), title: long(500), section: long(300), date: '2024-07-24' },
        links: [`https://example.org/${'a'.repeat(140)}`],
      }),
    );
    const sentences = [1, 2, 3, 4].map((n) => sentence(long(2_000), [n], { under: [long(200)] }));
    const answer = { ...answered(sentences, { citations, retrieval: 'lexical' }), question: long(300) };
    const message = answerCard(answer, { ...FACTS, behind: true, hidden: true });
    expect(flawsOf(message)).toEqual([]);
    expect(JSON.stringify(message).length).toBeGreaterThan(5_000);
  });

  test('fits into every limit of Discord, whatever the answer, and tells its question to who presses a button', () => {
    const facts = fc.record({ indexed: fc.constant(FACTS.indexed), behind: fc.boolean(), hidden: fc.boolean() });
    fc.assert(
      fc.property(anyAnswer, facts, (answer, more) => {
        const message = answerCard(answer, more);
        expect(flawsOf(message)).toEqual([]);
        const question = asked(answer.question);
        const embeds = message.embeds?.map((embed) => ({ ...embed })) ?? [];
        expect(questionOf({ embeds })).toBe(question === '' ? null : question);
      }),
    );
  });

  test('never lets a question or a bulletin mention anyone or make a link of its own', () => {
    const evil = '<@123> [여기](https://evil.example) **굵게**';
    const answer = answered([sentence(evil, [1])], { citations: [citation(1, [1, 1])] });
    const { text } = card({ ...answer, question: evil }, FACTS);
    expect(text).not.toMatch(/(?<!\\)<@|\]\(https:\/\/evil|(?<!\\)\*\*굵/);
  });
});
