import { expect, test } from 'vitest';
import { shortForm } from '../scripts/floors.ts';
import { openModel } from '../scripts/question-run.ts';

test('search and answers stay above their floors', { timeout: 900_000 }, async () => {
  const model = await openModel();
  const figures = await shortForm(model).finally(() => model.embedder.close());
  expect(figures).toHaveLength(11);
  expect(figures.filter(({ value, floor }) => value < floor)).toEqual([]);
});
