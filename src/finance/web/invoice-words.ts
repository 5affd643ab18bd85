// The words of the pages of invoicing.
import { registerWords, useWords, type Say } from '#ui';
import { invoiceEnglish } from './invoice-words.en.ts';

registerWords('invoicing', { en: invoiceEnglish, es: () => import('./invoice-words.es.ts') });

/** The words inside a component. */
export function useInvoiceWords(): Say {
  return useWords('invoicing');
}
