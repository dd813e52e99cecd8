import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/bulletin/parse.ts';
import { readHtml } from '../../src/documents/html-reader.ts';
import { AppError } from '../../src/errors.ts';
import { flawsOf } from '../bulletin/flaws.ts';

const fixture = (name: string) => readFile(new URL(`../fixtures/documents/${name}`, import.meta.url));
const textOf = async (html: string) => (await readHtml(Buffer.from(html))).text;

/** Text in GB 2312 and Big5, written once with iconv. */
const GBK = Buffer.from('b9fab7a2a1b6cda8d6aaa1b7', 'hex'); // 国发《通知》
const BIG5 = Buffer.from('b0eab56fa16db371aabea16e', 'hex'); // 國發《通知》

describe('readHtml decodes', () => {
  const page = (charset: string, body: Uint8Array) =>
    Buffer.concat([Buffer.from(`<meta charset="${charset}"><p>`), body, Buffer.from('</p>')]);

  test.each([
    ['GBK as the page says', page('gb2312', GBK), '国发《通知》\n'],
    ['Big5 as the page says', page('Big5', BIG5), '國發《通知》\n'],
    ['EUC-KR as the page says', page('euc-kr', Buffer.from([0xb0, 0xa1, 0x8c, 0x63])), '가똠\n'],
    ['UTF-8 though the page says otherwise', page('euc-kr', Buffer.from('가똠')), '가똠\n'],
    ['UTF-16 with its mark', Buffer.from('\uFEFF<p>가똠', 'utf16le'), '가똠\n'],
    ['Western letters as the page says', page('iso-8859-1', Buffer.from('café crème', 'latin1')), 'café crème\n'],
  ])('%s', async (_, bytes, text) => {
    expect((await readHtml(bytes)).text).toBe(text);
  });

  test('Korean that names no encoding', async () => {
    const korean = await fixture('excerpt.cp949.md');
    const { text } = await readHtml(Buffer.concat([Buffer.from('<pre>'), korean]));
    expect(text).toContain('중국');
  });

  test('nothing of an unknown encoding', async () => {
    const expected = { code: 'FILE_ENCODING' };
    await expect(readHtml(Buffer.concat([Buffer.from('<p>'), GBK]))).rejects.toMatchObject(expected);
    await expect(readHtml(page('utf-8', GBK))).rejects.toMatchObject(expected);
  });
});

describe('readHtml reads', () => {
  test.each([
    ['headings and paragraphs', '<h1>가</h1><h3>나 <b>다</b></h3><p>라<p>마', '# 가\n\n### 나 **다**\n\n라\n\n마\n'],
    ['lines in elements of any kind', '<div>가<div>나</div>다</div><section>라</section>', '가\n\n나\n\n다\n\n라\n'],
    ['line breaks', '<p>□ 가<br>ㅇ 나<br/><br>- 다</p>', '□ 가  \nㅇ 나  \n- 다\n'],
    ['bold, across elements and lines', '<p><b>가<br>나</b><strong>다</strong> 라</p>', '**가**  \n**나다** 라\n'],
    [
      'entities and signs as they are',
      '<p>&lt;가&gt; &amp;lt; 5 &#8451; *나* _다_',
      '\\<가> \\&lt; 5 ℃ \\*나\\* \\_다_\n',
    ],
    ['white space as a browser shows it', '<p>\n 가\t나 \n</p><pre>다\n  라</pre>', '가 나\n\n다  \n라\n'],
    ['captions, not pictures', '<figure><img alt="그림" src="a.png"><figcaption>가</figcaption></figure>', '가\n'],
    ['readings of characters', '<ruby>漢<rp>(</rp><rt>한</rt><rp>)</rp></ruby>', '漢(한)\n'],
    [
      'terms with their explanations',
      '<dl><dt>등록일<dd>2024. 8. 2.<dt>가<dt>나:<dd>다</dl>',
      '등록일: 2024. 8. 2.\n\n가\n\n나: 다\n',
    ],
  ])('%s', async (_, html, text) => {
    expect(await textOf(html)).toBe(text);
  });

  test('lists in lists with the marks that they type, and counts', async () => {
    const html = `<ul><li>가<ul><li>- 나<li>ㅇ 다<br>라</ul><li><p>마<br>- 바</p></ul>
      <ol start="3"><li>가<li value="7">나<ol><li>다</ol><li>라</ol><ol reversed><li>마<li>바</ol>`;
    expect(await textOf(html)).toBe(
      '- 가\n  - - 나\n  - ㅇ 다 라\n- 마\n  - - 바\n3. 가\n7. 나\n  1. 다\n8. 라\n2. 마\n1. 바\n',
    );
  });

  test('links where they lead to an address', async () => {
    const links = `<a href="https://a.kr/b_c?d=1&amp;e=2">가</a> <a href="HTTP://a.kr"><b>나</b></a> <a href="/d">다</a>
      <a href="javascript:go()">라</a> <a href="mailto:a@b.kr">마</a> <a href="#f">바</a> 야!<a href=" //a.kr/x ">사</a>`;
    expect(await textOf(`<p>${links}`)).toBe(
      '[가](https://a.kr/b_c?d=1&e=2) **[나](HTTP://a.kr)** 다 라 마 바 야\\![사](https://a.kr/x)\n',
    );
    expect(await textOf(`<base href="https://a.kr/b/"><p><a href="../d">다</a>`)).toBe('[다](https://a.kr/d)\n');
    expect(await textOf('<a href="https://a.kr"><h2>가</h2><p>나</a>')).toBe(
      '## [가](https://a.kr)\n\n[나](https://a.kr)\n',
    );
  });

  test('the title of the window where the page says it nowhere else', async () => {
    expect(await textOf('<title>소식 &amp; 글</title><h2>가</h2>')).toBe('# 소식 & 글\n\n## 가\n');
    expect(await textOf('<title>소식</title><h1>가</h1>')).toBe('# 가\n');
    expect(await textOf('<title>가 - 소식</title><h2>가</h2>')).toBe('## 가\n');
  });

  test('blocks as its places', async () => {
    const { format, places, warnings } = await readHtml(Buffer.from('<h1>가</h1><ul><li>나<li>다</ul><p>라'));
    expect({ format, places, warnings }).toEqual({
      format: 'html',
      places: { unit: 'block', starts: [1, 3, 4, 6] },
      warnings: [],
    });
  });
});

