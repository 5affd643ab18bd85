// Sentences are found by key, count and language, and carry what people typed as it was typed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeWords, phraseOf } from './phrases.ts';

const words = {
  title: 'Visit {{number}} of {{ name }}',
  days_zero: 'today',
  days_one: '{{count}} day',
  days_other: '{{count}} days',
  plain: 'no count',
  state: { open: 'Open', deep: { er: 'Deeper' } },
};

describe('a sentence', () => {
  it.each([
    ['title', { number: 3, name: 'Ana' }, 'Visit 3 of Ana'],
    ['title', { number: 0n }, 'Visit 0 of '],
    ['days', { count: 0 }, 'today'],
    ['days', { count: 1 }, '1 day'],
    ['days', { count: 7 }, '7 days'],
    ['plain', { count: 7 }, 'no count'],
    ['state.open', {}, 'Open'],
    ['state.deep.er', {}, 'Deeper'],
    ['state', {}, undefined],
    ['state.shut', {}, undefined],
    ['toString', {}, undefined],
    ['title.length', {}, undefined],
  ])('%s with %o', (key, values, sentence) => {
    expect(phraseOf(words, key, values, 'en')).toBe(sentence);
  });
  it('takes the form that the language counts by, and the last one where it is missing', () => {
    const forms = { n_one: 'uno', n_many: 'muchos', n_other: 'otros' };
    expect([1, 2, 1_000_000].map((count) => phraseOf(forms, 'n', { count }, 'es'))).toEqual(['uno', 'otros', 'muchos']);
    expect(phraseOf({ n_one: 'uno', n_other: 'otros' }, 'n', { count: 1_000_000 }, 'es')).toBe('otros');
  });
  it('never reads a value as a place for another value', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(phraseOf({ s: '{{a}}|{{b}}' }, 's', { a, b }, 'en')).toBe(`${a}|${b}`);
      }),
      {
        examples: [
          ['{{b}}', '$&'],
          ['$1', '{{a}}'],
        ],
      },
    );
  });
});

it('lays words over words, the later ones on top, without touching either', () => {
  expect(mergeWords({ a: 'A', n: { x: 'X', y: 'Y' } }, { a: 'B', n: { y: 'Z' } })).toEqual({ a: 'B', n: { x: 'X', y: 'Z' } });
});
