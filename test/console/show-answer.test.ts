import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { showAnswer } from '../../src/console/show-answer.ts';
import { displayWidth } from '../../src/console/wrap.ts';
import { answered, BULLETIN, citation, GUARANTEE_ITEM, sentence, unanswered } from './answers.ts';

const SCREEN = { columns: 60, colours: false };
const INDEXED = { bulletins: 1, items: 14, from: '2024-08-02', to: '2024-08-02' };

function lines(...expected: readonly string[]): string {
  return expected.join('\n');
}

describe('showAnswer quotes sentences', () => {
  const sentences = [
    sentence('융자 보증 기금의 위험 분담 비율은 20%에서 최대 40%로 향상', [1], { under: ['2) 위험 분담률 향상'] }),
    sentence('성급 재보증 기관의 위험 분담 비율은 최소 20%', [1], { under: ['2) 위험 분담률 향상'] }),
    sentence(
      '단일 재보증 금액이 500만 위안 이상인 경우 요율은 0.5% 이하, 500만 위안 이하인 경우 요율은 0.3% 이하로 조정',
      [2],
      { under: ['3) 요율* 수준의 합리적 결정'] },
    ),
  ];
  const citations = [citation(1, [77, 80]), citation(2, [93, 93])];

  test('in Korean, below their headings, with passages of one item together', () => {
    expect(showAnswer(answered(sentences, { citations }), SCREEN, INDEXED)).toBe(
      lines(
        '2) 위험 분담률 향상',
        '  융자 보증 기금의 위험 분담 비율은 20%에서 최대 40%로 향상',
        '  [1]',
        '  성급 재보증 기관의 위험 분담 비율은 최소 20% [1]',
        '',
        '3) 요율* 수준의 합리적 결정',
        '  단일 재보증 금액이 500만 위안 이상인 경우 요율은 0.5%',
        '  이하, 500만 위안 이하인 경우 요율은 0.3% 이하로 조정 [2]',
        '',
        "[1][2] 01 과기부 외, '과학기술 혁신 지원 특별 보증 계획'",
        '    마련',
        '    정책동향 · 중국 과학기술 정책 주/간/동/향 (2024-08-02)',
        '    77–80, 93행',
        '    https://www.gov.cn/zhengce/zhengceku/202407/content_6964671.htm',
      ),
    );
  });

  test('in English, with the period and a word on the mode', () => {
    const facts = {
      language: 'en',
      period: { from: '2024-07-15', to: '2024-07-21' },
      retrieval: 'lexical',
      citations: [citation(1, [80, 80], { links: [] })],
    } as const;
    expect(showAnswer(answered(sentences.slice(1, 2), facts), SCREEN, INDEXED)).toBe(
      lines(
        'Period: 2024-07-15 – 2024-07-21',
        'Searched by words only: the embedding model is unavailable.',
        '',
        '2) 위험 분담률 향상',
        '  성급 재보증 기관의 위험 분담 비율은 최소 20% [1]',
        '',
        "[1] 01 과기부 외, '과학기술 혁신 지원 특별 보증 계획' 마련",
        '    정책동향 · 중국 과학기술 정책 주/간/동/향 (2024-08-02)',
        '    line 80',
      ),
    );
  });

  test('in Chinese, breaking text without spaces by its width', () => {
    const text = '为充分发挥政府性融资担保体系作用，撬动更多金融资源支持科技创新类中小企业发展。';
    const facts = { language: 'zh', citations: [citation(1, [3, 4], { links: [] })] } as const;
    expect(showAnswer(answered([sentence(text, [1])], facts), SCREEN, INDEXED)).toBe(
      lines(
        '  为充分发挥政府性融资担保体系作用，撬动更多金融资源支持科技',
        '  创新类中小企业发展。 [1]',
        '',
        "[1] 01 과기부 외, '과학기술 혁신 지원 특별 보증 계획' 마련",
        '    정책동향 · 중국 과학기술 정책 주/간/동/향 (2024-08-02)',
        '    第 3–4 行',
      ),
    );
  });

  test('and rows of tables by their columns, on one line where it has room', () => {
    const short = sentence('로봇 2', [1], { columns: ['분야', '', '과제'], cells: ['로봇', '2', ''] });
    const long = sentence('1 기술형 중소기업', [1], {
      columns: ['구분', '주요 내용'],
      cells: ['1', "'기술형 중소기업 평가 방법'에 부합하여 '전국 기술형 중소기업 정보 DB'에 포함된 기업"],
    });
    const [body] = showAnswer(answered([short, long]), SCREEN, INDEXED).split('\n\n');
    expect(body).toBe(
      lines(
        '  분야: 로봇 · 2 [1]',
        '  구분: 1',
        "  주요 내용: '기술형 중소기업 평가 방법'에 부합하여 '전국",
        "    기술형 중소기업 정보 DB'에 포함된 기업 [1]",
      ),
    );
  });

  test('with formulas as Unicode, and nothing that steers the terminal', () => {
    const text = '수화물 $\\text{H}_2\\text{O}$ \u001B[31m빨강\u001B[0m \u202E뒤집기';
    const shown = showAnswer(answered([sentence(text, [1])]), SCREEN, INDEXED);
    expect(shown).toContain('H₂O');
    expect(shown).not.toMatch(/\p{Cc}(?<!\n)|\u202E/u);
  });

  test('with the other issues that carry the item in a line, by their days where the bulletin is the same', () => {
    const other = (title: string, publishedOn: string) => ({
      bulletin: { ...BULLETIN, title, publishedOn },
      item: GUARANTEE_ITEM,
    });
    const alsoIn = [
      other(BULLETIN.title, '2024-07-26'),
      other('월간 에너지', '2024-07-15'),
      other(BULLETIN.title, '2024-07-12'),
    ];
    const shown = (language: 'ko' | 'en' | 'zh') =>
      showAnswer(
        answered(sentences.slice(0, 1), { language, citations: [citation(1, [77, 80], { alsoIn })] }),
        { columns: 80, colours: false },
        INDEXED,
      );
    expect(shown('ko')).toContain(
      '\n    다른 호에도 실림: 2024-07-26, 월간 에너지 (2024-07-15), 2024-07-12\n    https://',
    );
    expect(shown('en')).toContain('\n    Also in: 2024-07-26, 월간 에너지 (2024-07-15), 2024-07-12\n');
    expect(shown('zh')).toContain('\n    亦载于：2024-07-26, 월간 에너지 (2024-07-15), 2024-07-12\n');
  });

  test('emphasised on a screen with colours only', () => {
    const answer = answered(sentences, { citations });
    expect(showAnswer(answer, { columns: 60, colours: true }, INDEXED)).toContain('\u001B[36m[1]\u001B[39m');
    expect(showAnswer(answer, SCREEN, INDEXED)).not.toContain('\u001B');
  });
});

