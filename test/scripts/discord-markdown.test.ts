import { expect, test } from 'vitest';
import { markdownHtml } from '../../scripts/discord-markdown.ts';

test.each([
  ['> **석탄** \\*', '<blockquote><b>석탄</b> *</blockquote>'],
  ['> 하나\n> 둘', '<blockquote>하나<br>둘</blockquote>'],
  ['-# 작은 글', '<small>작은 글</small>'],
  ['- 하나\n- 둘', '<ul><li>하나</li><li>둘</li></ul>'],
  ['[gov.cn](https://gov.cn/) · `a<b`', '<a>gov.cn</a> · <code>a&lt;b</code>'],
  ['한 줄\n두 줄', '한 줄<br>\n두 줄'],
  ['<script>', '&lt;script&gt;'],
  ['snake\\_case [1]', 'snake_case [1]'],
])('markdownHtml shows %j as Discord does', (markdown, html) => {
  expect(markdownHtml(markdown)).toBe(html);
});
