// The words of notifications.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('notifications', { en: english, es: () => import('./words.es.ts') });

/** The room's words inside a component. */
export function useNotificationWords(): Say {
  return useWords('notifications');
}
