import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { BeirText, Judged } from '../src/beir.ts';
import { sentences } from '../src/bulletin/sentences.ts';

const KORQUAD = new URL('../data/eval/korquad-v1-dev/KorQuAD_v1.0_dev.json', import.meta.url);
const NTREX = new URL('../data/eval/ntrex-128/', import.meta.url);

/** Texts, queries with their right texts, and for each query the unit it is drawn with when intervals are estimated. */
export type PublicSet = {
  readonly texts: readonly BeirText[];
  readonly queries: readonly (Judged & { readonly unit: string })[];
};

const qaSchema = z.object({
  id: z.string(),
  question: z.string(),
  answers: z.tuple([z.object({ text: z.string(), answer_start: z.int() })]),
});
const korquadSchema = z.object({
  data: z.array(
    z.object({
      paragraphs: z.array(z.object({ context: z.string(), qas: z.array(qaSchema) })),
    }),
  ),
});

/** KorQuAD v1 dev as a search: every distinct paragraph is a text, every question a query whose one right text is the paragraph it was
 *  written for. Questions on one paragraph are a unit. */
export async function readKorquad(): Promise<PublicSet> {
  const ids = new Map<string, string>();
  const queries = (await readParagraphs()).flatMap(({ context, qas }) => {
    const right = ids.get(context) ?? `p${ids.size}`;
    ids.set(context, right);
    return qas.map(({ id, question }) => ({ id, text: question, relevant: new Map([[right, 1]]), unit: right }));
  });
  return { texts: [...ids].map(([text, id]) => ({ id, title: '', text })), queries };
}

/** A paragraph in sentences with the questions on it, and the index of the sentence that answers each. */
type Answered = {
  readonly sentences: readonly string[];
  readonly questions: readonly { readonly text: string; readonly right: number }[];
};

/** The paragraphs of KorQuAD v1 dev, sentence by sentence. A question whose answer goes over the end of a sentence is left out. */
export async function readKorquadSentences(): Promise<Answered[]> {
  return (await readParagraphs()).map(({ context, qas }) => {
    const pieces = sentences(context);
    const starts = startsOf(pieces, context);
    const questions = qas.flatMap(({ question, answers: [{ text, answer_start: start }] }) => {
      const right = pieces.findIndex((piece, i) => {
        const offset = start - (starts[i] ?? 0);
        return offset >= 0 && piece.startsWith(text, offset);
      });
      return right < 0 ? [] : [{ text: question, right }];
    });
    return { sentences: pieces, questions };
  });
}

async function readParagraphs() {
  const { data } = korquadSchema.parse(JSON.parse(await readFile(KORQUAD, 'utf8')));
  return data.flatMap(({ paragraphs }) => paragraphs);
}

/** Where in the text each of its pieces begins, which follow each other. */
function startsOf(pieces: readonly string[], text: string): number[] {
  let end = 0;
  return pieces.map((piece) => {
    const start = text.indexOf(piece, end);
    end = start + piece.length;
    return start;
  });
}

/** The same sentences of NTREX-128 in three languages, and the news article that each is from. */
export type Ntrex = Readonly<Record<'ko' | 'zh' | 'en' | 'articles', readonly string[]>>;

/** Reads NTREX-128: 1,997 lines in each language, line by line the same. */
export async function readNtrex(): Promise<Ntrex> {
  const [ko, zh, en, articles] = await Promise.all([
    ntrexLines('newstest2019-ref.kor.txt'),
    ntrexLines('newstest2019-ref.zho-CN.txt'),
    ntrexLines('newstest2019-src.eng.txt'),
    ntrexLines('DOCUMENT_IDS.tsv'),
  ]);
  return { ko, zh, en, articles };
}

async function ntrexLines(name: string): Promise<string[]> {
  return (await readFile(new URL(name, NTREX), 'utf8')).trimEnd().split(/\r?\n/);
}

/** The search for a sentence's translation: the sentences of `from` are the queries, line by line the text in `to` is the right one.
 *  With `others`, only the first so many right texts are in `to`: the rest of the texts is in `others`, and is not asked for. */
export function translations(
  ntrex: Ntrex,
  from: 'ko' | 'zh' | 'en',
  to: 'ko' | 'zh' | 'en',
  others?: { readonly language: 'ko' | 'zh' | 'en'; readonly first: number },
): PublicSet {
  const count = others?.first ?? ntrex[to].length;
  const texts = ntrex[to].map((text, i) => (i < count ? text : (ntrex[others?.language ?? to][i] ?? '')));
  return {
    texts: texts.map((text, i) => ({ id: `s${i}`, title: '', text })),
    queries: ntrex[from].slice(0, count).map((text, i) => ({
      id: `s${i}`,
      text,
      relevant: new Map([[`s${i}`, 1]]),
      unit: ntrex.articles[i] ?? '',
    })),
  };
}
