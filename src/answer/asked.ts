/** The kind of thing that a question asks for, where its words tell. */
export type Asked = 'number' | 'time' | 'person';

const KINDS: readonly { readonly kind: Asked; readonly question: RegExp; readonly answer: RegExp }[] = [
  {
    kind: 'time',
    question:
      /언제|며칠|몇\s?(월|일|년|시)|시점|날짜|\bwhen\b|what (date|year|day|month)|which year|何时|什么时候|哪一?[年天月日]|几[月号日年]/iu,
    answer: /\d{1,2}\s?[.월月]\s?\d{1,2}|\d{4}|['’]\d{2}|\d{1,2}년|\d年/u,
  },
  {
    kind: 'number',
    question:
      /얼마|몇|비율|비중|금액|규모|점수|순위|퍼센트|수치|상한|하한|용량|개수|건수|how (much|many|large|big|high|long|fast)|percent|ratio|score|number of|rank|amount|多少|几[个家项名种次位]|百分之|比例|排名|得分/iu,
    answer: /\p{N}/u,
  },
  { kind: 'person', question: /누가|누구|\bwho(se|m)?\b|谁/iu, answer: /\p{L}{2}/u },
];

/** What a question asks for, or null when its words don't say.
 *  @example asks('석탄발전 설비용량은 얼마야?') // => 'number' */
export function asks(question: string): Asked | null {
  return KINDS.find((kind) => kind.question.test(question.normalize('NFC')))?.kind ?? null;
}

/** Whether a sentence holds something of that kind: a digit for a number, a day or year for a time.
 *  @example holdsAsked('number', '약 50% 감소') // => true */
export function holdsAsked(kind: Asked, sentence: string): boolean {
  return KINDS.find((candidate) => candidate.kind === kind)?.answer.test(sentence) ?? false;
}
