// The design system's own words; Spanish is fetched when chosen.
import { registerWords, useWords, type Say } from './words.ts';

registerWords('ui', {
  en: {
    skip: 'Skip to content',
    navigation: 'Main',
    notice: 'Notice',
    more: 'More',
    account: 'Account',
    breadcrumb: 'Where you are',
    loading: 'Loading',
    save: 'Save',
    cancel: 'Cancel',
    close: 'Close',
    retry: 'Try again',
    unsaved: 'Not saved yet. What you typed is kept while this page is open.',
    showTable: 'Show as table',
    showPicture: 'Show as picture',
    download: 'Download CSV',
    downloadSvg: 'SVG',
    downloadPng: 'PNG',
    today: 'Today',
    day: 'Day {{day}}',
    window: 'window {{window}}',
    before: 'Now',
    after: 'Then',
    nothingChanged: 'Nothing has changed yet.',
    reason: 'Reason',
    progress: '{{done}} of {{total}}',
    legend: 'Legend',
    lane: 'Row',
    item: 'What',
    from: 'From',
    to: 'To',
    notices: 'Notices',
    requestId: 'Request id',
    problem: {
      offlineTitle: 'The server cannot be reached',
      offlineNext: 'Check the connection, then try again. What you typed is still here.',
      signedOutTitle: 'You are signed out',
      signedOutNext: 'Sign in again. What you typed is still here.',
      deniedTitle: 'You may not do this',
      deniedNext: 'Ask an administrator for the right, or go back.',
      missingTitle: 'This does not exist, or is outside what you may see',
      missingNext: 'Check the link, or search for it.',
      changedTitle: 'Somebody changed this before you',
      changedNext: 'Load it again, compare, then save once more.',
      busyTitle: 'Too many requests',
      busyNext: 'Wait a moment, then try again.',
      refusedTitle: 'This was not accepted',
      refusedNext: 'Correct what is named here, then try again.',
      brokenTitle: 'Something went wrong on our side',
      brokenNext: 'Try again. If it happens again, send the request id to your administrator.',
      nothingSaved: 'Nothing was saved; your records are as they were.',
    },
  },
  es: () => import('./ui-words.es.ts'),
});

/** The design system's own words inside a component. */
export function useUiWords(): Say {
  return useWords('ui');
}
