// The words of the pages of studies.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('studies', { en: english, es: () => import('./words.es.ts') });

/** The room's words inside a component. */
export function useStudiesWords(): Say {
  return useWords('studies');
}
