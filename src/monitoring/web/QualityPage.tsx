// Quality begins with what waits for a judgement: deviations of every study in reach, counted.
import { useQueries, useQuery } from '@tanstack/react-query';
import { DataTable, EmptyState, PageHeader, StatusWord, type Column, type Say } from '#ui';
import { isOpen, isWaiting } from './deviation-words.ts';
import { monitoringApi, studiesApi, type Deviation } from './queries.ts';
import { useMonitoringWords } from './words.ts';

interface StudyQuality {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  /** Undefined while loading. */
  readonly deviations: readonly Deviation[] | undefined;
}

/** Beyond this many studies the counts are left to their own pages. */
const mostCounts = 40;

/** The page. */
export function QualityPage() {
  const say = useMonitoringWords();
  const studies = useQuery(studiesApi.studies.queryOptions({ input: {} }));
  const withCounts = (studies.data?.length ?? 0) <= mostCounts;
  const counts = useQueries({
    queries: (withCounts ? (studies.data ?? []) : []).map(({ id }) =>
      monitoringApi.deviations.queryOptions({ input: { params: { studyId: id }, query: {} } }),
    ),
  });
  const rows = studies.data?.map(({ id, code, title, name }, at): StudyQuality => ({
    id,
    code,
    title: title || name,
    deviations: counts[at]?.data,
  }));
  const waiting = counts.every(({ data }) => data)
    ? counts.reduce((total, { data }) => total + (data?.filter(isWaiting).length ?? 0), 0)
    : undefined;
  return (
    <>
      <PageHeader
        title={say('quality')}
        lead={say('qualityLead')}
        status={
          withCounts &&
          studies.data &&
          waiting !== undefined && (
            <StatusWord tone={waiting > 0 ? 'attention' : 'good'}>{say('waitingCount', { count: waiting })}</StatusWord>
          )
        }
      />
      <DataTable
        label={say('quality')}
        columns={columns(say, withCounts)}
        rows={rows}
        rowKey={(row) => row.id}
        rowTo={(row) => `/studies/${row.id}/deviations`}
        initialSort={{ column: 'code', direction: 'up' }}
        error={studies.data ? undefined : studies.error}
        onRetry={() => void studies.refetch()}
        empty={
          <EmptyState title={say('noStudies')} icon="shield">
            {say('noStudiesText')}
          </EmptyState>
        }
      />
    </>
  );
}

function columns(say: Say, withCounts: boolean): readonly Column<StudyQuality>[] {
  const count = (key: string, counts: (each: Deviation) => boolean): Column<StudyQuality> => ({
    key,
    header: say(`counts.${key}`),
    numeric: true,
    cell: (row) => row.deviations?.filter(counts).length ?? '',
    sortBy: (row) => row.deviations?.filter(counts).length ?? null,
    width: '150px',
  });
  return [
    { key: 'code', header: say('study'), cell: (row) => row.code, sortBy: (row) => row.code, width: '140px' },
    { key: 'title', header: say('name'), cell: (row) => row.title, cut: (row) => row.title, sortBy: (row) => row.title },
    ...(withCounts
      ? [
          count('waiting', isWaiting),
          count('due', (each) => each.state === 'reporting-due'),
          count('open', isOpen),
          count('all', () => true),
        ]
      : []),
  ];
}
