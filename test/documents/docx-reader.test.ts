import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocx } from '../../src/documents/docx-reader.ts';
import { AppError } from '../../src/errors.ts';
import { docxOf, paragraph } from './docx.ts';
import { zipOf } from './zip.ts';

const real = await readFile(new URL('../fixtures/documents/kostec-2024-08-02.pandoc.docx', import.meta.url));
const style = (id: string, name: string) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
const styled = (id: string) => `<w:pStyle w:val="${id}"/>`;

describe('readDocx reads', () => {
  test('headings by the names that programs give their styles', async () => {
    const names = ['Title', 'heading 1', '제목 2', '개요 3', '제목4', 'Heading 5', 'heading 7', '부제'];
    const styles = names.map((name, i) => style(`s${i}`, name)).join('');
    const body = names.map((_, i) => paragraph(`가${i}`, styled(`s${i}`))).join('');
    expect((await readDocx(docxOf(body, { styles }))).text).toBe(
      '# 가0\n\n# 가1\n\n## 가2\n\n### 가3\n\n#### 가4\n\n##### 가5\n\n###### 가6\n\n## 가7\n',
    );
  });

  test('bold, line breaks, links and signs', async () => {
    const body = `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>가</w:t></w:r><w:r><w:br/><w:t>* 나 &lt;다&gt;</w:t></w:r></w:p>
      <w:p><w:hyperlink r:id="rId100"><w:r><w:t>원문</w:t></w:r></w:hyperlink></w:p>`;
    const { text } = await readDocx(docxOf(body, { links: ['https://a.kr/b_c?d=1&amp;e=2'] }));
    expect(text).toBe('**가**  \n\\* 나 \\<다>\n\n[원문](https://a.kr/b_c?d=1&e=2)\n');
  });

  test('tables with spans, and none of a width beyond reason', async () => {
    const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`;
    const body = `<w:tbl><w:tr>${cell('가', '<w:vMerge w:val="restart"/>')}${cell('나', '<w:gridSpan w:val="1000000000"/>')}</w:tr>
      <w:tr>${cell('', '<w:vMerge/>')}${cell('다')}</w:tr></w:tbl>`;
    expect((await readDocx(docxOf(body))).text).toBe('| 가 | 나 |\n| 가 | 다 |\n');
  });

  test('notes behind the paragraph that refers to them', async () => {
    const reference = '<w:r><w:footnoteReference w:id="2"/></w:r>';
    const footnotes = `<w:footnote w:id="2">${paragraph('재보증인에게 지불하는 비용')}</w:footnote>`;
    const body = `<w:p><w:r><w:t>요율</w:t></w:r>${reference}<w:r><w:t> 결정</w:t></w:r></w:p>${paragraph('끝')}`;
    expect((await readDocx(docxOf(body, { footnotes }))).text).toBe(
      '요율[1] 결정\n\n\\* [1] 재보증인에게 지불하는 비용\n\n끝\n',
    );
  });

  test('the numbers that a word processor shows, on behind other text, from any start and in any notation', async () => {
    const level = (n: number, format: string, text: string, start = 1) =>
      `<w:lvl w:ilvl="${n}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const list = (id: number, levels: string) => `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
    const num = (id: number, of: number, restart = '') =>
      `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${restart}</w:num>`;
    const from = (start: number) => `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="${start}"/></w:lvlOverride>`;
    const numbering = [
      list(1, level(0, 'decimal', '%1.') + level(1, 'ganada', '%2)') + level(2, 'decimal', '%1-%3.')),
      list(2, level(0, 'bullet', '●')),
      list(3, level(0, 'upperRoman', '%1.')),
      ...[num(1, 1), num(2, 1, from(5)), num(3, 2), num(4, 3)],
    ].join('');
    const entry = (text: string, id: number, n = 0) =>
      paragraph(text, `<w:numPr><w:ilvl w:val="${n}"/><w:numId w:val="${id}"/></w:numPr>`);
    const styles = `<w:style w:type="paragraph" w:styleId="s1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>`;
    const body = [
      ...[paragraph('배경', styled('s1')), entry('가', 1), entry('나', 1, 1), entry('다', 1, 1), entry('라', 1, 2)],
      ...[paragraph('사이'), entry('마', 1), entry('가', 2), entry('바', 3), paragraph('계획', styled('s1'))],
    ].join('');
    expect((await readDocx(docxOf(body, { numbering, styles }))).text).toBe(
      '# I. 배경\n\n1. 가\n  - 가) 나\n  - 나) 다\n    - 1-1. 라\n\n사이\n\n2. 마\n5. 가\n- 바\n\n# II. 계획\n',
    );
  });

  test('the text of boxes', async () => {
    const box = `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph('상자')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;
    expect((await readDocx(docxOf(`<w:p>${box}</w:p>${paragraph('가')}`))).text).toBe('상자\n\n가\n');
  });

  test('blocks as its places', async () => {
    const { format, places } = await readDocx(docxOf(paragraph('가') + paragraph('나')));
    expect({ format, places }).toEqual({ format: 'docx', places: { unit: 'block', starts: [1, 3] } });
  });

  test('what mammoth passes over, as a warning', async () => {
    const { text, warnings } = await readDocx(docxOf(`${paragraph('가')}<w:unknown>${paragraph('나')}</w:unknown>`));
    expect(text).toBe('가\n');
    const message = expect.stringMatching(/unrecognised element.*w:unknown/);
    expect(warnings).toEqual([{ code: 'TEXT_MAY_BE_MISSING', lines: [1, 1], message }]);
  });
});

describe('readDocx tells of', () => {
  test.each([
    ['an archive that is no document', zipOf([{ name: 'a.txt', data: '가' }])],
    ['a body that is no XML', zipOf([{ name: 'word/document.xml', data: '<w:document' }])],
    ['half a file', real.subarray(0, 20_000)],
  ])('%s', async (_, bytes) => {
    await expect(readDocx(bytes)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  });

  test('a document without text', async () => {
    await expect(readDocx(docxOf(paragraph('')))).rejects.toMatchObject({ code: 'FILE_NO_TEXT' });
  });

  test('a bomb, before it is read', async () => {
    const expected = { code: 'FILE_HARMFUL' };
    await expect(readDocx(docxOf('<w:p>'.repeat(10_000)))).rejects.toMatchObject(expected);
    await expect(readDocx(zipOf([{ name: 'a', data: Buffer.alloc(20 * 2 ** 20) }]))).rejects.toMatchObject(expected);
  });

  test('any spoilt file with an AppError', async () => {
    const good = docxOf(paragraph('가') + paragraph('나'));
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 }), async (at, by) => {
        const bytes = Buffer.from(good);
        bytes[at] = by;
        const read = await readDocx(bytes).catch((error: unknown) => error);
        if (read instanceof Error) expect(read).toBeInstanceOf(AppError);
      }),
      { numRuns: 100 },
    );
  });
});
