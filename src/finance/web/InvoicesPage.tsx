// Invoices and credit notes in reach, newest first.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import {
  Button,
  ChoiceField,
  DataTable,
  DateText,
  EmptyState,
  MoneyText,
  PageHeader,
  ShowMore,
  StatusWord,
  TextField,
  useGo,
  useMay,
  usePageSearch,
  type Column,
  type Say,
  type Tone,
} from '#ui';
import { useInvoiceWords } from './invoice-words.ts';
import classes from './money.module.css';
import { MoneySections } from './MoneySections.tsx';
import { financeApi, type InvoiceListed } from './queries.ts';

const statuses = ['draft', 'issued', 'sent', 'voided', 'credited'] as const;

export const statusTones: Readonly<Record<InvoiceListed['status'], Tone>> = {
  draft: 'neutral',
  issued: 'attention',
  sent: 'good',
  voided: 'blocked',
  credited: 'blocked',
};

/** The page. */
export function InvoicesPage() {
  const say = useInvoiceWords();
  const go = useGo();
  const [search, change] = usePageSearch();
  const status = statuses.find((each) => each === search['status']);
  const text = search['search'];
  const invoices = useInfiniteQuery({
    ...financeApi.invoices.infiniteOptions({
      input: (after: string | undefined) => ({
        query: { ...(status ? { status } : {}), ...(text ? { search: text } : {}), ...(after ? { after } : {}) },
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const mayIssue = useMay('finance.issue-invoice');
  const run = mayIssue && <Button onClick={() => go('/invoices/new')}>{say('newRun')}</Button>;
  const first = invoices.data?.pages[0];
  return (
    <>
      <PageHeader title={say('invoices')} crumbs={[{ label: say('money'), to: '/money' }]} lead={say('invoicesLead')} action={run} />
      <MoneySections active="invoices" />
      <div className={classes.filters}>
        <TextField label={say('find')} value={text ?? ''} onChange={(value) => change({ search: value || undefined })} />
        <ChoiceField
          label={say('status')}
          value={status ?? ''}
          onChange={(value) => change({ status: value || undefined })}
          choices={[{ value: '', label: say('allStatuses') }, ...statuses.map((value) => ({ value, label: say(`statuses.${value}`) }))]}
        />
      </div>
      <DataTable
        label={say('invoices')}
        columns={columns(say)}
        rows={invoices.data?.pages.flatMap((part) => part.items)}
        rowKey={(row) => row.id}
        rowTo={(row) => `/invoices/${row.id}`}
        {...(first ? { total: first.count } : {})}
        error={invoices.data ? undefined : invoices.error}
        onRetry={() => void invoices.refetch()}
        empty={
          <EmptyState title={say('noInvoices')} icon="money">
            {say('noInvoicesText')}
          </EmptyState>
        }
      />
      <ShowMore of={invoices} />
    </>
  );
}

function columns(say: Say): readonly Column<InvoiceListed>[] {
  return [
    {
      key: 'number',
      header: say('number'),
      cell: (row) => row.number ?? say('draft'),
      width: '160px',
    },
    {
      key: 'status',
      header: say('status'),
      cell: (row) => (
        <StatusWord tone={statusTones[row.status]} look="plain">
          {row.kind === 'credit-note' ? say('creditNote') : say(`statuses.${row.status}`)}
        </StatusWord>
      ),
      width: '174px',
    },
    { key: 'payer', header: say('payer'), cell: (row) => row.payer, cut: (row) => row.payer },
    { key: 'study', header: say('study'), cell: (row) => row.studyCode, width: '96px' },
    { key: 'contract', header: say('contract'), cell: (row) => row.contractCode, width: '104px' },
    { key: 'lines', header: say('lineCount'), numeric: true, cell: (row) => row.lineCount, width: '64px' },
    {
      key: 'total',
      header: say('total'),
      numeric: true,
      cell: (row) => <MoneyText amountMinor={row.totalMinor} currency={row.currency} />,
      width: '136px',
    },
    { key: 'issued', header: say('issuedOn'), cell: (row) => row.issuedOn && <DateText date={row.issuedOn} />, width: '112px' },
    {
      key: 'due',
      header: say('dueOn'),
      cell: (row) => row.kind === 'invoice' && row.dueOn && <DateText date={row.dueOn} />,
      width: '112px',
    },
  ];
}
