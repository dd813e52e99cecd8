import type { Answer, AnswerSentence, Citation } from '../../src/answer/answer.ts';
import type { Language } from '../../src/bulletin/bulletin.ts';

/** Where real excerpts of the bulletin of 2 August 2024 stand, as answers name them. */
export const BULLETIN = {
  id: 'kostec-2024-08-02',
  title: '중국 과학기술 정책 주/간/동/향',
  publishedOn: '2024-08-02',
} as const;

export const GUARANTEE_ITEM = {
  id: 'kostec-2024-08-02/I-01',
  number: '01',
  title: "과기부 외, '과학기술 혁신 지원 특별 보증 계획' 마련",
  section: '정책동향',
  date: '2024-07-24',
} as const;

/** A citation of the guarantee plan. */
export function citation(n: number, lines: readonly [number, number], of: Partial<Citation> = {}): Citation {
  return {
    n,
    bulletin: BULLETIN,
    item: GUARANTEE_ITEM,
    quote: '융자 보증 기금의 위험 분담 비율은 20%에서 최대 40%로 향상',
    lines,
    place: null,
    links: ['https://www.gov.cn/zhengce/zhengceku/202407/content_6964671.htm'],
    alsoIn: [],
    ...of,
  };
}

/** A quoted sentence; plain unless told otherwise. */
export function sentence(text: string, citations: readonly number[], of: Partial<AnswerSentence> = {}): AnswerSentence {
  return { text, lines: [1, 1], under: [], columns: [], cells: [], citations, ...of };
}

type Facts = {
  readonly language?: Language;
  readonly period?: Answer['period'];
  readonly retrieval?: Answer['retrieval'];
  readonly citations?: readonly Citation[];
};

/** An answer that quotes these sentences. */
export function answered(sentences: readonly AnswerSentence[], facts: Facts = {}): Answer {
  return { ...common(facts), outcome: 'answered', sentences };
}

/** An answer that names related items, or nothing. */
export function unanswered(outcome: 'related' | 'none', facts: Facts = {}): Answer {
  return { ...common(facts), outcome, sentences: [] };
}

function common({ language = 'ko', period = null, retrieval = 'hybrid', citations = [] }: Facts) {
  const milliseconds = { embed: 1, search: 1, total: 2 };
  return { question: '?', language, citations, period, support: 0.9, retrieval, milliseconds };
}
