import { z } from 'zod';
import { linesSchema } from '../bulletin/bulletin.ts';
import { placesSchema } from '../bulletin/places.ts';
import { FORMATS, READER_FAULTS } from './document.ts';
import type { TextLimits } from './text-limits.ts';

/** How much a document may be as text, for the process that reads it and for the one that takes it in. */
export type OutputLimits = TextLimits & { readonly warnings: number };

const documentSchema = z
  .object({
    format: z.enum(FORMATS),
    text: z.string(),
    places: placesSchema,
    warnings: z.array(z.object({ code: z.string(), lines: linesSchema, message: z.string() }).readonly()).readonly(),
  })
  .readonly();

/** What a reading process answers, as JSON: the document, the fault that its reader names, or the error that ended the reader. */
export const readerReplySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('document'), document: documentSchema }).readonly(),
  z.object({ kind: z.literal('refused'), code: z.enum(READER_FAULTS), message: z.string() }).readonly(),
  z.object({ kind: z.literal('failed'), message: z.string(), stack: z.string() }).readonly(),
]);
export type ReaderReply = z.infer<typeof readerReplySchema>;
