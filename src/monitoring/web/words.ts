// The words of the pages of deviations.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('monitoring', { en: english, es: () => import('./words.es.ts') });

/** The room's words inside a component. */
export function useMonitoringWords(): Say {
  return useWords('monitoring');
}
