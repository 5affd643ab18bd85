// The words of tables and their tools; loaded with the first table.
import { registerWords, useWords, type Say } from './words.ts';

registerWords('table', {
  en: {
    rows_one: '{{count}} row',
    rows_other: '{{count}} rows',
    rowsFound: '{{shown}} of {{count}} rows',
    rowsOf: 'Showing {{shown}} of {{total}} rows. Narrow the list to see the rest.',
    sortBy: 'Sort by {{column}}',
    select: 'Select',
    selectRow: 'Select {{row}}',
    find: 'Find',
    findIn: 'Find in {{table}}',
    columns: 'Columns',
    condition: 'Only rows where {{column}} is',
    conditionHint: 'Beside a column: words that it has to hold, or > 100, <= 2026-04-10.',
    orderBy: 'Order by',
    asGiven: 'As given',
    views: 'Views',
    noViews: 'No view is kept yet. A view is what you find, the columns you show and their order; the address of this page carries it too.',
    viewName: 'Keep this view as',
    keepView: 'Keep view',
    forgetView: 'Forget {{name}}',
    openWith: 'Open this list with {{name}}',
    refusal: { 'too-many-views': 'You keep {{most}} views of this list already. Forget one first.' },
    downloadRows: 'Download',
    downloadcsv: 'CSV, for any program',
    downloadxlsx: 'Excel workbook',
    noneFit: 'No row fits',
    noneFitText: 'Nothing in this list holds what you are looking for. Your search and conditions are kept in the address.',
    showAll: 'Show all rows',
  },
  es: () => import('./table-words.es.ts'),
});

/** The words of tables inside a component. */
export function useTableWords(): Say {
  return useWords('table');
}
