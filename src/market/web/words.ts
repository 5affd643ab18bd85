// The words that all pages of the market share, and those of the outlook, its segments and scenarios.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('market', { en: english, es: () => import('./words.es.ts') });

/** The room's words inside a component. */
export function useMarketWords(): Say {
  return useWords('market');
}
