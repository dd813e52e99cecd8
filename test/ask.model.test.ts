import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Collection, Model } from '../scripts/question-run.ts';
import { openCollection, openModel } from '../scripts/question-run.ts';
import { ask } from '../src/ask.ts';
import type { AskOptions } from '../src/consider.ts';
import { sources } from '../src/sources.ts';

// The bundled bulletin and the real model; evaluate.model.test.ts sees to it that answers stay as good as they are.

let model: Model;
let collection: Collection;
let options: AskOptions;
beforeAll(async () => {
  model = await openModel();
  collection = await openCollection('bundled', model);
  options = collection.options;
});
afterAll(async () => {
  await collection.close();
  await model.embedder.close();
});

describe('ask with the model', () => {
  test('answers the coal question with 50 % from its item, with its link', async () => {
    const answer = await ask('석탄발전소 탄소 배출량은 27년까지 얼마나 줄이나?', options);
    expect(answer).toMatchObject({ outcome: 'answered', retrieval: 'hybrid' });
    expect(answer.sentences.map(({ text }) => text).join(' ')).toContain("'23년에 비해 약 50% 감소");
    expect(answer.citations.map(({ item }) => item.id)).toContain('kostec-2024-08-02/I-02');
    expect(answer.citations[0]?.links).toEqual(['https://www.ndrc.gov.cn/xxgk/zcfb/tz/202407/t20240715_1391663.html']);
  });

  test.each([
    ['en', 'Who discovered water in lunar soil?'],
    ['zh', '谁在月壤中发现了水分子？'],
  ])('answers in another language than the bulletin: %s', async (language, question) => {
    const answer = await ask(question, options);
    expect(answer).toMatchObject({ outcome: 'answered', language });
    expect(answer.citations[0]?.item.id).toBe('kostec-2024-08-02/II-02');
  });

  test('finds no source for words on another topic', async () => {
    const { catalog, embedder } = options;
    expect(await sources('김치찌개', { catalog, embedder })).toEqual({ items: [] });
    const found = await sources('moon soil', { catalog, embedder });
    expect(found.items[0]?.item.id).toBe('kostec-2024-08-02/II-02');
  });
});
