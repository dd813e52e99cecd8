import { describe, expect, test } from 'vitest';
import { dictionaryForms, inflections } from '../../src/retrieval/english-forms.ts';

describe('dictionaryForms', () => {
  test.each([
    ['budgets', 'budget'],
    ['batteries', 'battery'],
    ['boxes', 'box'],
    ['invested', 'invest'],
    ['produced', 'produce'],
    ['testing', 'test'],
    ['making', 'make'],
    ['coal', 'coal'],
  ])('%s stands under %s', (word, form) => {
    expect(dictionaryForms(word)).toContain(form);
  });

  test('leaves short words alone', () => {
    expect(dictionaryForms('gas')).toEqual(['gas']);
    expect(dictionaryForms('bed')).toEqual(['bed']);
  });
});

describe('inflections', () => {
  test.each([
    ['battery', 'batteries'],
    ['box', 'boxes'],
    ['produce', 'produced'],
    ['produce', 'producing'],
    ['invest', 'investing'],
    ['coal', 'coal'],
  ])('%s may be written %s', (word, form) => {
    expect(inflections(word)).toContain(form);
  });
});
