// Money begins with a study: what each has earned so far, and its contracts.
import { useQueries, useQuery } from '@tanstack/react-query';
import { DataTable, EmptyState, MoneyText, PageHeader, PageLink, useMay, type Column, type Say } from '#ui';
import { financeApi, studiesApi, type EarnedTotal } from './queries.ts';
import classes from './money.module.css';
import { useFinanceWords } from './words.ts';

interface StudyMoney {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  /** Undefined while loading, or where the reader may not know. */
  readonly totals: readonly EarnedTotal[] | undefined;
}

/** Beyond this many studies the sums are left to their own pages. */
const mostSums = 40;

/** The page. */
export function MoneyPage() {
  const say = useFinanceWords();
  const maySee = useMay('finance.view');
  const studies = useQuery(studiesApi.studies.queryOptions({ input: {} }));
  const withSums = maySee && (studies.data?.length ?? 0) <= mostSums;
  const sums = useQueries({
    queries: (withSums ? (studies.data ?? []) : []).map(({ id }) =>
      financeApi.earned.queryOptions({ input: { params: { studyId: id }, query: { limit: 1 } } }),
    ),
  });
  const rows = studies.data?.map(({ id, code, title, name }, at): StudyMoney => ({
    id,
    code,
    title: title || name,
    totals: sums[at]?.data?.totals,
  }));
  return (
    <>
      <PageHeader title={say('money')} lead={say(maySee ? 'moneyLead' : 'moneyLeadTerms')} />
      <DataTable
        label={say('money')}
        columns={columns(say, maySee, withSums)}
        rows={rows}
        rowKey={(row) => row.id}
        rowTo={(row) => (maySee ? `/studies/${row.id}/earned` : `/studies/${row.id}/contracts`)}
        initialSort={{ column: 'code', direction: 'up' }}
        error={studies.data ? undefined : studies.error}
        onRetry={() => void studies.refetch()}
        empty={
          <EmptyState title={say('noStudies')} icon="money">
            {say('noStudiesText')}
          </EmptyState>
        }
      />
    </>
  );
}

function columns(say: Say, maySee: boolean, withSums: boolean): readonly Column<StudyMoney>[] {
  const sum = (key: 'earnedMinor' | 'payableMinor' | 'heldBackMinor', header: string): Column<StudyMoney> => ({
    key,
    header,
    numeric: true,
    cell: (row) => <Sums row={row} part={key} />,
    width: '150px',
  });
  return [
    { key: 'code', header: say('study'), cell: (row) => row.code, sortBy: (row) => row.code, width: '140px' },
    { key: 'title', header: say('name'), cell: (row) => row.title, cut: (row) => row.title, sortBy: (row) => row.title },
    ...(withSums
      ? [sum('earnedMinor', say('total.earned')), sum('payableMinor', say('total.payable')), sum('heldBackMinor', say('total.heldBack'))]
      : []),
    ...(maySee
      ? [
          {
            key: 'contracts',
            header: say('contracts'),
            cell: (row: StudyMoney) => <PageLink to={`/studies/${row.id}/contracts`}>{say('open')}</PageLink>,
            width: '100px',
          },
        ]
      : []),
  ];
}

/** One amount under another where a study earns in several currencies. */
function Sums({ row, part }: { readonly row: StudyMoney; readonly part: 'earnedMinor' | 'payableMinor' | 'heldBackMinor' }) {
  return row.totals?.map((total) => (
    <span key={total.currency} className={classes.sum}>
      <MoneyText amountMinor={total[part]} currency={total.currency} />
    </span>
  ));
}
