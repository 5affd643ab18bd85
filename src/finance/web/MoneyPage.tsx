// Money begins with a study: what each has earned so far, searched, sorted and summed by the server; and its contracts.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  DataTable,
  EmptyState,
  MoneyText,
  PageHeader,
  ShowMore,
  PageLink,
  TextField,
  useMay,
  usePageSearch,
  type Column,
  type Say,
} from '#ui';
import { financeApi, studiesApi, type StudyEarned } from './queries.ts';
import classes from './money.module.css';
import { MoneySections } from './MoneySections.tsx';
import { Totals } from './Totals.tsx';
import { useFinanceWords } from './words.ts';

const orders = ['code', 'name', 'earned', 'payable', 'heldBack'] as const;
type Order = (typeof orders)[number];

function useStudiesEarned(may: boolean, search: string | undefined, sort: Order, direction: 'up' | 'down') {
  return useInfiniteQuery({
    ...financeApi.studies.infiniteOptions({
      input: (after: string | undefined) => ({ query: { sort, direction, ...(search ? { search } : {}), ...(after ? { after } : {}) } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    enabled: may,
    placeholderData: keepPreviousData,
  });
}

/** The page. */
export function MoneyPage() {
  const say = useFinanceWords();
  const maySee = useMay('finance.view');
  return (
    <>
      <PageHeader title={say('money')} lead={say(maySee ? 'moneyLead' : 'moneyLeadTerms')} />
      <MoneySections active="studies" />
      {maySee ? <Earned say={say} /> : <Terms say={say} />}
    </>
  );
}

function Earned({ say }: { readonly say: Say }) {
  const [search, change] = usePageSearch();
  const sort = orders.find((each) => each === search['sort']) ?? 'code';
  const direction = search['direction'] === 'down' ? 'down' : 'up';
  const studies = useStudiesEarned(true, search['search'], sort, direction);
  const rows = studies.data?.pages.flatMap((part) => part.items);
  const first = studies.data?.pages[0];
  return (
    <>
      <Totals totals={first?.totals ?? []} />
      <div className={classes.filters}>
        <TextField label={say('findStudy')} value={search['search'] ?? ''} onChange={(value) => change({ search: value || undefined })} />
      </div>
      <DataTable
        label={say('money')}
        columns={[...columns(say, rows), ...sums(say)]}
        rows={rows}
        rowKey={(row) => `${row.studyId} ${row.currency}`}
        rowTo={(row) => `/studies/${row.studyId}/earned`}
        sortedBy={{ column: sort, direction }}
        onSort={(next) => change({ sort: next?.column, direction: next?.direction === 'down' ? 'down' : undefined })}
        {...(first ? { total: first.count } : {})}
        error={studies.data ? undefined : studies.error}
        onRetry={() => void studies.refetch()}
        empty={<NoStudies say={say} isFiltered={search['search'] !== undefined} />}
      />
      <ShowMore of={studies} />
    </>
  );
}

type Named = Pick<StudyEarned, 'studyId' | 'code' | 'name'>;

function Terms({ say }: { readonly say: Say }) {
  const studies = useQuery(studiesApi.studies.queryOptions({ input: {} }));
  const rows = studies.data?.map(({ id, code, title, name }): Named => ({ studyId: id, code, name: title || name }));
  return (
    <DataTable
      label={say('money')}
      columns={columns(say, rows)}
      rows={rows}
      rowKey={(row) => row.studyId}
      rowTo={(row) => `/studies/${row.studyId}/contracts`}
      initialSort={{ column: 'code', direction: 'up' }}
      error={studies.data ? undefined : studies.error}
      onRetry={() => void studies.refetch()}
      empty={<NoStudies say={say} isFiltered={false} />}
    />
  );
}

function NoStudies({ say, isFiltered }: { readonly say: Say; readonly isFiltered: boolean }) {
  return (
    <EmptyState title={say(isFiltered ? 'noStudyFound' : 'noStudies')} icon="money">
      {say(isFiltered ? 'noStudyFoundText' : 'noStudiesText')}
    </EmptyState>
  );
}

// Names that only repeat the codes get no column.
function columns<Row extends Named>(say: Say, rows: readonly Row[] | undefined): readonly Column<Row>[] {
  const name: Column<Row> = {
    key: 'name',
    header: say('name'),
    cell: (row) => row.name,
    cut: (row) => row.name,
    sortBy: (row) => row.name,
  };
  return [
    { key: 'code', header: say('study'), cell: (row) => row.code, sortBy: (row) => row.code, width: '140px' },
    ...(rows?.some((row) => row.name !== row.code) ? [name] : []),
  ];
}

function sums(say: Say): readonly Column<StudyEarned>[] {
  const sum = (key: Order, part: 'earnedMinor' | 'payableMinor' | 'heldBackMinor', header: string): Column<StudyEarned> => ({
    key,
    header,
    numeric: true,
    cell: (row) => row.currency && <MoneyText amountMinor={row[part] ?? '0'} currency={row.currency} />,
    sortBy: (row) => row[part],
    width: '150px',
  });
  return [
    sum('earned', 'earnedMinor', say('total.earned')),
    sum('payable', 'payableMinor', say('total.payable')),
    sum('heldBack', 'heldBackMinor', say('total.heldBack')),
    {
      key: 'contracts',
      header: say('contracts'),
      cell: (row) => <PageLink to={`/studies/${row.studyId}/contracts`}>{say('open')}</PageLink>,
      width: '100px',
    },
  ];
}
