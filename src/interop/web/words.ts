// The words of taking over a trial from elsewhere.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('interop', { en: english, es: () => import('./words.es.ts') });

/** The room's words inside a component. */
export function useInteropWords(): Say {
  return useWords('interop');
}
