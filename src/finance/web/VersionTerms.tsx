// A version to read: its rates in words, the price of every visit with its split, and what a screen failure is worth.
import { DataTable, EmptyState, formatDate, MoneyText, useLanguage, type Column, type Say } from '#ui';
import classes from './money.module.css';
import type { Contract, ContractVersionView, InvoiceableView, VisitTermView } from './queries.ts';
import { capsInWords, failureInWords, partialInWords, priceOfTerm, ratesInWords, triggerInWords } from './rate-words.ts';
import { useFinanceWords } from './words.ts';

export interface VersionTermsProps {
  readonly contract: Pick<Contract, 'currency'>;
  readonly version: ContractVersionView;
}

/** The version. */
export function VersionTerms({ contract: { currency }, version }: VersionTermsProps) {
  const say = useFinanceWords();
  const language = useLanguage();
  const from = formatDate(version.effectiveFrom, { language });
  return (
    <>
      <div className={classes.words}>
        <p>
          <strong>{say(version.status === 'live' ? 'rates.from' : 'rates.draftFrom', { from })}</strong>{' '}
          {ratesInWords(version, say).join(' ')}
        </p>
        {version.screenFailure && (
          <p>
            {failureInWords(version.screenFailure, currency, say)} ({version.screenFailure.clause})
          </p>
        )}
      </div>
      <DataTable
        label={say('pricesOf', { number: version.number })}
        columns={columns(version, currency, say)}
        rows={version.visitTerms}
        rowKey={(row) => row.key}
        empty={
          <EmptyState title={say('noTerms')} icon="list">
            {say('noTermsText')}
          </EmptyState>
        }
      />
      {version.invoiceables.length > 0 && (
        <>
          <h2 className={classes.heading}>{say('items.title')}</h2>
          <DataTable
            label={say('items.of', { number: version.number })}
            columns={itemColumns(version, currency, say)}
            rows={version.invoiceables}
            rowKey={(row) => row.key}
            empty={null}
          />
        </>
      )}
    </>
  );
}

function itemColumns(version: ContractVersionView, currency: string, say: Say): readonly Column<InvoiceableView>[] {
  const amount = (key: 'directMinor' | 'grossMinor' | 'payableMinor', header: string): Column<InvoiceableView> => ({
    key,
    header,
    unit: currency,
    numeric: true,
    cell: (row) => <MoneyText amountMinor={priceOfTerm(row, version, currency)[key].toString()} currency={currency} bare />,
    width: '120px',
  });
  return [
    { key: 'item', header: say('items.item'), cell: (row) => row.label },
    { key: 'trigger', header: say('items.trigger'), cell: (row) => triggerInWords(row, say) },
    amount('directMinor', say('direct')),
    amount('grossMinor', say('gross')),
    amount('payableMinor', say('payableNow')),
    { key: 'caps', header: say('items.caps'), cell: (row) => capsInWords(row, currency, say) || say('items.noLimit') },
    {
      key: 'window',
      header: say('items.submitWithin'),
      cell: (row) => (row.submitWithinDays === null ? say('items.noLimit') : say('items.window', { count: row.submitWithinDays })),
    },
    { key: 'clause', header: say('clause'), cell: (row) => row.clause },
  ];
}

function columns(version: ContractVersionView, currency: string, say: Say): readonly Column<VisitTermView>[] {
  const amount = (
    key: 'directMinor' | 'overheadMinor' | 'grossMinor' | 'payableMinor' | 'holdbackMinor',
    header: string,
  ): Column<VisitTermView> => ({
    key,
    header,
    unit: currency,
    numeric: true,
    cell: (row) => <MoneyText amountMinor={priceOfTerm(row, version, currency)[key].toString()} currency={currency} bare />,
    sortBy: (row) => Number(priceOfTerm(row, version, currency)[key]),
    width: '120px',
  });
  const visit = (row: VisitTermView) => (row.label === row.visitKey ? row.visitKey : `${row.visitKey} ${row.label}`);
  return [
    { key: 'visit', header: say('visit'), cell: visit },
    amount('directMinor', say('direct')),
    amount('overheadMinor', say('overhead')),
    amount('grossMinor', say('gross')),
    amount('payableMinor', say('payableNow')),
    amount('holdbackMinor', say('heldBack')),
    {
      key: 'partial',
      header: say('partlyDone'),
      cell: (row) => partialInWords(row.partial, say),
    },
    { key: 'clause', header: say('clause'), cell: (row) => row.clause },
  ];
}
