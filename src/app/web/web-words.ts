// The words of the browser's entry: shell and the pages that belong to no room.
import { registerWords, useWords, wordsOf, type Say } from '#ui';

registerWords('web', {
  en: {
    product: 'Siteward',
    demo: 'Demo: synthetic people only',
    account: 'Account',
    myAccount: 'My account',
    appearance: 'Appearance',
    light: 'Light',
    dark: 'Dark',
    system: 'As the device',
    language: 'Language',
    signOut: 'Sign out',
    search: 'Search',
    searchKey: 'Ctrl K',
    missingTitle: 'There is no such page',
    missing: 'The link may be old or cut short. Choose a place from the navigation, or go to your first page.',
    deniedTitle: 'You may not open this page',
    denied: 'Your roles do not include it. Ask an administrator for the right, or go to your first page.',
    brokenTitle: 'This page could not be shown',
    home: 'Go to my first page',
    nothingTitle: 'Nothing is open to you yet',
    nothing: 'You are signed in, but hold no role that opens a page. An administrator can give you one; it counts at once.',
    welcome: 'Welcome',
  },
  es: () => import('./web-words.es.ts'),
});

/** The entry's words inside a component. */
export function useWebWords(): Say {
  return useWords('web');
}

/** The entry's words outside components. */
export const webWords = (): Say => wordsOf('web');
