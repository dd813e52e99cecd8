import { join } from 'node:path';
import { assemble } from '../../src/assemble.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';

/** Takes the bundled bulletin into a state folder, so that a bot that starts there has something to answer with. Without the model. */
export async function keepBundled(state: string): Promise<void> {
  const config = loadConfig({ BULLETIN_STATE: state, EMBEDDING_MODEL: join(state, 'no-model') });
  const log = createLogger({ level: 'silent' });
  const assembly = await assemble(config, { log, now: () => new Date(), build: true, model: false });
  await assembly.settled();
  await assembly.close();
}
