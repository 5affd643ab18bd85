// The words of the panels of subjects.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('subjects', { en: english, es: () => import('./words.es.ts') });

/** The room's words inside a component. */
export function useSubjectsWords(): Say {
  return useWords('subjects');
}
