// The words of the panels of visits.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('visits', { en: english, es: () => import('./words.es.ts') });

/** The room's words inside a component. */
export function useVisitsWords(): Say {
  return useWords('visits');
}
