// The words of the command palette and of the list of shortcuts; Spanish is fetched when chosen.
import { registerWords, useWords, type Say } from '#ui';

registerWords('palette', {
  en: {
    title: 'Go to',
    field: 'A participant’s number, a study, a site, a page or what you want to do',
    at: 'Choose the site',
    leave: 'Back to everything',
    results: 'Results',
    count_one: '{{count}} result',
    count_other: '{{count}} results',
    none: 'Nothing fits “{{typed}}”',
    noneNext: 'Participants are found by number only. By name they are found on the page of their site, for a purpose.',
    nothingYet: 'Type a number or a name',
    looking: 'Looking',
    keys: 'Arrows choose, Enter opens, Escape closes',
    group: {
      recent: 'Recent',
      action: 'Actions',
      page: 'Pages',
      subject: 'Participants',
      'study-site': 'Studies at sites',
      study: 'Studies',
      contract: 'Contracts',
      person: 'People',
    },
    action: {
      consent: 'Record a consent at …',
      find: 'Find a participant by name at …',
      import: 'Import a protocol',
      addPerson: 'Add a person',
      account: 'My account',
      shortcuts: 'Keyboard shortcuts',
    },
    consentAt: 'Record a consent at {{site}}',
    findAt: 'Find a participant at {{site}}',
    shortcuts: {
      title: 'Keyboard shortcuts',
      palette: 'Go anywhere, do anything',
      slash: 'Find in the list of the page',
      help: 'This list',
      history: 'History of the record on the page',
      rows: 'Walk through the rows of a table',
      open: 'Open the row',
      tick: 'Select the row, where rows can be selected',
      ends: 'First and last row',
      escape: 'Close what lies over the page',
      skip: 'From the top of a page: skip to its content',
      close: 'Close',
      anywhere: 'Anywhere',
      tables: 'In tables',
    },
  },
  es: () => import('./palette-words.es.ts'),
});

/** The palette's words inside a component. */
export function usePaletteWords(): Say {
  return useWords('palette');
}
