import { shown } from '../answer/shown.ts';
import type { Language } from '../bulletin/bulletin.ts';
import type { IngestReport } from '../ingest.ts';
import { CHANGED } from './messages.ts';

const NAMED = 3; // titles; more would push the talk off the screen

/** A line on what a run changed while the console is open. */
export function newsOf({ added, updated, removed, bulletins }: IngestReport, language: Language): string {
  const titles = bulletins.slice(0, NAMED).map(({ title }) => shown(title));
  const more = bulletins.length > NAMED ? ['…'] : [];
  return CHANGED[language]({ added, updated, removed, titles: [...titles, ...more].join(', ') });
}
