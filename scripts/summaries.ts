import { evaluateSummaries, summaryTable } from './evaluate-summaries.ts';

// Prints what the summaries of items hold, beside their first sentences. Usage: npm run summaries

const figures = await evaluateSummaries();
console.log(summaryTable(figures));
for (const { missed } of figures) for (const id of missed) console.log(`missed: ${id}`);
