import { expect, test } from 'vitest';
import { runModel } from '../../scripts/delivery-model.ts';
import { Connection } from '../../src/store/connection.ts';
import { openForWriting } from '../../src/store/open-database.ts';
import { outboxOver } from '../../src/store/sqlite-outbox.ts';

const DAYS = 10_000;

test(`each of ${DAYS} days has at most one post or a reason, and nothing is lost, whatever happens`, async () => {
  let days = 0;
  let kills = 0;
  for (let seed = 1; days < DAYS; seed++) {
    const connection = new Connection(openForWriting(':memory:', 0), ':memory:');
    const outbox = outboxOver(connection);
    const run = await runModel(seed, 150, outbox);
    connection.close();
    expect(run.wrong, `seed ${seed}`).toEqual([]);
    days += run.days;
    kills += run.kills;
  }
  expect(kills).toBeGreaterThan(500); // else nothing was tried
}, 600_000);
