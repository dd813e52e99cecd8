import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { assemble } from './assemble.ts';
import { loadConfig } from './config.ts';
import { readArguments } from './console/arguments.ts';
import type { Program } from './console/program.ts';
import { deskOf, runProgram } from './console/program.ts';
import type { Workshop } from './console/run-command.ts';
import { runCommand } from './console/run-command.ts';
import { screenOf } from './console/screen.ts';
import { doctor } from './doctor.ts';
import { evaluate } from './evaluate.ts';
import { inspect } from './inspect.ts';
import { Recent } from './recent.ts';
import { readLanguageMeans } from './retrieval/language-means.ts';
import { createWorkerEmbedder, TEXTS_REMEMBERED } from './retrieval/worker-embedder.ts';
import { checkStore, openStore } from './store/sqlite.ts';

process.exitCode = await runProgram(process, loadConfig, (program) =>
  runCommand(readArguments(process.argv.slice(2)), workshopOf(program)),
);

function workshopOf(program: Program): Workshop {
  const { config, log } = program;
  const now = () => new Date();
  return {
    ...program,
    screen: screenOf(program.stdout),
    now,
    version: versionOf(new URL('../package.json', import.meta.url)),
    open: async (needs) => deskOf(await assemble(config(), { ...needs, log, now })),
    evaluate: async (folder, options) => {
      const modelDir = config().embeddingModel;
      const embedder = createWorkerEmbedder({ modelDir, memory: new Recent(TEXTS_REMEMBERED) });
      try {
        const { dimension } = await embedder.start();
        return await evaluate(folder, { ...options, embedder, means: await readLanguageMeans(modelDir, dimension) });
      } finally {
        await embedder.close();
      }
    },
    inspect: (bulletin) => {
      const { bulletinDir, bulletinState } = config();
      return inspect(bulletin, { bulletinDir, keptIn: (id) => keptIn(bulletinState, id) });
    },
    doctor: () =>
      doctor({
        loadConfig: config,
        openStore: (stateDir) => openStore(stateDir, { readOnly: true }),
        checkStore,
        createEmbedder: (modelDir) => createWorkerEmbedder({ modelDir }),
        // Loaded when it is needed: it takes longer than all else together.
        reachDiscord: async (token, apiUrl) => (await import('./discord/reach.ts')).reachDiscord(token, apiUrl),
      }),
  };
}

/** The path of a kept bulletin's file; null where nothing is kept. */
async function keptIn(stateDir: string, id: string): Promise<string | null> {
  if (!existsSync(stateDir) || !readdirSync(stateDir).some((name) => name.endsWith('.db'))) return null;
  const store = openStore(stateDir, { readOnly: true });
  try {
    return (await store.keptFiles()).find(({ bulletin }) => bulletin.id === id)?.file.path ?? null;
  } finally {
    await store.close();
  }
}

function versionOf(packageFile: URL): string {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8'));
  return String(version);
}
