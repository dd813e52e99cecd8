import { describe, expect, test } from 'vitest';
import type { AnswerExplanation } from '../../src/answer/explanation.ts';
import { showExplanation } from '../../src/console/show-explanation.ts';
import { displayWidth } from '../../src/console/wrap.ts';
import { BULLETIN, GUARANTEE_ITEM } from './answers.ts';

const SCREEN = { columns: 76, colours: false };

const EXPLANATION: AnswerExplanation = {
  query: {
    text: '上海 재보증 비율은?',
    parts: [],
    language: 'ko',
    period: { from: '2024-07-15', to: '2024-07-21', exact: false },
    tokens: ['上海', '재보', '보증'],
    names: [
      { written: '上海', name: '상하이' },
      { written: '중국', name: '중국' },
    ],
    alikes: [{ token: '上海', alikes: [['상하'], ['상해']] }],
    figures: ['year 2024'],
    codes: [],
    words: ['재보증'],
    kind: 'percent',
    list: true,
    instruction: false,
  },
  passages: [
    {
      chunk: 'kostec-2024-08-02/I-01#3',
      item: GUARANTEE_ITEM,
      bulletin: BULLETIN,
      lines: [77, 80],
      place: { unit: 'page', from: 3, to: 3 },
      score: 0.9,
      words: { rank: 1, score: 12.345, coverage: 0.5, scaled: 1, weight: 0.6 },
      vectors: { rank: null, cosine: 0.41, scaled: 0.5, weight: 0.4 },
      gate: 0.8,
      bonus: 0.15,
      interaction: { cosine: 0.52, lost: 0.05 },
    },
  ],
  support: {
    support: 0.93,
    threshold: 0.75,
    bias: -0.85,
    signals: [
      { name: 'sentence', value: 0.6, weight: 3.37 },
      { name: 'missingName', value: 0, weight: -2.06 },
    ],
  },
};

function lines(...expected: readonly string[]): string {
  return expected.join('\n');
}

describe('showExplanation', () => {
  test('names the questions that one was taken apart into', () => {
    const { query } = EXPLANATION;
    const parts = { ...EXPLANATION, query: { ...query, parts: ['재보증 비율은?', '시행일은?'] } };
    expect(showExplanation(parts, 'ko', SCREEN)).toContain('나눈 질문: 재보증 비율은? / 시행일은?');
    expect(showExplanation(EXPLANATION, 'ko', SCREEN)).not.toContain('나눈 질문');
  });

  test('tells in Korean how the question was understood, what was found by what, and why there is an answer', () => {
    expect(showExplanation(EXPLANATION, 'ko', SCREEN)).toBe(
      lines(
        '답이 나온 과정',
        '  찾은 말: 上海 재보증 비율은?',
        '  질문 언어: 한국어 · 기간: 2024-07-15 – 2024-07-21 (이 기간을 우선)',
        '  이름: 上海 → 상하이, 중국 · 다른 문자로: 上海 ~ 상하 | 상해',
        '  연도와 수치: year 2024 · 내용어: 재보증 · 묻는 값: percent · 여럿을 물음',
        '',
        '찾은 단락 1개 (낱말을 믿는 정도 0.80)',
        "   1. 01 과기부 외, '과학기술 혁신 지원 특별 보증 계획' 마련",
        '      0.90 = 0.60 × 1.00 + 0.40 × 0.50 + 0.15 - 0.05',
        '      낱말 1위, BM25 12.35, 질문의 50% · 의미 순위 밖, 코사인 0.41',
        '      토큰별 코사인 0.52 · 3쪽',
        '',
        '근거 0.93 (0.75부터 답함)',
        '  bias      -0.85',
        '  sentence  0.60 × 3.37 = 2.02',
      ),
    );
  });

  test('tells it in English and Chinese too', () => {
    const english = showExplanation(EXPLANATION, 'en', SCREEN);
    expect(english).toContain('not ranked by meaning, cosine 0.41 · token by token 0.52 · p. 3');
    const chinese = showExplanation(EXPLANATION, 'zh', SCREEN);
    expect(chinese).toContain('词语第 1 名，BM25 12.35，覆盖问题 50% · 未进入语义排名，余弦 0.41');
    expect(chinese).toContain('逐词元余弦 0.52');
  });

  test('tells of words alone without a model', () => {
    const passages = EXPLANATION.passages.map((one) => ({
      ...one,
      vectors: { rank: null, cosine: null, scaled: 0, weight: 0 },
      interaction: { cosine: null, lost: 0 },
    }));
    const shown = showExplanation({ ...EXPLANATION, passages }, 'ko', SCREEN);
    expect(shown).toContain('0.90 = 0.60 × 1.00 + 0.15\n');
    expect(shown).not.toContain('코사인');
  });

  test('keeps within the width', () => {
    for (const columns of [20, 40, 110]) {
      const shown = showExplanation(EXPLANATION, 'ko', { columns, colours: false });
      for (const line of shown.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
    }
  });
});
