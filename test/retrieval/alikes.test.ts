import { describe, expect, test } from 'vitest';
import { holdsAlike } from '../../src/retrieval/alikes.ts';

describe('holdsAlike', () => {
  const alikes = new Map([['舟山', [['저우', '우산']]]]);

  test('tells of a token as it is or in another script, when all its parts are there', () => {
    expect(holdsAlike(new Set(['舟山']), '舟山', alikes)).toBe(true);
    expect(holdsAlike(new Set(['저우', '우산']), '舟山', alikes)).toBe(true);
    expect(holdsAlike(new Set(['저우']), '舟山', alikes)).toBe(false);
    expect(holdsAlike(new Set(['우산']), '吉林', alikes)).toBe(false);
  });
});
