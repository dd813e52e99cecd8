import { Connection } from '../src/store/connection.ts';
import { openForWriting } from '../src/store/open-database.ts';
import { outboxOver } from '../src/store/sqlite-outbox.ts';
import { runModel } from './delivery-model.ts';

// Runs the model of deliveries with one seed after the other. Usage: npm run simulate -- [DAYS] [FIRST SEED]

const [most = 100_000, first = 1] = process.argv.slice(2).map(Number);
const sums = { days: 0, posted: 0, failed: 0, skipped: 0, kills: 0, clockMoves: 0 };
for (let seed = first; sums.days < most; seed++) {
  const connection = new Connection(openForWriting(':memory:', 0), ':memory:');
  const outbox = outboxOver(connection);
  const run = await runModel(seed, 150, outbox);
  connection.close();
  sums.days += run.days;
  sums.posted += run.posted;
  sums.failed += run.failed;
  sums.skipped += run.skipped;
  sums.kills += run.kills;
  sums.clockMoves += run.clockMoves;
  for (const law of run.wrong) console.log(`seed ${seed}: ${law}`);
  if (run.wrong.length > 0) process.exitCode = 1;
}
console.log(JSON.stringify({ ...sums, seconds: Math.round(performance.now() / 1000) }));
