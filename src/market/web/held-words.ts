// Words that the pages of evidence, position and companies share: keys of the market, units, effects.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './held-words.en.ts';

registerWords('market-held', { en: english, es: () => import('./held-words.es.ts') });

/** The shared words inside a component. */
export function useHeldWords(): Say {
  return useWords('market-held');
}
