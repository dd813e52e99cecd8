import { parse } from '../src/bulletin/parse.ts';
import { hostileTexts } from '../test/bulletin/hostile-texts.ts';

const TOO_SLOW = 5000; // milliseconds for a quarter from which the whole is not waited for
const TOO_FAST = 20; // milliseconds below which growth says nothing

/** Measures how the processor time of `parse` grows with the size of hostile and merely large Markdown: `parse-scaling.ts [megabytes] [word of a name]`.
 *  Prints the time for a quarter and for the whole size of each kind; four times the size should take about four times the time. */
function main([megabytes = '1', name = '']: readonly string[]): void {
  const size = Number(megabytes) * 1_000_000;
  for (const { kind, write } of hostileTexts()) {
    if (!kind.includes(name)) continue;
    const quarter = timed(write(size / 4));
    const whole = quarter > TOO_SLOW ? Number.POSITIVE_INFINITY : timed(write(size));
    const growth = quarter < TOO_FAST ? '' : `x${(whole / quarter).toFixed(1)}`;
    process.stdout.write(
      `${whole.toFixed(0).padStart(7)} ms ${quarter.toFixed(0).padStart(7)} ms${growth.padStart(8)}  ${kind}\n`,
    );
  }
}

/** Milliseconds of processor time, which other programs hardly change. */
function timed(text: string): number {
  const start = process.cpuUsage();
  parse(text, { id: 'scaling' });
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

main(process.argv.slice(2));
