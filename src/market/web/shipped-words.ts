// The words of what ships with the program.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './shipped-words.en.ts';

registerWords('market-shipped', { en: english, es: () => import('./shipped-words.es.ts') });

/** The words inside a component. */
export function useShippedWords(): Say {
  return useWords('market-shipped');
}
