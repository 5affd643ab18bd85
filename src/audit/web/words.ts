// The words of histories.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('audit', { en: english, es: () => import('./words.es.ts') });

/** The room's words inside a component. */
export function useAuditWords(): Say {
  return useWords('audit');
}
