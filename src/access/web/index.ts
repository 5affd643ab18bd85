// The pages of access: people, and one person with their grants. Loaded when first opened.
import { lazyPage, registerWords, type RoomPage } from '#ui';

export { useEventNames } from './event-names.ts';
export { useRoleNames } from './role-names.ts';
export { provideScopes, type ScopeChoice, type ScopeSource } from './scopes.ts';

registerWords('access', { en: { people: 'People' }, es: () => import('./words.es.ts') });

/** The room's pages. */
export const accessPages: readonly RoomPage[] = [
  {
    path: '/people',
    component: lazyPage(() => import('./PeoplePage.tsx'), 'PeoplePage'),
    permission: 'access.view-people',
    nav: { words: 'access', labelKey: 'people', icon: 'people', order: 80 },
  },
  {
    path: '/people/$personId',
    component: lazyPage(() => import('./PersonPage.tsx'), 'PersonPage'),
    permission: 'access.view-people',
  },
];
