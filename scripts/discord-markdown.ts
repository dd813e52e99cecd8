/** What Discord makes of marks inside of a line, in the order in which they are looked for. */
const INLINE: readonly (readonly [mark: RegExp, html: (inner: string, second: string) => string])[] = [
  [/^\\([^\p{L}\p{N}\s])/u, (character) => textHtml(character)],
  [/^`([^`\n]+)`/u, (code) => `<code>${textHtml(code)}</code>`],
  [/^\[([^\]\n]+)\]\((https?:\/\/[^)\s]+)\)/u, (text) => `<a>${inlineHtml(text)}</a>`],
  [/^(https?:\/\/[^\s<>]+[^\s<>.,:;"')\]])/u, (url) => `<a>${textHtml(url)}</a>`],
  [/^<@!?(\d+)>/u, () => '<a>@user</a>'],
  [/^\*\*((?:\\.|[^*\\]|\*(?!\*))+)\*\*/u, (inner) => `<b>${inlineHtml(inner)}</b>`],
  [/^__((?:\\.|[^_\\])+)__/u, (inner) => `<u>${inlineHtml(inner)}</u>`],
  [/^[*_]((?:\\.|[^*_\\])+)[*_]/u, (inner) => `<i>${inlineHtml(inner)}</i>`],
];

/** A text of a Discord message as HTML: quotes, small print, lists, headings and emphasis, as Discord shows them.
 *  @example markdownHtml('> **석탄** \\*') // => '<blockquote><b>석탄</b> *</blockquote>' */
export function markdownHtml(markdown: string): string {
  const html = markdown.split('\n').map(lineHtml).join('\n');
  return html
    .replaceAll('</blockquote>\n<blockquote>', '<br>')
    .replaceAll('</ul>\n<ul>', '')
    .replace(/(?<!>)\n(?!<(?:blockquote|small|ul|div))/g, '<br>\n');
}

/** Plain text as HTML. */
export function textHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function lineHtml(line: string): string {
  if (line.trim() === '') return '<div class="gap"></div>';
  const [, mark = '', rest = line] = /^(> |-# |- |#{1,3} )(.*)$/u.exec(line) ?? [];
  switch (mark.trim()) {
    case '>':
      return `<blockquote>${inlineHtml(rest)}</blockquote>`;
    case '-#':
      return `<small>${inlineHtml(rest)}</small>`;
    case '-':
      return `<ul><li>${inlineHtml(rest)}</li></ul>`;
    case '':
      return inlineHtml(rest);
    default:
      return `<div><b>${inlineHtml(rest)}</b></div>`;
  }
}

function inlineHtml(text: string): string {
  let html = '';
  for (let left = text; left !== ''; ) {
    const found = INLINE.map(([mark, make]) => ({ match: mark.exec(left), make })).find(({ match }) => match !== null);
    const [whole = '', first = '', second = ''] = found?.match ?? [];
    const [character = ''] = left;
    html += found === undefined ? textHtml(character) : found.make(first, second);
    left = left.slice(whole.length || character.length);
  }
  return html;
}
