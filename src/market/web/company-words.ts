// The words of the pages of companies and of the network's own strategy.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './company-words.en.ts';

registerWords('market-companies', { en: english, es: () => import('./company-words.es.ts') });

/** The words inside a component. */
export function useCompanyWords(): Say {
  return useWords('market-companies');
}
