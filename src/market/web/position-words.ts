// The words of the pages of the position, of what follows from it, and of new sites.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './position-words.en.ts';

registerWords('market-position', { en: english, es: () => import('./position-words.es.ts') });

/** The words inside a component. */
export function usePositionWords(): Say {
  return useWords('market-position');
}
