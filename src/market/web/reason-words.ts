// The words of the reasons that ship with the assumptions.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './reason-words.en.ts';

registerWords('market-reasons', { en: english, es: () => import('./reason-words.es.ts') });

/** The words inside a component. */
export function useReasonWords(): Say {
  return useWords('market-reasons');
}
