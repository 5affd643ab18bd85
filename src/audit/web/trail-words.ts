// The words of the trail's own sentences; English comes from the server, other languages are fetched when chosen.
import { registerWords, useWords, type Say } from '#ui';

registerWords('trail', { en: {}, es: () => import('./trail-words.es.ts') });

/** The words inside a component. */
export function useTrailWords(): Say {
  return useWords('trail');
}
