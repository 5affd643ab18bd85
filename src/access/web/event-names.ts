// What happens to accounts in words, for pages outside this room too.
import { registerWords, useWords } from '#ui';
import { eventWords } from './event-words.en.ts';

registerWords('events', { en: eventWords, es: () => import('./event-words.es.ts') });

/** Tells what happened in the reader's language. */
export function useEventNames(): (kind: string) => string {
  const say = useWords('events');
  return (kind) => say(kind);
}
