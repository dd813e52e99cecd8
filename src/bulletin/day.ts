import { daySchema } from './bulletin.ts';

/** Whether a text is a day of the calendar as YYYY-MM-DD.
 *  @example isDay('2024-02-30') // => false */
export function isDay(text: string): boolean {
  if (!daySchema.safeParse(text).success) return false;
  const moment = new Date(text);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}
