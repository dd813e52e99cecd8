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