describe('showAnswer without a quotation', () => {
  test('names the nearest items and claims no answer', () => {
    const facts = { language: 'en', citations: [citation(1, [60, 63], { links: [] })] } as const;
    expect(showAnswer(unanswered('related', facts), SCREEN, INDEXED)).toBe(
      lines(
        'No direct answer in the bulletins; nearest items:',
        '',
        "[1] 01 과기부 외, '과학기술 혁신 지원 특별 보증 계획' 마련",
        '    정책동향 · 중국 과학기술 정책 주/간/동/향 (2024-08-02)',
        '    lines 60–63',
      ),
    );
  });

  test('tells how to ask and what is indexed when nothing is near', () => {
    expect(showAnswer(unanswered('none'), SCREEN, INDEXED)).toBe(
      lines(
        '게시물에서 이 질문과 관련된 내용을 찾지 못했습니다.',
        '기관, 사업, 기술의 이름이나 기간(예: "지난주")을 넣어',
        '물어보세요.',
        '게시물 1건, 항목 14개가 색인되어 있습니다 (2024-08-02).',
      ),
    );
  });

  test('tells that nothing is indexed when that is why', () => {
    const shown = showAnswer(unanswered('none', { language: 'en' }), SCREEN, {
      bulletins: 0,
      items: 0,
      from: null,
      to: null,
    });
    expect(shown).toContain('No bulletins are indexed yet.');
    expect(shown).not.toContain('Name an institution');
  });
});

test('showAnswer keeps every line but links within the width', () => {
  const text = fc.string({ unit: fc.constantFrom('가', '我', 'a', '1', ' ', '·', '%'), minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 110 }), (words, columns) => {
      const answer = answered([sentence(words, [1], { under: [words] })], { citations: [citation(1, [1, 2])] });
      const shown = showAnswer(answer, { columns, colours: false }, INDEXED);
      for (const line of shown.split('\n')) {
        if (!line.includes('https://')) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
      }
    }),
  );
});