describe('readHtml reads tables', () => {
  test.each([
    ['with a header', '<table><tr><th>가<th>나<tr><td>1|2<td>3</table>', '| 가 | 나 |\n|---|---|\n| 1\\|2 | 3 |\n'],
    [
      'with spans',
      '<table><tr><td rowspan=2>가<td colspan=2>나<tr><td>다<td>라</table>',
      '| 가 | 나 |  |\n| 가 | 다 | 라 |\n',
    ],
    [
      'with spans beyond reason',
      '<table><tr><td rowspan=99999999>가<td colspan=1000000000>나</table>',
      '| 가 | 나 |\n',
    ],
    [
      'with lists in cells',
      '<table><tr><td>가<td><ul><li>나<li>• 다</ul><ol><li>라</ol></table>',
      '| 가 | • 나<br>• 다<br>1. 라 |\n',
    ],
    [
      'with tables in cells',
      '<table><tr><td>가<td>나<table><tr><td>1<td>2<tr><td>3<td>4</table></table>',
      '| 가 | 나<br>1 \\| 2<br>3 \\| 4 |\n',
    ],
    ['with a caption', '<table><caption>표 1</caption><tr><td>가<td>나</table>', '표 1\n\n| 가 | 나 |\n'],
    [
      'that frame a text',
      '<table><tr><td><h2>가</h2><p>나<table><tr><td>1<td>2</table></table>',
      '## 가\n\n나\n\n| 1 | 2 |\n',
    ],
    ['that frame a line', '<table><tr><td>가<tr><td>나</table>', '가\n\n나\n'],
  ])('%s', async (_, html, text) => {
    expect(await textOf(html)).toBe(text);
  });
});

describe('readHtml leaves out', () => {
  test('what a browser does not show', async () => {
    const html = `<head><style>a</style></head><script>b</script><!-- c --><p hidden>d</p><p style="color:red; display : none">e</p>
      <template>f</template><noscript>g</noscript><select><option>h</select><textarea>i</textarea><svg><text>j</text></svg>
      <span class="x blind">k</span><p>가</p>`;
    expect(await textOf(html)).toBe('가\n');
  });

  test('the frame of a site, but nothing of an article', async () => {
    const article = `<article><header>머리 <nav>차례</nav></header><p>${'가나다 '.repeat(30)}</p><aside>나</aside><footer>다</footer></article>`;
    const html = `<nav>a</nav><div id="header"><h1>b</h1></div><header><nav>c</nav></header>${article}<aside>d</aside><footer>e</footer>`;
    expect(await textOf(html)).toBe(`머리\n\n${'가나다 '.repeat(30).trim()}\n\n나\n\n다\n`);
    expect(await textOf('<footer>그 밖에는 아무것도 없다</footer>')).toBe('그 밖에는 아무것도 없다\n');
  });

  test('buttons and links that move about, but not their words in a text', async () => {
    const html =
      '<p>가</p><a href="/list">목록</a><button>인쇄</button><p>이전글 <a href="?no=1">나</a></p><p>목록은 <a href="/list">목록</a> 참고</p>';
    expect(await textOf(html)).toBe('가\n\n목록은 목록 참고\n');
  });

  test.each(['', '<p> &nbsp; </p>', '<script>1</script>', '<img src="a.png" alt="가">', '<!-- 가'])(
    'everything of a page without text: %j',
    async (html) => {
      await expect(textOf(html)).rejects.toMatchObject({
        code: 'FILE_NO_TEXT',
        message: expect.stringMatching(/Save/),
      });
    },
  );
});

