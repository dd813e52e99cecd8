import type { Asked } from './evaluate-answers.ts';

/** What to look at while tuning: what went wrong, by how it went wrong, with what was shown. */
export function showFailures(asked: readonly Asked[]): string {
  const failed = asked.flatMap((one) => {
    const cause = causeOf(one);
    return cause === null ? [] : [{ cause, one }];
  });
  const causes = [...new Set(failed.map(({ cause }) => cause))].sort();
  return causes
    .map((cause) => {
      const own = failed.filter((one) => one.cause === cause).map(({ one }) => lines(one));
      return `## ${cause} (${own.length})\n\n${own.join('\n\n')}`;
    })
    .join('\n\n');
}

/** How a question went wrong; null when it did not. */
function causeOf({ question, answer, items, right, chosenRight }: Asked): string | null {
  const isAnswered = answer.outcome === 'answered';
  if (!question.answerable) return isAnswered ? `answered without an answer: ${question.kind}` : null;
  if (right) return null;
  const found = question.items.filter((id) => items.includes(id)).length;
  if (found === 0) return isAnswered ? 'answered, item not found' : 'refused, item not found';
  if (!isAnswered)
    return chosenRight ? 'refused, though the right sentences were chosen' : 'refused, other sentences chosen';
  if (found < question.items.length) return 'answered, not all items found';
  const cited = answer.citations.map(({ item }) => item.id);
  if (question.items.every((id) => cited.includes(id))) return 'answered from the right items, other sentences chosen';
  return 'answered from other items than the right ones that were found';
}

function lines({ collection, question, answer, items, languages, signs }: Asked): string {
  const ranks = question.items.map((id) => `${id} at ${items.indexOf(id) + 1 || 'none'}`).join(', ');
  return [
    `${question.id} ${collection} ${question.kind} ${question.language}>${languages.join('+')} ${answer.outcome} ${answer.support.toFixed(2)}: ${question.question}`,
    `  signs: ${Object.entries(signs)
      .flatMap(([name, value]) => (value === 0 ? [] : [`${name} ${round(value)}`]))
      .join(', ')}`,
    ...(question.items.length > 0 ? [`  items: ${ranks}`] : []),
    ...(question.answerable ? [`  must hold: ${question.answer.join('  ')}`] : []),
    ...answer.sentences.map(({ text, citations }) => {
      const cited = answer.citations.find(({ n }) => citations.includes(n));
      return `  > ${cited?.item.id}: ${text}`;
    }),
  ].join('\n');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
