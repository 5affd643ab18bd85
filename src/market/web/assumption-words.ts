// The words of the page of assumptions.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './assumption-words.en.ts';

registerWords('market-assumptions', { en: english, es: () => import('./assumption-words.es.ts') });

/** The words inside a component. */
export function useAssumptionWords(): Say {
  return useWords('market-assumptions');
}
