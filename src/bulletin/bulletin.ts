import { z } from 'zod';

/** Where something stands in the original file: first and last line, 1-based, inclusive. */
export const linesSchema = z.tuple([z.int().positive(), z.int().positive()]).readonly();
export type Lines = z.infer<typeof linesSchema>;

/** A calendar day as YYYY-MM-DD, without a zone. */
export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The languages that questions and bulletins are understood in. */
export const languageSchema = z.enum(['ko', 'en', 'zh']);
export type Language = z.infer<typeof languageSchema>;

/** A flaw in the input, reported beside the result: what is wrong (a closed set of codes), where, and a sentence for the operator. */
export const warningSchema = z.object({ code: z.string(), lines: linesSchema, message: z.string() }).readonly();
export type Warning = z.infer<typeof warningSchema>;

/** A row of a table. `cells` hold the verbatim text of each cell with marks undone and white space collapsed;
 *  joined by one space they are found in the file at `lines`. */
const tableRowSchema = z.object({ cells: z.array(z.string()).readonly(), lines: linesSchema }).readonly();
export type TableRow = z.infer<typeof tableRowSchema>;

/** One part of an item's body. `text` is verbatim: Markdown and HTML marks undone, white space collapsed, the leading list
 *  mark or note star left out; it is found in the file between `lines`. `depth` of a bullet counts from 0.
 *  A table whose columns repeat side by side (구분 | 점수 | 구분 | 점수) has one row for each half, both with the same lines. */
const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: z.string(), lines: linesSchema }).readonly(),
  z.object({ kind: z.literal('paragraph'), text: z.string(), lines: linesSchema }).readonly(),
  z
    .object({ kind: z.literal('bullet'), text: z.string(), depth: z.int().nonnegative(), lines: linesSchema })
    .readonly(),
  z.object({ kind: z.literal('note'), text: z.string(), lines: linesSchema }).readonly(),
  z.object({ kind: z.literal('caption'), text: z.string(), lines: linesSchema }).readonly(),
  z
    .object({
      kind: z.literal('table'),
      header: z.array(z.string()).readonly(),
      rows: z.array(tableRowSchema).readonly(),
      lines: linesSchema,
    })
    .readonly(),
]);
export type Block = z.infer<typeof blockSchema>;

/** The origin that a bulletin names for an item. What the bulletin does not state is null: nothing is invented. */
const sourceSchema = z
  .object({
    url: z.string().nullable(),
    title: z.string().nullable(),
    publisher: z.string().nullable(),
    date: daySchema.nullable(),
    lines: linesSchema,
  })
  .readonly();
export type Source = z.infer<typeof sourceSchema>;

/** One news or policy entry. `id` is `<bulletin id>/<section number>-<item number>` where the bulletin numbers both
 *  (kostec-2024-08-02/I-01), else `<bulletin id>/<ordinal>`; unique within the bulletin. `lines` run from its number or
 *  title to the last line before the next item or section. `date` is the item's own: from its subtitle, title or source. */
const itemSchema = z
  .object({
    id: z.string(),
    number: z.string().nullable(),
    title: z.string(),
    subtitle: z.string().nullable(),
    section: z.string().nullable(),
    subsection: z.string().nullable(),
    date: daySchema.nullable(),
    lines: linesSchema,
    titleLines: linesSchema,
    subtitleLines: linesSchema.nullable(),
    blocks: z.array(blockSchema).readonly(),
    sources: z.array(sourceSchema).readonly(),
  })
  .readonly();
export type Item = z.infer<typeof itemSchema>;

/** A part of the bulletin with items. `number` is as printed (I, II, 1), or null. `lines` are those of its heading. */
const sectionSchema = z.object({ number: z.string().nullable(), title: z.string(), lines: linesSchema }).readonly();
export type Section = z.infer<typeof sectionSchema>;

/** What a stretch of lines is. The parts of a bulletin follow each other without gap or overlap from line 1 to the last:
 *  every line of the file belongs to exactly one. `unplaced` lines are also told in a warning. `ref` is an item's id. */
const partSchema = z
  .object({
    kind: z.enum(['blank', 'title', 'contents', 'summary', 'section', 'item', 'notice', 'imprint', 'unplaced']),
    lines: linesSchema,
    ref: z.string().nullable(),
  })
  .readonly();
export type Part = z.infer<typeof partSchema>;

/** One issue of a periodical, as parsed. `contents` are the entries of its contents list; `summary` its summary. */
export const bulletinSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    publisher: z.string().nullable(),
    publishedOn: daySchema.nullable(),
    language: languageSchema,
    lineCount: z.int().nonnegative(),
    contents: z
      .array(z.object({ title: z.string(), section: z.string().nullable(), lines: linesSchema }).readonly())
      .readonly(),
    summary: z.array(blockSchema).readonly(),
    sections: z.array(sectionSchema).readonly(),
    items: z.array(itemSchema).readonly(),
    parts: z.array(partSchema).readonly(),
    warnings: z.array(warningSchema).readonly(),
  })
  .readonly();
export type Bulletin = z.infer<typeof bulletinSchema>;
