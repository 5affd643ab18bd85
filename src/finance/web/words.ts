// The words of the pages of money.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('finance', { en: english, es: () => import('./words.es.ts') });

/** The room's words inside a component. */
export function useFinanceWords(): Say {
  return useWords('finance');
}
