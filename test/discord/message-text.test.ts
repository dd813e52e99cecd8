import fc from 'fast-check';
import { expect, test } from 'vitest';
import { questionIn } from '../../src/discord/message-text.ts';

test.each([
  ['석탄 감축 계획은?', '석탄 감축 계획은?'],
  ['> **석탄** 감축은? <@123> https://example.org/a', '석탄 감축은?'],
  ['# 제목\n- 하나\n- 둘', '제목 하나 둘'],
  ['```ts\nconst a = 1;\n```\n이게 뭐야?', '이게 뭐야?'],
  ['<:smile:123> <t:1700000000:R> <#1> <@&2> </ask:3> hello', 'hello'],
  ['snake_case 이름은 그대로', 'snake_case 이름은 그대로'],
])('questionIn takes the text of %j', (content, question) => {
  expect(questionIn(content, 300)).toBe(question);
});

test.each(['', '  \n', 'https://example.org/a.png', '<@1> <:x:2>', '???', '12:30', '```\ncode\n```'])(
  'questionIn finds nothing to ask in %j',
  (content) => {
    expect(questionIn(content, 300)).toBeNull();
  },
);

test('questionIn asks what a long text asks, where it asks something', () => {
  const filler = '이 문장은 길이를 채우려고 여기에 있습니다. '.repeat(20);
  expect(questionIn(`${filler}석탄 감축 계획은 언제 발표됐나요? ${filler}`, 300)).toBe(
    '석탄 감축 계획은 언제 발표됐나요?',
  );
  expect(questionIn(`${filler}煤炭减排计划是什么时候公布的？`, 300)).toBe('煤炭减排计划是什么时候公布的？');
  expect(questionIn(filler, 300)).toBe(filler.trim());
});

test('questionIn gives one line of words, whatever a message holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (content) => {
      const question = questionIn(content, 300) ?? '없음';
      expect(question).toMatch(/\p{L}/u);
      expect(question).toBe(question.replace(/\s+/gu, ' ').trim());
    }),
  );
});
