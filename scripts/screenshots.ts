import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assemble } from '../src/assemble.ts';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { runBot } from '../test/discord/run-bot.ts';
import { FakeDiscord } from '../test/fakes/discord/fake-discord.ts';
import type { Exchange } from './discord-page.ts';
import { discordPage } from './discord-page.ts';
import { projectFile } from './project-file.ts';

// Takes the pictures of the README: asks the real bot over a loopback Discord, and shows what it sends much as Discord does.
// Usage: npm run screenshots. Needs Chromium (CHROMIUM names another than the one on the path), pngquant, and the fonts Inter, Noto Sans CJK and
// Noto Color Emoji.

const IMAGES = projectFile('docs/images');
const WIDTH = 412; // CSS pixels, as on a phone
const SCALE = 2;
const COLOURS = '96'; // enough for text and flat areas
const START_MS = 60_000;

const work = mkdtempSync(join(tmpdir(), 'screenshots-'));
try {
  mkdirSync(IMAGES, { recursive: true });
  for (const [name, exchange] of Object.entries(await exchanges())) take(name, exchange);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** What the bot answers, by the name of the picture. */
async function exchanges(): Promise<Readonly<Record<string, Exchange>>> {
  const { embeddingModel: model } = loadConfig();
  const state = await builtState(model);
  const discord = await FakeDiscord.start();
  const bot = runBot(discord, { state, model });
  try {
    await discord.commandsRegistered(START_MS);
    const { reader, english } = discord.home;
    const said = async (
      asked: { answered: (ms: number) => Promise<Exchange['message']> },
      user: string,
      command: string,
    ) => ({
      user,
      command,
      message: await asked.answered(START_MS),
    });
    return {
      'answer-ko': await said(
        reader.slash('ask', { question: '석탄발전소 탄소 배출량은 27년까지 얼마나 줄이나?' }),
        '이서연',
        '/질문',
      ),
      'answer-en': await said(english.slash('ask', { question: 'What was found in lunar soil?' }), 'Emma', '/ask'),
      related: await said(reader.slash('ask', { question: '2030년 반도체 수출 목표는 얼마인가?' }), '이서연', '/질문'),
      daily: await said(reader.slash('daily', { date: '2024-07-11' }), '이서연', '/오늘'),
    };
  } finally {
    await bot.stop();
    await discord.stop();
  }
}

/** A state folder with the bundled bulletin, embedded. */
async function builtState(model: string): Promise<string> {
  const state = join(work, 'state');
  const config = loadConfig({ BULLETIN_STATE: state, EMBEDDING_MODEL: model });
  const log = createLogger({ level: 'warn' });
  const assembly = await assemble(config, { log, now: () => new Date(), build: true, model: true });
  await assembly.settled();
  await assembly.close();
  return state;
}

/** Takes the picture of one exchange, as high as it is. */
function take(name: string, exchange: Exchange): void {
  const page = join(work, `${name}.html`);
  writeFileSync(page, discordPage(exchange));
  const height = /data-height="(\d+)"/.exec(chromium('--dump-dom', `--window-size=${WIDTH},800`, page))?.[1];
  if (height === undefined) throw new Error(`Chromium did not lay out ${page}.`);
  const raw = join(work, `${name}.png`);
  chromium(`--screenshot=${raw}`, `--window-size=${WIDTH},${height}`, page);
  const picture = join(IMAGES, `${name}.png`);
  execFileSync('pngquant', ['--force', '--strip', '--speed', '1', '--output', picture, COLOURS, raw]);
  console.log(picture);
}

function chromium(...given: readonly string[]): string {
  const page = pathToFileURL(given.at(-1) ?? '').href;
  const quiet = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    `--force-device-scale-factor=${SCALE}`,
  ];
  const profile = `--user-data-dir=${join(work, 'chromium')}`;
  const program = process.env.CHROMIUM ?? 'chromium';
  return execFileSync(program, [...quiet, profile, ...given.slice(0, -1), page], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
