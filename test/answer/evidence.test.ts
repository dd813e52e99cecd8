import { describe, expect, test } from 'vitest';
import { demandOf } from '../../src/answer/demand.ts';
import type { Weights } from '../../src/answer/evidence.ts';
import { FEATURE_NAMES, featuresOf, weigh } from '../../src/answer/evidence.ts';
import type { Passage } from '../../src/retrieval/passage.ts';
import { tokenize } from '../../src/retrieval/tokenize.ts';
import { passageOf } from './passage-of.ts';

/** Weighs without vectors; coverage is the plain share of the question's tokens. */
function weighed(question: string, passages: readonly Passage[], more: Partial<Weights> = {}) {
  const tokens = tokenize(question);
  const weights: Weights = {
    language: 'ko',
    coverage: (readings) =>
      tokens.filter((token) => readings.some((one) => one.tokens.has(token))).length / Math.max(tokens.length, 1),
    similarity: () => null,
    section: () => '',
    ...more,
  };
  const demand = demandOf(question, { text: question, language: 'ko' });
  return weigh(
    demand,
    passages,
    passages.map(() => null),
    weights,
  );
}

function textsOf(evidence: ReturnType<typeof weighed>): string[] {
  return evidence.map(({ sentence }) => sentence.text);
}

describe('weigh', () => {
  test('counts a name that only the section of an item holds', () => {
    const american = passageOf('반도체 지원 대상 확정', ['보조금은 11억 달러이다.']);
    const section = (passage: Passage) => (passage === american ? '미국' : '일본');
    const japanese = passageOf('반도체 지원 대상 확정', ['보조금은 9억 달러이다.']);
    const [first, second] = weighed('미국 반도체 보조금은?', [japanese, american], { section });
    expect(first).toMatchObject({ passage: american, named: 1 });
    expect(second?.named).toBe(0);
  });

  test('weighs every sentence of every passage, best first', () => {
    const passages = [
      passageOf('', ['날씨가 아주 좋은 하루였다.']),
      passageOf('', ['양자컴퓨터 시험을 마쳤다.', '다른 이야기도 나왔다.']),
    ];
    const evidence = weighed('양자컴퓨터 시험', passages);
    expect(textsOf(evidence)[0]).toBe('양자컴퓨터 시험을 마쳤다.');
    expect(evidence).toHaveLength(3);
    expect(evidence.map(({ score }) => score)).toEqual(evidence.map(({ score }) => score).toSorted((a, b) => b - a));
  });

  test('leaves ties in the order of the passages', () => {
    const passages = [
      passageOf('', ['첫째 문장은 이렇습니다.', '둘째 문장은 이렇습니다.']),
      passageOf('', ['셋째 문장은 이렇습니다.']),
    ];
    expect(textsOf(weighed('로봇', passages))).toEqual(
      passages.flatMap(({ chunk }) => chunk.sentences.map(({ text }) => text)),
    );
  });

  test('is empty for no passage', () => {
    expect(weighed('로봇', [])).toEqual([]);
  });

  test('tells the share of names and figures that a sentence holds with its headings', () => {
    const [one] = weighed('선전 6G C919', [passageOf('선전의 통신망', ['6G 시험을 했다.'])]);
    expect(one?.named).toBeCloseTo(2 / 3);
    expect(one?.figured).toBe(true);
    expect(weighed('로봇', [passageOf('', ['6G 시험을 했다.'])])[0]?.named).toBe(1);
  });

  test.each([
    ["'25년까지 한다.", '', true],
    ["'27년까지 한다.", '2025년 계획', false],
    ['언젠가 한다.', '2025년 계획', true],
    ['언젠가 한다.', '2027년 계획', false],
    ['언젠가 한다.', '', false],
  ])('tells whether %s below %j speaks of other years than 2027', (text, context, other) => {
    expect(weighed("'27년 계획", [passageOf(context, [text])])[0]?.otherYear).toBe(other);
    expect(weighed('계획', [passageOf(context, [text])])[0]?.otherYear).toBe(false);
  });

  test('tells whether a sentence holds the kind of value asked for, with the columns of a row', () => {
    const row = { columns: ['순위'], cells: ['1'] };
    const evidence = weighed('몇 위야?', [passageOf('', [row, '순위를 발표했다.'])]);
    expect(evidence.map(({ index, asked }) => [index, asked]).toSorted()).toEqual([
      [0, true],
      [1, false],
    ]);
    expect(weighed('로봇', [passageOf('', [row])])[0]?.asked).toBe(null);
  });

  test('takes captions and origins for less than statements', () => {
    const [statement] = weighed('로봇', [passageOf('', ['로봇 시험장을 새로 열었다.'])]);
    const [caption] = weighed('로봇', [passageOf('', ['로봇 시험장을 새로 열었다.'], { kind: 'caption' })]);
    const [origin] = weighed('로봇', [passageOf('', ['출처: 로봇 시험장 보도자료'])]);
    for (const lesser of [caption, origin]) expect(lesser?.score).toBeLessThan(statement?.score ?? 0);
  });

  test('tells a sentence in another language, where its similarity counts for more', () => {
    const scoreOf = (language: 'ko' | 'zh', similarity: number) => {
      const passage = passageOf('', ['하나를 발표했다고 한다.'], { language });
      const demand = demandOf('로봇', { text: '로봇', language: 'ko' });
      const weights: Weights = { language: 'ko', coverage: () => 0, similarity: () => similarity, section: () => '' };
      const [one] = weigh(demand, [passage], [[Float32Array.of(1)]], weights);
      expect(one?.foreign).toBe(language === 'zh');
      return one?.score ?? 0;
    };
    expect(scoreOf('zh', 0.5) - scoreOf('zh', 0.3)).toBeGreaterThan(scoreOf('ko', 0.5) - scoreOf('ko', 0.3));
  });

  test.each(['출처: 로봇 시험장 보도자료', '로봇 시험장을 열었다', "'27년 6G 로봇"])(
    'weighs decomposed text alike: %s',
    (text) => {
      const [composed] = weighed('로봇 6G', [passageOf('', [text])]);
      const [decomposed] = weighed('로봇 6G', [passageOf('', [text.normalize('NFD')])]);
      expect(decomposed?.score).toBe(composed?.score);
    },
  );

  test('takes the similarity of vectors where there are some', () => {
    const passage = passageOf('', ['하나를 발표했다고 한다.', '둘을 발표했다고 한다.']);
    const demand = demandOf('로봇', { text: '로봇', language: 'ko' });
    const vectors = [Float32Array.of(0.1), Float32Array.of(0.9)];
    const weights: Weights = {
      language: 'ko',
      coverage: () => 0,
      similarity: ([first = 0]) => first,
      section: () => '',
    };
    expect(weigh(demand, [passage], [vectors], weights).map(({ index }) => index)).toEqual([1, 0]);
    expect(weigh(demand, [passage], [null], weights).map(({ similarity }) => similarity)).toEqual([null, null]);
  });
});

test('featuresOf has a value for each feature name', () => {
  const [one] = weighed('로봇', [passageOf('', ['로봇 시험장을 열었다.'])]);
  expect(one && Object.keys(featuresOf(one)).toSorted()).toEqual([...FEATURE_NAMES].toSorted());
});
