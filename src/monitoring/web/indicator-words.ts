// The words of the pages of indicators and signals.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './indicator-words.en.ts';

registerWords('indicators', { en: english, es: () => import('./indicator-words.es.ts') });

/** The words inside a component. */
export function useIndicatorWords(): Say {
  return useWords('indicators');
}
