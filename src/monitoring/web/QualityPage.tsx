// Quality begins with what waits for a judgement: deviations of every study in reach, counted, searched and sorted by the server.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { DataTable, EmptyState, PageHeader, ShowMore, StatusWord, TextField, usePageSearch, type Column, type Say } from '#ui';
import classes from './deviations.module.css';
import { monitoringApi, type StudyQuality } from './queries.ts';
import { QualitySections } from './QualitySections.tsx';
import { useMonitoringWords } from './words.ts';

const orders = ['code', 'name', 'waiting', 'reportDue', 'open', 'all'] as const;
type Order = (typeof orders)[number];

function useStudiesQuality(search: string | undefined, sort: Order, direction: 'up' | 'down') {
  return useInfiniteQuery({
    ...monitoringApi.studies.infiniteOptions({
      input: (after: string | undefined) => ({ query: { sort, direction, ...(search ? { search } : {}), ...(after ? { after } : {}) } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
}

/** The page. */
export function QualityPage() {
  const say = useMonitoringWords();
  const [search, change] = usePageSearch();
  const sort = orders.find((each) => each === search['sort']) ?? 'code';
  const direction = search['direction'] === 'down' ? 'down' : 'up';
  const studies = useStudiesQuality(search['search'], sort, direction);
  const rows = studies.data?.pages.flatMap((part) => part.items);
  const first = studies.data?.pages[0];
  const waiting = first?.totals.waiting;
  const isFiltered = search['search'] !== undefined;
  return (
    <>
      <PageHeader
        title={say('quality')}
        lead={say('qualityLead')}
        status={
          waiting !== undefined && (
            <StatusWord tone={waiting > 0 ? 'attention' : 'good'}>{say('waitingCount', { count: waiting })}</StatusWord>
          )
        }
      />
      <QualitySections active="deviations" />
      <div className={classes.filters}>
        <TextField label={say('findStudy')} value={search['search'] ?? ''} onChange={(value) => change({ search: value || undefined })} />
      </div>
      <DataTable
        label={say('quality')}
        columns={columns(say, rows)}
        rows={rows}
        rowKey={(row) => row.studyId}
        rowTo={(row) => `/studies/${row.studyId}/deviations`}
        sortedBy={{ column: sort, direction }}
        onSort={(next) => change({ sort: next?.column, direction: next?.direction === 'down' ? 'down' : undefined })}
        {...(first ? { total: first.count } : {})}
        error={studies.data ? undefined : studies.error}
        onRetry={() => void studies.refetch()}
        empty={
          <EmptyState title={say(isFiltered ? 'noStudyFound' : 'noStudies')} icon="shield">
            {say(isFiltered ? 'noStudyFoundText' : 'noStudiesText')}
          </EmptyState>
        }
      />
      <ShowMore of={studies} />
    </>
  );
}

// Names that only repeat the codes get no column.
function columns(say: Say, rows: readonly StudyQuality[] | undefined): readonly Column<StudyQuality>[] {
  const count = (key: 'waiting' | 'reportDue' | 'open' | 'all', word: string): Column<StudyQuality> => ({
    key,
    header: say(`counts.${word}`),
    numeric: true,
    cell: (row) => row[key],
    sortBy: (row) => row[key],
    width: '150px',
  });
  const name: Column<StudyQuality> = {
    key: 'name',
    header: say('name'),
    cell: (row) => row.name,
    cut: (row) => row.name,
    sortBy: (row) => row.name,
  };
  return [
    { key: 'code', header: say('study'), cell: (row) => row.code, sortBy: (row) => row.code, width: '140px' },
    ...(rows?.some((row) => row.name !== row.code) ? [name] : []),
    count('waiting', 'waiting'),
    count('reportDue', 'due'),
    count('open', 'open'),
    count('all', 'all'),
  ];
}
