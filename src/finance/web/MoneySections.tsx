// The sections of money, each with its address.
import { SectionTabs, useMay } from '#ui';
import { useInvoiceWords } from './invoice-words.ts';

export type MoneySection = 'studies' | 'uninvoiced' | 'invoices' | 'issuers';

const addresses: Readonly<Record<MoneySection, string>> = {
  studies: '/money',
  uninvoiced: '/money/uninvoiced',
  invoices: '/invoices',
  issuers: '/money/issuers',
};
const order: readonly MoneySection[] = ['studies', 'uninvoiced', 'invoices', 'issuers'];

/** The tabs; nothing for readers who see terms only. */
export function MoneySections({ active }: { readonly active: MoneySection }) {
  const say = useInvoiceWords();
  if (!useMay('finance.view')) return null;
  return (
    <SectionTabs
      label={say('sections')}
      sections={order.map((section) => ({ label: say(section), to: addresses[section], active: section === active }))}
    />
  );
}
