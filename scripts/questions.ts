import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { languageSchema } from '../src/bulletin/bulletin.ts';
import { AppError } from '../src/errors.ts';

/** A regular expression that compiles with the flags it is used with. */
const patternSchema = z.string().min(1).refine(compiles, 'is not a regular expression');

const collectionNameSchema = z.string().regex(/^[a-z-]+$/);

const sharedShape = {
  id: z.string().regex(/^q\d{3,4}$/),
  question: z.string().trim().min(1),
  language: languageSchema,
  fact: z.string().regex(/^[a-z0-9-]+$/),
  split: z.enum(['dev', 'test']),
  collection: collectionNameSchema.optional(),
  note: z.string().min(1).optional(),
};

/** A question of the evaluation set; data/eval/questions/README.md tells what each field means. */
export const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...sharedShape,
    kind: z.enum(['lookup', 'paraphrase', 'number', 'date', 'name', 'list', 'table', 'comparison', 'several']),
    answerable: z.literal(true),
    items: z.array(z.string()).nonempty(),
    answer: z.array(patternSchema).nonempty(),
  }),
  z.strictObject({
    ...sharedShape,
    kind: z.literal('nearmiss'),
    answerable: z.literal(false),
    items: z.array(z.string()).nonempty(),
    answer: z.array(patternSchema).length(0),
    absent: z.array(patternSchema).nonempty(),
  }),
  z.strictObject({
    ...sharedShape,
    kind: z.enum(['offtopic', 'smalltalk', 'injection']),
    answerable: z.literal(false),
    items: z.array(z.string()).length(0),
    answer: z.array(patternSchema).length(0),
  }),
]);
export type Question = z.infer<typeof questionSchema>;

/** The bulletins that questions are asked against, by the collection's name: paths from the project's folder. */
const collectionsSchema = z.record(collectionNameSchema, z.array(z.string().min(1)).nonempty());
export type Collections = z.infer<typeof collectionsSchema>;

/** The collection of a question that names none: the bundled bulletin alone. */
export const DEFAULT_COLLECTION = 'bundled';

/** What a summary of one item must hold. */
export const digestExpectationSchema = z.strictObject({
  item: z.string(),
  patterns: z.array(patternSchema).nonempty(),
});
export type DigestExpectation = z.infer<typeof digestExpectationSchema>;

/** Reads a file of questions, in the order of its lines. Rejects with FILE_UNREADABLE, naming the line that is wrong. */
export async function readQuestions(path: string): Promise<Question[]> {
  return readJsonLines(path, questionSchema);
}

/** Reads what the summaries must hold, one item a line. Rejects with FILE_UNREADABLE, naming the line that is wrong. */
export async function readDigestExpectations(path: string): Promise<DigestExpectation[]> {
  return readJsonLines(path, digestExpectationSchema);
}

/** Reads which bulletins each collection holds. Rejects with FILE_UNREADABLE. */
export async function readCollections(path: string): Promise<Collections> {
  return readAs(await readText(path), collectionsSchema, path);
}

/** Whether every pattern is found in the text, case and length of white space aside. No pattern: true.
 *  @example holdsAll(['약\\s?50\\s?%'], '평균 탄소 배출량은 약 50% 감소') // => true */
export function holdsAll(patterns: readonly string[], text: string): boolean {
  const collapsed = text.replace(/\s+/gu, ' ');
  return patterns.every((pattern) => toRegExp(pattern).test(collapsed));
}

/** What a reader is shown of a sentence: a table row with the names of its columns. */
export function shownOf({ columns, text }: { readonly columns: readonly string[]; readonly text: string }): string {
  return [...columns, text].join(' ');
}

async function readJsonLines<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
  const text = await readText(path);
  return text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [readAs(line, schema, `${path}:${i + 1}`)]));
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause) => {
    throw new AppError('FILE_UNREADABLE', `${path} cannot be read. Check the path.`, { cause });
  });
}

function readAs<T>(text: string, schema: z.ZodType<T>, place: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new AppError('FILE_UNREADABLE', `${place} is not as README.md beside it asks: ${why}`, { cause });
  }
}

function compiles(pattern: string): boolean {
  try {
    toRegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

function toRegExp(pattern: string): RegExp {
  return new RegExp(pattern, 'iu');
}
