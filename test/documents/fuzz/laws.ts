import { parse } from '../../../src/bulletin/parse.ts';
import type { DocumentText } from '../../../src/documents/document.ts';
import { READER_FAULTS } from '../../../src/documents/document.ts';
import { AppError } from '../../../src/errors.ts';
import { flawsOf } from '../../bulletin/flaws.ts';

const TEXT_FAULTS = ['FILE_NOT_TEXT', 'FILE_ENCODING'];

/** What reading and parsing some bytes breaks of what is promised for any bytes: empty when nothing. */
export async function breaches(read: () => Promise<DocumentText>): Promise<readonly string[]> {
  try {
    const document = await read();
    return [...breachesOfPlaces(document), ...breachesOfParse(document.text)];
  } catch (error) {
    if (error instanceof AppError && [...READER_FAULTS, ...TEXT_FAULTS].includes(error.code)) return [];
    return [`reading throws ${error instanceof Error ? error.stack : String(error)}`];
  }
}

function breachesOfPlaces({ text, places, warnings }: DocumentText): readonly string[] {
  const lines = text.split('\n').length;
  const isFalling = places.starts.some((start, i) => start < (places.starts[i - 1] ?? 1));
  const isOutside = places.starts.some((start) => !Number.isInteger(start) || start > lines + 1);
  const strayed = warnings.filter(({ lines: [first, last] }) => first < 1 || first > last || last > lines);
  return [
    ...(isFalling ? [`places fall: ${places.starts}`] : []),
    ...(isOutside ? [`places are outside of ${lines} lines: ${places.starts}`] : []),
    ...strayed.map((warning) => `a warning is outside of ${lines} lines: ${JSON.stringify(warning)}`),
  ];
}

function breachesOfParse(text: string): readonly string[] {
  try {
    return flawsOf(text, parse(text, { id: 'x' })).map((flaw) => `parse: ${String(flaw)}`);
  } catch (error) {
    return [`parse throws ${error instanceof Error ? error.stack : String(error)}`];
  }
}
