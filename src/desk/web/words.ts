// The words of the desk: role homes and pages that join rooms.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('desk', { en: english, es: () => import('./words.es.ts') });

/** The room's words inside a component. */
export function useDeskWords(): Say {
  return useWords('desk');
}
