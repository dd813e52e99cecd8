import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Signals } from '../../src/answer/support.ts';
import { judge } from '../../src/answer/support.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const flag = fc.constantFrom(0, 1);
const anySignals: fc.Arbitrary<Signals> = fc.record({
  sentence: share,
  passage: share,
  item: share,
  missingName: flag,
  missingFigure: flag,
  otherYear: flag,
  missingKind: flag,
  instruction: flag,
  foreign: flag,
});
const retrieval = fc.constantFrom<'hybrid' | 'lexical'>('hybrid', 'lexical');

describe('judge', () => {
  test('gives a support of 0 to 1, that no lacking name, figure, year or value ever raises', () => {
    fc.assert(
      fc.property(anySignals, retrieval, (signals, way) => {
        const { support } = judge(signals, way);
        expect(support).toBeGreaterThanOrEqual(0);
        expect(support).toBeLessThanOrEqual(1);
        for (const name of ['missingName', 'missingFigure', 'otherYear', 'missingKind', 'instruction'] as const) {
          expect(judge({ ...signals, [name]: 0 }, way).support).toBeGreaterThanOrEqual(support);
        }
      }),
    );
  });

  test('gives nothing where no passage is near, or the text gives orders', () => {
    fc.assert(
      fc.property(anySignals, retrieval, (signals, way) => {
        expect(judge({ ...signals, sentence: 0.1, item: 0.1 }, way).outcome).toBe('none');
        expect(judge({ ...signals, instruction: 1 }, way).outcome).toBe('none');
      }),
    );
  });

  test('answers on good evidence and names related items on evidence that lacks a name', () => {
    const good: Signals = {
      sentence: 0.6,
      passage: 0.5,
      item: 0.8,
      missingName: 0,
      missingFigure: 0,
      otherYear: 0,
      missingKind: 0,
      instruction: 0,
      foreign: 0,
    };
    expect(judge(good, 'hybrid').outcome).toBe('answered');
    expect(judge({ ...good, missingName: 1 }, 'hybrid').outcome).toBe('related');
  });
});