describe('readHtml reads the pages of boards as one item', () => {
  test.each([
    [
      'board-table.html',
      '가나다연구진흥원, 차세대 전지 소재 공동연구 착수',
      '2024-07-30',
      'https://www.example.go.kr/news/view?id=12&lang=ko',
    ],
    ['board-divs.html', '해양 관측 위성 2호 발사 준비 완료', '2024-08-01', 'https://www.example.go.kr/space/sat2'],
  ])('%s', async (name, title, date, url) => {
    const { text } = await readHtml(await fixture(name));
    const bulletin = parse(text, { id: 'a' });
    expect(bulletin.items.map((item) => [item.title, item.date])).toEqual([[title, date]]);
    expect(bulletin.items[0]?.sources.map((source) => source.url)).toEqual([url]);
    expect([bulletin.title, bulletin.publishedOn, bulletin.warnings, flawsOf(text, bulletin)]).toEqual([
      title,
      date,
      [],
      [],
    ]);
    expect(text).not.toMatch(
      /목록|인쇄|이전글|본문|기관소개|정책정보|Copyright|임시 저장|바로보기|페이스북|구성된 표/i,
    );
  });

  test('with their text, tables and lists', async () => {
    const table = (await readHtml(await fixture('board-table.html'))).text;
    expect(table).toContain(
      '□ 가나다연구진흥원(원장 홍길동)은 7월 30일 차세대 전지 소재를 위한 공동연구에 착수한다고 밝혔다.\n',
    );
    expect(table).toContain('\\* 이온 전도도: 이온이 물질 속에서 움직이는 정도\n');
    expect(table).toContain('| 전지 | 고체 전해질 | 70억 원 |\n| 전지 | 양극재 | 30억 원 |\n');
    const divs = (await readHtml(await fixture('board-divs.html'))).text;
    expect(divs).toContain('작성일: 2024.08.01.\n\n담당부서: 우주해양과\n');
    expect(divs).toContain('1. 무게: 320kg\n2. 해상도: 250m\n3. 수명: 5년\n\n[그림 1] 해양');
  });
});

describe('readHtml stays quick and small', () => {
  const N = 100_000;
  test.each([
    ['100,000 nested divs', `${'<div>'.repeat(N)}가${'</div>'.repeat(N)}나`, /^가나?\n(?:\n나\n)?$/],
    ['divs that other tags close', `가${'<div>'.repeat(N)}${'</b>'.repeat(N)}`, /^가\n$/],
    ['nested tables', '<table><tr><td>가'.repeat(20_000), /^가/],
    ['nested lists', '<ul><li>가'.repeat(5000), /^- 가\n {2}- 가/],
    ['decoration that never ends', `${'<font color="#010203">'.repeat(5000)}${'<p>가'.repeat(5000)}`, /^가\n\n가/],
    ['comments and tags that never end', `가${'<!--'.repeat(N)}`, /^가\n$/],
    ['attributes that never end', `가${'<p a="'.repeat(N)}`, /^가\n$/],
    ['a drawing of 100,000 parts', `가<svg>${'<td>'.repeat(N)}`, /^가\n$/],
    ['one tag with 100,000 attributes', `<p ${Array.from({ length: N }, (_, i) => `a${i}`).join(' ')}>가`, /^가\n$/],
  ])('%s', async (_, html, expected) => {
    const text = await textOf(html);
    expect(text).toMatch(expected);
    expect(text.length).toBeLessThan(3_000_000);
  });

  test('by refusing more than 400,000 tags', async () => {
    await expect(textOf('<p>가'.repeat(400_001))).rejects.toMatchObject({ code: 'FILE_HARMFUL' });
  });

  test('and throws nothing but an AppError for any bytes and any soup of tags', async () => {
    const tag = fc.constantFrom(
      ...'div p b a ul ol li table tr td th h1 br pre dl dt dd span button svg title'.split(' '),
    );
    const piece = fc.oneof(
      tag.map((name) => `<${name}>`),
      tag.map((name) => `</${name}>`),
      fc.constantFrom(
        '가',
        ' ',
        '<',
        '>',
        '&amp',
        '&#0;',
        '<!--',
        '-->',
        '"',
        '<td colspan="x">',
        '<a href="https://a.kr">',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.array(piece).map((all) => Buffer.from(all.join(''))),
          fc.uint8Array(),
        ),
        async (bytes) => {
          const read = await readHtml(bytes).catch((error: unknown) => error);
          if (read instanceof Error) expect(read).toBeInstanceOf(AppError);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('and keeps every letter of well-formed markup', async () => {
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.stringMatching(/^[가-힣]{1,3}$/),
        fc
          .tuple(
            fc.constantFrom('div', 'p', 'b', 'ul', 'li', 'h2', 'dl', 'dd', 'span', 'blockquote'),
            fc.array(tie('tree'), { maxLength: 4 }),
          )
          .map(([name, inner]) => `<${name}>${inner.join('')}</${name}>`),
        fc
          .array(fc.array(tie('tree'), { maxLength: 3 }), { maxLength: 3 })
          .map(
            (rows) =>
              `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
          ),
      ),
    }));
    const letters = (text: string) => [...text.replace(/[^가-힣]/g, '')].sort().join('');
    await fc.assert(
      fc.asyncProperty(tree, async (html) => {
        fc.pre(letters(html) !== '');
        expect(letters(await textOf(html))).toBe(letters(html));
      }),
      { numRuns: 300 },
    );
  });
});
