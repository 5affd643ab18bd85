// Words in another language: none is missed, whenever the page that brings it arrives.
import { describe, expect, it } from 'vitest';
import { registerWords, setLanguage, wordsOf } from './words.ts';

describe('words', () => {
  it('of a page that arrives while the language turns are in that language too', async () => {
    registerWords('early', {
      en: { hello: 'Hello' },
      es: async () => {
        // The page of `late` is loaded before the words of `early` are there.
        registerWords('late', { en: { bye: 'Goodbye' }, es: () => Promise.resolve({ words: { bye: 'Adiós' } }) });
        return Promise.resolve({ words: { hello: 'Hola' } });
      },
    });
    await setLanguage('es');
    expect([wordsOf('early')('hello'), wordsOf('late')('bye')]).toEqual(['Hola', 'Adiós']);
    await setLanguage('en');
    expect(wordsOf('late')('bye')).toBe('Goodbye');
  });
});
