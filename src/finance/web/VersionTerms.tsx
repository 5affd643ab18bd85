// A version to read: its rates in words, the price of every visit with its split, and what a screen failure is worth.
import { DataTable, EmptyState, formatDate, MoneyText, useLanguage, type Column, type Say } from '#ui';
import classes from './money.module.css';
import { useActivities, type Contract, type ContractVersionView, type InvoiceableView, type VisitTermView } from './queries.ts';
import { capsInWords, failureInWords, partialInWords, priceOfTerm, ratesInWords, triggerInWords } from './rate-words.ts';
import { termNames, visitOfTerm, type TermNames } from './term-names.ts';
import { useFinanceWords } from './words.ts';

export interface VersionTermsProps {
  readonly contract: Pick<Contract, 'currency' | 'studyId'>;
  readonly version: ContractVersionView;
}

/** The version. */
export function VersionTerms({ contract: { currency, studyId }, version }: VersionTermsProps) {
  const say = useFinanceWords();
  const language = useLanguage();
  const from = formatDate(version.effectiveFrom, { language });
  const names = termNames(version.visitTerms, useActivities(studyId));
  return (
    <>
      <div className={classes.words}>
        <p>
          <strong>{say(version.status === 'live' ? 'rates.from' : 'rates.draftFrom', { from })}</strong>{' '}
          {ratesInWords(version, say).join(' ')}
        </p>
        {version.screenFailure && (
          <p>
            {failureInWords(version.screenFailure, currency, names, say)} ({version.screenFailure.clause})
          </p>
        )}
      </div>
      <DataTable
        label={say('pricesOf', { number: version.number })}
        columns={columns({ version, currency, names, say })}
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
            columns={itemColumns({ version, currency, names, say })}
            rows={version.invoiceables}
            rowKey={(row) => row.key}
            empty={null}
          />
        </>
      )}
    </>
  );
}

interface Shown {
  readonly version: ContractVersionView;
  readonly currency: string;
  readonly names: TermNames;
  readonly say: Say;
}

function itemColumns({ version, currency, names, say }: Shown): readonly Column<InvoiceableView>[] {
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
    { key: 'trigger', header: say('items.trigger'), cell: (row) => triggerInWords(row, names, say) },
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

function columns({ version, currency, names, say }: Shown): readonly Column<VisitTermView>[] {
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
  return [
    { key: 'visit', header: say('visit'), cell: visitOfTerm },
    amount('directMinor', say('direct')),
    amount('overheadMinor', say('overhead')),
    amount('grossMinor', say('gross')),
    amount('payableMinor', say('payableNow')),
    amount('holdbackMinor', say('heldBack')),
    {
      key: 'partial',
      header: say('partlyDone'),
      cell: (row) => partialInWords(row.partial, names, say),
    },
    { key: 'clause', header: say('clause'), cell: (row) => row.clause },
  ];
}
