// The words of the pages of registry activity.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './activity-words.en.ts';

registerWords('market-activity', { en: english, es: () => import('./activity-words.es.ts') });

/** The words inside a component. */
export function useActivityWords(): Say {
  return useWords('market-activity');
}
