/** What a line typed into the console asks for. `korean` tells which form of the command was typed. */
export type Line =
  | { readonly kind: 'empty' }
  | { readonly kind: 'question'; readonly question: string }
  | { readonly kind: SlashName; readonly rest: string; readonly typed: string; readonly korean: boolean }
  | { readonly kind: 'unknown'; readonly typed: string; readonly nearest: string | null };

const NAMES = {
  ask: ['/ask', '/질문'],
  sources: ['/sources', '/출처'],
  daily: ['/daily', '/오늘'],
  items: ['/items', '/항목'],
  help: ['/help', '/도움말'],
  status: ['/status', '/상태'],
  quit: ['/quit', '/exit', '/종료'],
} as const;

type SlashName = keyof typeof NAMES;

const KINDS: readonly SlashName[] = ['ask', 'sources', 'daily', 'items', 'help', 'status', 'quit'];

/** All commands as they are typed. */
export const SLASH_COMMANDS: readonly string[] = KINDS.flatMap((kind) => [...NAMES[kind]]);

/** Reads a line of the console.
 *  @example readLine('/오늘 2024-08-02') // => { kind: 'daily', rest: '2024-08-02', typed: '/오늘', korean: true } */
export function readLine(line: string): Line {
  const text = line.normalize('NFC').trim();
  if (text === '') return { kind: 'empty' };
  if (!text.startsWith('/')) return { kind: 'question', question: line.trim() };
  const typed = /^\S+/.exec(text)?.[0] ?? text;
  const rest = text.slice(typed.length).trim();
  const kind = KINDS.find((name) => NAMES[name].some((form) => form === typed.toLowerCase()));
  if (kind === undefined) return { kind: 'unknown', typed, nearest: nearestTo(typed.toLowerCase()) };
  return { kind, rest, typed, korean: /\p{Script=Hangul}/u.test(typed) };
}

/** The commands that begin as the line does, for the tab key; in the shape that node:readline expects.
 *  @example completeSlash('/st') // => [['/status '], '/st'] */
export function completeSlash(line: string): [string[], string] {
  const text = line.normalize('NFC');
  if (!/^\/\S*$/.test(text)) return [[], line];
  const fitting = SLASH_COMMANDS.filter((command) => command.startsWith(text.toLowerCase()));
  return [fitting.map((command) => `${command} `), line];
}

function nearestTo(typed: string): string | null {
  const farthest = typed.length > 4 ? 2 : 1; // mistyped letters that are still the same word
  const near = SLASH_COMMANDS.map((command) => ({ command, distance: distance(typed, command) }))
    .filter((one) => one.distance <= farthest || (typed.length > 2 && one.command.startsWith(typed)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.command ?? null;
}

/** Levenshtein distance in UTF-16 code units. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
