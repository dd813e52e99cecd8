import { z } from 'zod';
import { customId } from './custom-id.ts';
import { itemKeysSchema, passageKeysSchema } from './keys.ts';

const pageSchema = z.coerce.number<string>().int().nonnegative().max(999);

/** Shows the passages behind an answer, to who presses it. */
export const passagesId = customId('passages', { passages: passageKeysSchema });

/** Turns the pages of those. */
export const passagePageId = customId('turn', { passages: passageKeysSchema, page: pageSchema });

/** Shows the items near the question that the card has as its title, to who presses it. */
export const nearId = customId('near', {});

/** Turns the pages of those. */
export const nearPageId = customId('more', { page: pageSchema });

/** Shows an answer that only the asker sees to the whole channel. */
export const shareId = customId('share', {});

/** Tells what someone thinks of an answer, and which items that named. */
export const feedbackId = customId('feedback', {
  vote: z.enum(['up', 'down']),
  outcome: z.enum(['answered', 'related', 'none']),
  items: z.union([itemKeysSchema, z.literal('')]),
});
