// Earned and uninvoiced over all studies in reach: sums by state and currency, then the lines, each a door to why its amount.
import { useInfiniteQuery } from '@tanstack/react-query';
import {
  Button,
  ChoiceField,
  DataTable,
  DateText,
  EmptyState,
  KeyFacts,
  MoneyText,
  PageHeader,
  ShowMore,
  StatusWord,
  formatDate,
  formatNumber,
  useGo,
  useLanguage,
  useMay,
  usePageSearch,
  type Column,
  type Say,
  type Tone,
} from '#ui';
import { billingStates } from '../rules.ts';
import { useInvoiceWords } from './invoice-words.ts';
import classes from './money.module.css';
import { MoneySections } from './MoneySections.tsx';
import { financeApi, type UninvoicedLine, type UninvoicedTotal } from './queries.ts';

function useUninvoiced(state: string | undefined, payerId: string | undefined, watched: boolean) {
  const chosen = billingStates.find((each) => each === state);
  return useInfiniteQuery(
    financeApi.uninvoiced.infiniteOptions({
      input: (after: string | undefined) => ({
        query: {
          ...(chosen ? { state: chosen } : {}),
          ...(payerId ? { payerId } : {}),
          ...(watched ? { watched: 'true' as const } : {}),
          ...(after ? { after } : {}),
          limit: 50,
        },
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
  );
}

/** The page. */
export function UninvoicedPage() {
  const say = useInvoiceWords();
  const go = useGo();
  const language = useLanguage();
  const [search, change] = usePageSearch();
  const lines = useUninvoiced(search['state'], search['payer'], search['watched'] === 'true');
  const first = lines.data?.pages[0];
  const rows = lines.data?.pages.flatMap((part) => part.items);
  const mayIssue = useMay('finance.issue-invoice');
  return (
    <>
      <PageHeader
        title={say('uninvoiced')}
        crumbs={[{ label: say('money'), to: '/money' }]}
        lead={first && say('uninvoicedLead', { day: formatDate(first.asOf, { language }) })}
        action={mayIssue && <Button onClick={() => go('/invoices/new')}>{say('newRun')}</Button>}
      />
      <MoneySections active="uninvoiced" />
      <StateSums totals={first?.totals ?? []} say={say} />
      <div className={classes.filters}>
        <ChoiceField
          label={say('state')}
          value={search['state'] ?? ''}
          onChange={(value) => change({ state: value || undefined })}
          choices={[{ value: '', label: say('allStates') }, ...billingStates.map((value) => ({ value, label: say(`states.${value}`) }))]}
        />
        <ChoiceField
          label={say('payer')}
          value={search['payer'] ?? ''}
          onChange={(value) => change({ payer: value || undefined })}
          choices={[{ value: '', label: say('allPayers') }, ...payersOf(first?.totals ?? [])]}
        />
        <ChoiceField
          label={say('submitBy')}
          value={search['watched'] ?? ''}
          onChange={(value) => change({ watched: value || undefined })}
          choices={[
            { value: '', label: say('anyWindow') },
            { value: 'true', label: say('watchedWindow') },
          ]}
        />
      </div>
      <DataTable
        label={say('uninvoiced')}
        columns={lineColumns(say, rows ?? [])}
        rows={rows}
        rowKey={(row) => row.id}
        rowTo={(row) => `/accrual-lines/${row.id}`}
        error={lines.data ? undefined : lines.error}
        onRetry={() => void lines.refetch()}
        empty={
          <EmptyState title={say('nothingHere')} icon="money">
            {say('nothingHereText')}
          </EmptyState>
        }
      />
      <ShowMore of={lines} />
    </>
  );
}

function payersOf(totals: readonly UninvoicedTotal[]): { value: string; label: string }[] {
  const payers = new Map(totals.flatMap((total) => (total.payerId === null ? [] : [[total.payerId, total.payer ?? ''] as const])));
  return [...payers].map(([value, label]) => ({ value, label }));
}

// One row of figures for each currency; one figure for each state.
function StateSums({ totals, say }: { readonly totals: readonly UninvoicedTotal[]; readonly say: Say }) {
  const language = useLanguage();
  const currencies = [...new Set(totals.map((total) => total.currency))].sort();
  return currencies.map((currency) => {
    const facts = billingStates.flatMap((state) => {
      const own = totals.filter((total) => total.currency === currency && total.state === state);
      if (own.length === 0) return [];
      const amountMinor = own.reduce((sum, total) => sum + BigInt(total.amountMinor), 0n).toString();
      const count = own.reduce((sum, total) => sum + total.count, 0);
      return [
        {
          term: say(`states.${state}`),
          value: <MoneyText amountMinor={amountMinor} currency={currency} />,
          note: say('lines', { count, shown: formatNumber(count, 0, language) }),
        },
      ];
    });
    return <KeyFacts key={currency} size="large" facts={facts} />;
  });
}

const tones: Readonly<Record<UninvoicedLine['state'], Tone>> = {
  conditional: 'neutral',
  billable: 'attention',
  drafted: 'neutral',
  invoiced: 'good',
  deferred: 'blocked',
  'held-back': 'neutral',
  capped: 'neutral',
};

const windowTones: Readonly<Record<NonNullable<UninvoicedLine['submission']>['standing'], Tone>> = {
  open: 'neutral',
  'half-gone': 'attention',
  'nearly-gone': 'late',
  over: 'blocked',
};

function windowColumn(say: Say): Column<UninvoicedLine> {
  return {
    key: 'submitBy',
    header: say('submitBy'),
    cell: ({ submission }) =>
      submission && (
        <>
          <DateText date={submission.by} />{' '}
          {submission.standing !== 'open' && (
            <StatusWord tone={windowTones[submission.standing]} look="plain">
              {say(`window.${submission.standing}`)}
            </StatusWord>
          )}
        </>
      ),
    width: '280px',
  };
}

/** The columns of lines on their way to an invoice; the last day for one only where a line has it. */
export function lineColumns(say: Say, rows: readonly UninvoicedLine[]): readonly Column<UninvoicedLine>[] {
  const hasWindow = rows.some(({ submission }) => submission !== null);
  return [
    { key: 'date', header: say('serviceDate'), cell: (row) => <DateText date={row.serviceDate} />, width: '108px' },
    { key: 'study', header: say('study'), cell: (row) => row.studyCode, width: '90px' },
    { key: 'participant', header: say('participant'), cell: (row) => row.subjectNumber, width: '100px' },
    { key: 'visit', header: say('visit'), cell: (row) => `${row.visitKey} ${row.label}`.trim(), width: '150px' },
    {
      key: 'amount',
      header: say('amount'),
      numeric: true,
      cell: (row) => <MoneyText amountMinor={row.amountMinor} currency={row.currency} />,
      width: '120px',
    },
    {
      key: 'state',
      header: say('state'),
      cell: (row) => (
        <StatusWord tone={tones[row.state]} look="plain">
          {say(`states.${row.state}`)}
        </StatusWord>
      ),
      width: '176px',
    },
    { key: 'billableOn', header: say('billableOn'), cell: (row) => <DateText date={row.billableOn} />, width: '108px' },
    ...(hasWindow ? [windowColumn(say)] : []),
    { key: 'payer', header: say('payer'), cell: (row) => row.payer ?? say('noPayer'), width: '124px' },
    { key: 'site', header: say('site'), cell: (row) => row.siteName, width: '180px' },
  ];
}
