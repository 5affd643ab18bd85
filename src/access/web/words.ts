// The words of people and grants; Spanish is fetched when chosen.
import { registerWords, useWords, type Say } from '#ui';
import { words } from './words.en.ts';

registerWords('access', { en: words });

/** The room's words inside a component. */
export function useAccessWords(): Say {
  return useWords('access');
}
