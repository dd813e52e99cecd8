import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { projectFile } from './project-file.ts';

const REPORT = projectFile('docs/DISCORD-LOAD.md');
const HEAD = `# Load and endurance in Discord

The real bot in a process of its own, with the real model, over the loopback Discord of the tests on the same machine: the times hold what that Discord
and whoever else uses the machine take as well. A trivial bot of discord.js, which defers and says the same to everyone, is measured in the same run.
`;
/** Of other work, while this script has not begun its own. */
const LOAD_BEFORE = loadavg()[0] ?? 0;
const SECTIONS = ['Load', 'Endurance'] as const;

/** Writes one section of docs/DISCORD-LOAD.md, leaves the other as it is, and prints it. */
export async function writeLoadSection(name: (typeof SECTIONS)[number], text: string): Promise<void> {
  const before = await readFile(REPORT, 'utf8').catch(() => '');
  const sections = SECTIONS.flatMap((title) => {
    const body = title === name ? `${measured()}\n\n${text.trim()}` : sectionIn(before, title);
    return body === null ? [] : [`## ${title}\n\n${body}\n`];
  });
  await writeFile(REPORT, [HEAD, ...sections].join('\n'));
  console.log(text);

  function measured(): string {
    const command = ['npm run', name === 'Load' ? 'load' : 'soak', ...withArguments()].join(' ');
    const machine = `${availableParallelism()} cores, Node ${process.versions.node}`;
    return `Written by \`${command}\` (${machine}, load average of other work when it began ${LOAD_BEFORE.toFixed(1)}).`;
  }
}

/** What follows the name of the script, so that the command can be given again. */
function withArguments(): readonly string[] {
  const given = process.argv.slice(2);
  return given.length === 0 ? [] : ['--', ...given];
}

function sectionIn(report: string, title: string): string | null {
  const body = report.split(/^## /m).find((part) => part.startsWith(`${title}\n`));
  return body === undefined ? null : body.slice(title.length).trim();
}
