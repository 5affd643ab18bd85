// The words of the page of reports; what a report says comes with it.
import { registerWords, useWords, type Say } from '#ui';
import { english } from './report-words.en.ts';

registerWords('market-report', { en: english, es: () => import('./report-words.es.ts') });

/** The words inside a component. */
export function useReportWords(): Say {
  return useWords('market-report');
}
