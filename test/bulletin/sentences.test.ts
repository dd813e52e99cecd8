import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentences } from '../../src/bulletin/sentences.ts';

test.each([
  ['의결했다. 시행한다.', 2],
  ['기여하였음. 그러나 변동성이 높음.', 2],
  ['3. 4.(화) 개최했다. 2024. 8. 2. 발표하였다.', 2],
  ["'24. 7. 24. 시행하였다. 끝이다.", 2],
  ['요율은 0.5% 이하이다. 생산액은 1.5배 늘었다.', 2],
  ['그는 “핵심이다. 추진하겠다.”라고 말했다. 다음이다.', 2],
  ['센터(이하 가. 나. 다.)를 세웠다. 문을 열었다.', 2],
  ['주소는 https://a.b/c.html?d=e.f 이다. 끝.', 2],
  ['한다.또한 늘었다.', 2],
  ['财政部发布通知。分险比例提高！何时实施？', 3],
  ['他说：“好。我来。”然后走了。第二句。', 3],
  ['Dr. Li met Mr. Kim in the U.S. last week, e.g. on Jul. 4. They agreed on 0.5 percent vs. 0.3. Done!', 3],
  ['See No. 1, vol. 3 and Fig. 2 for details. It works.', 2],
  ['정말인가? 그렇다!', 2],
  ['대출 보증 계획 마련', 1],
  ["주요국 'AI+ 실행계획('24~'25)' 발표", 1],
  ['1. 사업 개요', 1],
])('sentences splits %s in %i', (text, count) => {
  expect(sentences(text)).toHaveLength(count);
});

test('sentences ends with its stop and closing marks', () => {
  expect(sentences('“갔다.” 他说：“好。” 完。 (끝) “왔다.”')).toEqual([
    '“갔다.”',
    '他说：“好。”',
    '完。',
    '(끝) “왔다.”',
  ]);
});

test('sentences of a text joined are the text, white space aside', () => {
  const piece = fc.constantFrom(
    '가다.',
    ' ',
    '. ',
    '“',
    '”',
    "'",
    '"',
    '(',
    ')',
    '3',
    '2024. 8. 2.',
    '。',
    '!',
    'Dr.',
    '\n',
    'a',
    '《',
    '한',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, (any) => {
      const pieces = sentences(any);
      expect(pieces.join('').replace(/\s/g, '')).toBe(any.replace(/\s/g, ''));
      expect(pieces.every((one) => one !== '' && one === one.trim())).toBe(true);
    }),
    { numRuns: 500 },
  );
});
