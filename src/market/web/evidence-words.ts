// The words of the pages of evidence.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './evidence-words.en.ts';

registerWords('market-evidence', { en: english, es: () => import('./evidence-words.es.ts') });

/** The words inside a component. */
export function useEvidenceWords(): Say {
  return useWords('market-evidence');
}
