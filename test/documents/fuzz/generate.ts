import type { Random } from './random.ts';

const WORDS = [
  ...[
    '양자 기술',
    '정책을 발표했다.',
    '2024. 8. 2.',
    'the agency',
    '人工智能',
    '□',
    '○',
    '―',
    '▷',
    '1.',
    '가.',
    '(1)',
    '①',
    'I',
    '01',
  ],
  ...[
    '출처:',
    '목차',
    'http://a.kr/b?c=1&d=2',
    '<b>',
    '&amp;',
    '&lt;',
    '**',
    '_',
    '|',
    '\\',
    '`',
    '#',
    '~~',
    '🇰🇷',
    '\u0301',
    '\u200b',
    '$x$',
  ],
  ...[
    '\u0001',
    '\t',
    '  ',
    '0',
    '-',
    '---',
    '===',
    '>',
    '[',
    ']',
    '(',
    ')',
    '!',
    'ㄱ',
    '\u1100\u1161',
    '한글　전각',
    '\ud800',
  ],
];
const OPENERS = [
  '',
  '# ',
  '## ',
  '### ',
  '- ',
  '* ',
  '1. ',
  '  - ',
  '> ',
  '    ',
  '| ',
  '<table>',
  '</table>',
  '<tr><td>',
  '```',
  '---',
  '\t',
];
const TAGS = [
  ...[
    'p',
    'div',
    'h1',
    'h2',
    'h6',
    'ul',
    'ol',
    'li',
    'table',
    'tr',
    'td',
    'th',
    'thead',
    'tbody',
    'b',
    'i',
    'a',
    'br',
    'img',
    'pre',
    'span',
  ],
  ...[
    'script',
    'style',
    'svg',
    'math',
    'select',
    'option',
    'template',
    'iframe',
    'noscript',
    'dl',
    'dt',
    'dd',
    'caption',
    'section',
    'title',
  ],
];
const ATTRIBUTES = [
  ...[
    'href="http://a.kr/"',
    'href=javascript:x',
    'colspan=3',
    'colspan=-1',
    'rowspan=70000',
    'style="display:none"',
    'hidden',
    'start=5',
  ],
  ...['class="a b"', 'href="&#0;"', 'alt="그림"', 'src=x', 'rowspan=0', 'type=a', 'value=-7', 'id="', "title='"],
];

/** Markdown or plain text, from marks, words and line ends in any order. */
export function randomText(random: Random): string {
  const lines = Array.from({ length: random.below(40) }, () => random.one(OPENERS) + words(random));
  return lines.join(random.one(['\n', '\n', '\r\n', '\n\n', '\r', '\u2028']));
}

/** HTML as people write it and worse: elements in elements, some never closed. */
export function randomHtml(random: Random): string {
  const head = random.one(['<!doctype html>', '<html>', '<meta charset=utf-8>', '<html><head><meta charset="euc-kr">']);
  return head + Array.from({ length: 1 + random.below(12) }, () => element(random, 0)).join('');
}

function element(random: Random, depth: number): string {
  if (depth > 8 || random.chance(0.25)) return words(random);
  const tag = random.one(TAGS);
  const attributes = random.chance(0.4) ? ` ${random.one(ATTRIBUTES)}` : '';
  const inner = Array.from({ length: random.below(4) }, () => element(random, depth + 1)).join('');
  const end = random.chance(0.85) ? `</${random.chance(0.95) ? tag : random.one(TAGS)}>` : '';
  return `<${tag}${attributes}>${inner}${end}`;
}

function words(random: Random): string {
  return Array.from({ length: random.below(8) }, () => random.one(WORDS)).join(random.chance(0.8) ? ' ' : '');
}
