import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Item } from '../../src/bulletin/bulletin.ts';
import { CHUNK_TOKENS, chunkItem, searchText, sentenceText, textInContext } from '../../src/retrieval/chunk.ts';

/** Every character is a token, the harshest case; white space parts tokens and is none, as in the model's tokenizer. */
const tokensOf = (text: string) => text.replace(/\s+/gu, '').length;
const countCharacters = async (texts: readonly string[]) => texts.map(tokensOf);

function itemOf(blocks: readonly Block[], more: Partial<Item> = {}): Item {
  return {
    id: 'b/I-01',
    number: '01',
    title: '달 토양',
    subtitle: null,
    section: null,
    subsection: null,
    date: null,
    lines: [1, 99],
    titleLines: [1, 1],
    subtitleLines: null,
    blocks,
    sources: [],
    ...more,
  };
}

function bullet(text: string, line: number): Block {
  return { kind: 'bullet', text, depth: 0, lines: [line, line] };
}

describe('chunkItem', () => {
  test('takes an item of more sentences than a call has arguments', async () => {
    const chunks = await chunkItem('b', itemOf([bullet('가다. '.repeat(150_000), 5)]), countCharacters);
    expect(chunks.reduce((sum, { sentences }) => sum + sentences.length, 0)).toBe(150_000);
  });

  test('keeps neighbours under one heading together and names what they stand under', async () => {
    const item = itemOf(
      [
        bullet('물 분자를 확인', 5),
        { kind: 'heading', text: '1) 방법', lines: [6, 6] },
        bullet('단결정 회절', 7),
        bullet('화학적 분석', 8),
      ],
      { subtitle: '세계 최초(7.23)', subtitleLines: [3, 3] },
    );
    const chunks = await chunkItem('b', item, countCharacters);
    expect(chunks.map(({ id, context, text, lines }) => ({ id, context, text, lines }))).toEqual([
      { id: 'b/I-01#0', context: '달 토양', text: '세계 최초(7.23)\n물 분자를 확인', lines: [3, 5] },
      { id: 'b/I-01#1', context: '달 토양 › 1) 방법', text: '단결정 회절\n화학적 분석', lines: [7, 8] },
    ]);
    expect(chunks[1]?.sentences.map((sentence) => sentence.under)).toEqual([['1) 방법'], ['1) 방법']]);
  });

  test.each([
    ['To qualify, applicants must:', 'To qualify, applicants must:'],
    ['시험을 마쳤다. 주요 관측 항목은 다음과 같다.', '주요 관측 항목은 다음과 같다.'],
    ['입주 기업에는 다음을 지원', '입주 기업에는 다음을 지원'],
    ['首批开放的资料有四类：', '首批开放的资料有四类：'],
    ['해무리-3은 다음 세 가지 임무에 쓰인다.', '해무리-3은 다음 세 가지 임무에 쓰인다.'],
    ['위원회는 4대 권고를 제시', '위원회는 4대 권고를 제시'],
    ['시험을 마쳤다.', null],
    [`${'가'.repeat(300)}:`, null],
  ])('tells the entries of a list what leads into it: %s', async (text, lead) => {
    const paragraph: Block = { kind: 'paragraph', text, lines: [1, 1] };
    const chunks = await chunkItem(
      'b',
      itemOf([paragraph, bullet('하나', 2), bullet('둘', 3), { ...paragraph, text: '끝.' }, bullet('셋', 5)]),
      countCharacters,
    );
    const leads = chunks.flatMap(({ sentences }) => sentences).filter(({ kind }) => kind === 'bullet');
    expect(leads.map((one) => one.lead)).toEqual([lead, lead, null]);
    const [first] = leads;
    const embedded = first === undefined ? '' : textInContext(first, { context: '달 토양' });
    expect(embedded).toBe(lead === null ? '하나\n달 토양' : `하나\n${lead}\n달 토양`);
  });

  test('takes a bullet for what leads into those that lie deeper, not into its neighbours', async () => {
    const deeper = (text: string, line: number): Block => ({ kind: 'bullet', text, depth: 1, lines: [line, line] });
    const blocks = [bullet('단계별 일정', 1), deeper('착공', 2), deeper('가동', 3), bullet('예산', 4)];
    const [chunk] = await chunkItem('b', itemOf(blocks), countCharacters);
    expect(chunk?.sentences.map(({ lead }) => lead)).toEqual([null, '단계별 일정', '단계별 일정', null]);
  });

  test('names the nearest of a long run of headings', async () => {
    const headings = Array.from(
      { length: 30_000 },
      (_, n): Block => ({ kind: 'heading', text: `${n}`, lines: [n + 1, n + 1] }),
    );
    const [chunk] = await chunkItem('b', itemOf([...headings, bullet('물', 30_001)]), countCharacters);
    expect(chunk?.context).toBe('달 토양 › 29994 › 29995 › 29996 › 29997 › 29998 › 29999');
  });

  test('makes a row a sentence with its column names', async () => {
    const table: Block = {
      kind: 'table',
      header: ['분야', '내용'],
      rows: [{ cells: ['로봇', '체화된 지능'], lines: [4, 4] }],
      lines: [3, 4],
    };
    const [chunk] = await chunkItem('b', itemOf([table]), countCharacters);
    expect(chunk?.text).toBe('로봇 체화된 지능');
    expect(chunk?.context).toBe('달 토양 › 분야, 내용');
    const [row] = chunk?.sentences ?? [];
    expect(row && sentenceText(row)).toBe('분야: 로봇, 내용: 체화된 지능');
    expect(chunk && row && textInContext(row, chunk)).toBe('분야: 로봇, 내용: 체화된 지능\n달 토양 › 분야, 내용');
  });

  test('has no chunk for an item without text', async () => {
    expect(await chunkItem('b', itemOf([{ kind: 'heading', text: '제목뿐', lines: [2, 2] }]), countCharacters)).toEqual(
      [],
    );
  });

  test('never exceeds the token limit and loses no character', async () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }).filter((text) => /\S/u.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { maxLength: 12 }), async (texts) => {
        const blocks = texts.map((words, i): Block => bullet(words.join(' ').replace(/\s+/gu, ' ').trim(), i + 2));
        const chunks = await chunkItem('b', itemOf(blocks), countCharacters);
        for (const chunk of chunks) expect(tokensOf(searchText(chunk))).toBeLessThanOrEqual(CHUNK_TOKENS);
        const squeeze = (text: string) => text.replace(/\s+/gu, '');
        const before = blocks.map((block) => (block.kind === 'table' ? '' : block.text)).join('');
        expect(squeeze(chunks.map((chunk) => chunk.text).join(''))).toBe(squeeze(before));
        expect(new Set(chunks.map((chunk) => chunk.id)).size).toBe(chunks.length);
      }),
    );
  });
});
