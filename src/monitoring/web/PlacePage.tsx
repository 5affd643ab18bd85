// One place or person under one indicator: the reason in words, the trend, drift, and the rows that were counted.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  Button,
  DataTable,
  DateText,
  EmptyState,
  KeyFacts,
  PageHeader,
  Problem,
  ShowMore,
  StatusWord,
  Waiting,
  formatDate,
  formatNumber,
  useGo,
  useLanguage,
  usePageParams,
  usePageSearch,
  type Column,
  type Fact,
  type Say,
} from '#ui';
import { type IndicatorKey, dimensions, indicatorKeys } from '../rules/indicators.ts';
import classes from './deviations.module.css';
import { flagInWords, likelyText, placeName, reasonInWords, toneOfFlag } from './in-figures.ts';
import { useIndicatorWords } from './indicator-words.ts';
import { monitoringApi, type CountedRow, type Trend } from './queries.ts';
import { rowAddress, rowDetail } from './row-words.ts';
import { DriftPicture, TrendPicture } from './TrendPicture.tsx';
import { useMonitoringWords } from './words.ts';

function useGroupQuery() {
  const { indicator } = usePageParams<'indicator'>();
  const [search] = usePageSearch();
  return {
    indicator: indicatorKeys.find((each) => each === indicator) ?? 'out-of-window',
    by: dimensions.find((each) => each === search['by']) ?? 'site',
    siteId: search['site'] ?? '',
    ...(search['study'] ? { studyId: search['study'] } : {}),
    ...(search['person'] ? { personId: search['person'] } : {}),
  } as const;
}

/** The page. */
export function PlacePage() {
  const say = useIndicatorWords();
  const go = useGo();
  const language = useLanguage();
  const query = useGroupQuery();
  const isNamed = query.siteId !== '';
  const trend = useQuery({ ...monitoringApi.trend.queryOptions({ input: { query } }), enabled: isNamed });
  const group = trend.data?.group;
  const signalId = group?.signalId;
  return (
    <>
      <PageHeader
        title={group ? placeName(group) : say('place')}
        crumbs={[
          { label: say('quality'), to: '/quality' },
          { label: say('indicators'), to: '/quality/indicators' },
          { label: say(`name.${query.indicator}`), to: `/quality/indicators/${query.indicator}?by=${query.by}` },
        ]}
        status={group && <StatusWord tone={toneOfFlag(group.flag)}>{flagInWords(group.flag, say)}</StatusWord>}
        lead={group && trend.data && reasonInWords(group, trend.data, say, language)}
        {...(signalId ? { action: <Button onClick={() => go(`/signals/${signalId}`)}>{say('openSignal')}</Button> } : {})}
      />
      {trend.error && !trend.data && <Problem error={trend.error} onRetry={() => void trend.refetch()} />}
      {!isNamed && (
        <EmptyState title={say('noGroups')} icon="shield">
          {say('noGroupsText')}
        </EmptyState>
      )}
      {isNamed && trend.isPending && <Waiting rows={6} />}
      {trend.data && (
        <>
          <KeyFacts facts={factsOf(trend.data, query.indicator, say, language)} />
          <TrendPicture trend={trend.data} />
          <DriftPicture trend={trend.data} />
        </>
      )}
      {isNamed && !trend.error && <Rows query={query} say={say} />}
    </>
  );
}

function factsOf({ waiting, ...trend }: Trend, indicator: IndicatorKey, say: Say, language: string): readonly Fact[] {
  const share = (value: number) => formatNumber(value * 100, 0, language);
  const over = waiting?.over;
  const [open, all] = [waiting?.open ?? 0, waiting?.all ?? 0];
  return [
    { term: say('whatItCounts'), value: say(`what.${indicator}`) },
    { term: say('whatToDo'), value: say(`todo.${indicator}`) },
    ...likelyFacts(trend, say, language),
    ...(waiting
      ? [
          {
            term: say('waiting'),
            value: waiting.medianDays === null ? say('waitingUnknown') : say('waitingMedian', { days: waiting.medianDays }),
            ...(over
              ? {
                  note: say('waitingOver', {
                    share: share(over.probability),
                    days: over.days,
                    low: share(over.low),
                    high: share(over.high),
                    open,
                    all,
                  }),
                }
              : {}),
          },
        ]
      : []),
  ];
}

function likelyFacts({ group, ...reading }: Omit<Trend, 'waiting'>, say: Say, language: string): readonly Fact[] {
  if (!group?.likely) return [];
  return [
    {
      term: say('likely'),
      value: `${likelyText(group.likely, reading, say, language)} ${say(`per.${reading.per}`)}`,
      // Nothing is told as certain: a chance is given between 1 and 99 %.
      note: say('likelyAbove', { share: formatNumber(Math.min(99, Math.max(1, group.likely.above * 100)), 0, language) }),
    },
  ];
}

interface RowsProps {
  readonly query: ReturnType<typeof useGroupQuery>;
  readonly say: Say;
}

function Rows({ query, say }: RowsProps) {
  const language = useLanguage();
  const sayDeviation = useMonitoringWords();
  const rows = useInfiniteQuery({
    ...monitoringApi.rows.infiniteOptions({
      input: (after: string | undefined) => ({ query: { ...query, ...(after ? { after } : {}) } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const first = rows.data?.pages[0];
  const items = rows.data?.pages.flatMap((part) => part.items);
  return (
    <>
      <h2 className={classes.heading}>{say('rows')}</h2>
      {first && <p className={classes.quiet}>{say('rowsLead', { count: first.count, day: formatDate(first.asOf, { language }) })}</p>}
      <DataTable
        label={say('rows')}
        columns={columns(query.indicator, say, sayDeviation)}
        rows={items}
        rowKey={(row) => row.recordId}
        rowTo={rowAddress}
        {...(first ? { total: first.count } : {})}
        error={rows.data ? undefined : rows.error}
        onRetry={() => void rows.refetch()}
        empty={
          <EmptyState title={say('noRows')} icon="shield">
            {say('noRowsText')}
          </EmptyState>
        }
      />
      <ShowMore of={rows} />
    </>
  );
}

function columns(indicator: IndicatorKey, say: Say, sayDeviation: Say): readonly Column<CountedRow>[] {
  return [
    {
      key: 'participant',
      header: say('participant'),
      cell: (row) => row.subjectNumber,
      sortBy: (row) => row.subjectNumber,
      width: '160px',
    },
    { key: 'study', header: say('study'), cell: (row) => row.studyCode, sortBy: (row) => row.studyCode, width: '140px' },
    {
      key: 'on',
      header: say('on'),
      cell: (row) => (row.on ? <DateText date={row.on} /> : '–'),
      value: (row) => row.on ?? '',
      width: '150px',
    },
    { key: 'kind', header: say('kind'), cell: (row) => say(`record.${row.record}`), width: '180px' },
    { key: 'detail', header: say('detail'), cell: (row) => rowDetail(indicator, row, say, sayDeviation) },
  ];
}
