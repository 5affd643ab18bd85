// The words of the panels of adverse events.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('safety', { en: english, es: () => import('./words.es.ts') });

/** The room's words inside a component. */
export function useSafetyWords(): Say {
  return useWords('safety');
}
