import { expect, test } from 'vitest';
import { evaluateSummaries } from '../../scripts/evaluate-summaries.ts';

test('summaries hold the main figure or event of nearly every item, and of more than first sentences of their length', async () => {
  const [bundled, others] = await evaluateSummaries();
  if (bundled === undefined || others === undefined) throw new Error('a set is missing');
  expect(bundled.items).toBe(14);
  expect(bundled.ways['bulletin-bot'].held).toBeGreaterThanOrEqual(13);
  expect(bundled.ways['bulletin-bot'].held).toBeGreaterThan(bundled.ways['first two sentences'].held);
  expect(bundled.ways['bulletin-bot'].letters).toBeLessThan(bundled.ways['first three sentences'].letters);
  expect(others.ways['bulletin-bot'].held).toBeGreaterThanOrEqual(43); // of 45
  expect(others.ways['bulletin-bot'].held).toBeGreaterThan(others.ways['first sentence'].held);
});
