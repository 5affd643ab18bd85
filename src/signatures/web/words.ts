// The words of the pages of signatures.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('signatures', { en: english, es: () => import('./words.es.ts') });

/** The room's words inside a component. */
export function useSignatureWords(): Say {
  return useWords('signatures');
}
