// The words of the schedule editor, loaded with it.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './words.en.ts';

registerWords('schedule-editor', { en: english, es: () => import('./words.es.ts') });

/** The editor's words inside a component. */
export function useEditorWords(): Say {
  return useWords('schedule-editor');
}
