// The names of roles, for pages outside this room too.
import { registerWords, useWords } from '#ui';
import { roleWords } from './role-words.en.ts';

registerWords('roles', { en: roleWords, es: () => import('./role-words.es.ts') });

/** Tells the name of a role in the reader's language. */
export function useRoleNames(): (role: string) => string {
  const say = useWords('roles');
  return (role) => say(role);
}
