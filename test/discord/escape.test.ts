import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escaped, unescaped } from '../../src/discord/escape.ts';

describe('escaped', () => {
  test.each([
    ['**굵게** _기울임_ `코드`', '\\*\\*굵게\\*\\* \\_기울임\\_ \\`코드\\`'],
    ['~~a~~ ||b||', '\\~\\~a\\~\\~ \\|\\|b\\|\\|'],
    ['[여기](https://a.b/c)', '[여기]\\(https://a.b/c)'],
    ['<@123> <#4> <t:1:R> <https://a.b>', '\\<@123> \\<#4> \\<t\\:1\\:R> \\<https://a.b>'],
    [':smile:', '\\:smile\\:'],
    ['> 인용\n# 제목\n- 목록', '\\> 인용\n\\# 제목\n\\- 목록'],
    ['-# 작게', '\\-# 작게'],
    ['\\*', '\\\\\\*'],
  ])('shows the marks of %j', (text, shown) => {
    expect(escaped(text)).toBe(shown);
  });

  test.each([
    '판젠웨이(潘建伟) 연구팀, 20~40% [1]',
    "'27년까지 약 50% 감소: A|B 비율 - 3 > 2",
    'https://example.org/a_b*c?d=_e_',
    '10:30, 3. 4.(화)',
  ])('leaves %j as it is', (text) => {
    expect(escaped(text)).toBe(text);
  });

  test('is undone by unescaped, whatever the text', () => {
    const marks = fc.string({ unit: fc.constantFrom(...'ab가 \\*_~`|[]()<>@#:/-\n.1', 'https://a.b/_') });
    for (const texts of [marks, fc.string({ unit: 'binary' })]) {
      fc.assert(
        fc.property(texts, (text) => {
          expect(unescaped(escaped(text))).toBe(text);
        }),
      );
    }
  });
});
