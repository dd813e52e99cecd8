/** How many parts examples are divided into: each is judged by weights that were fitted on the others. */
const FOLDS = 10;

/** Fits weights for each fold on the examples of the others, and gives each example with weights that have not seen its fact. Facts, not
 *  questions, are dealt out: two questions on one fact are never on both sides. */
export function crossValidated<Example, Weights>(
  examples: readonly Example[],
  factOf: (example: Example) => string,
  weightsOf: (examples: readonly Example[]) => Weights,
): { readonly example: Example; readonly weights: Weights }[] {
  const facts = [...new Set(examples.map(factOf))].sort();
  const foldOf = new Map(facts.map((fact, i) => [fact, i % FOLDS]));
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const held = examples.filter((example) => foldOf.get(factOf(example)) === fold);
    if (held.length === 0) return [];
    const weights = weightsOf(examples.filter((example) => foldOf.get(factOf(example)) !== fold));
    return held.map((example) => ({ example, weights }));
  });
}
