// One indicator: what it counts and what to do, the funnel, and every place or person with its figures.
import { useQuery } from '@tanstack/react-query';
import {
  ChoiceField,
  DataTable,
  EmptyState,
  KeyFacts,
  PageHeader,
  PageLink,
  Problem,
  StatusWord,
  Waiting,
  formatNumber,
  useLanguage,
  usePageParams,
  usePageSearch,
  type Column,
  type Say,
} from '#ui';
import { dimensions, indicatorKeys } from '../rules/indicators.ts';
import classes from './deviations.module.css';
import { FunnelPicture } from './FunnelPicture.tsx';
import { amountInWords, flagInWords, groupAddress, likelyText, placeName, rateText, toneOfFlag } from './in-figures.ts';
import { useIndicatorWords } from './indicator-words.ts';
import { monitoringApi, type IndicatorGroup, type IndicatorView } from './queries.ts';

/** The page. */
export function IndicatorPage() {
  const say = useIndicatorWords();
  const language = useLanguage();
  const { indicator } = usePageParams<'indicator'>();
  const [search, change] = usePageSearch();
  const key = indicatorKeys.find((each) => each === indicator) ?? 'out-of-window';
  const by = dimensions.find((each) => each === search['by']) ?? 'site';
  const view = useQuery(monitoringApi.indicator.queryOptions({ input: { query: { indicator: key, by } } }));
  const out = view.data?.groups.filter(({ flag }) => Boolean(flag)).length ?? 0;
  return (
    <>
      <PageHeader
        title={say(`name.${key}`)}
        crumbs={[
          { label: say('quality'), to: '/quality' },
          { label: say('indicators'), to: '/quality/indicators' },
        ]}
        status={view.data && <StatusWord tone={out > 0 ? 'attention' : 'good'}>{say('standsOutCount', { count: out })}</StatusWord>}
        lead={say(`what.${key}`)}
      />
      <div className={classes.filters}>
        <ChoiceField
          label={say('by')}
          value={view.data?.dimension ?? by}
          onChange={(value) => change({ by: value === 'site' ? undefined : value })}
          choices={(view.data?.dimensions ?? dimensions).map((value) => ({ value, label: say(`dimension.${value}`) }))}
        />
      </div>
      {view.error && !view.data && <Problem error={view.error} onRetry={() => void view.refetch()} />}
      {view.isPending && <Waiting rows={8} />}
      {view.data && <Judged view={view.data} say={say} language={language} />}
    </>
  );
}

interface JudgedProps {
  readonly view: IndicatorView;
  readonly say: Say;
  readonly language: string;
}

function Judged({ view, say, language }: JudgedProps) {
  const rate = `${rateText(view.numerator, view.denominator, view, language)} ${say(`per.${view.per}`)}`;
  return (
    <>
      <KeyFacts
        facts={[
          { term: say('networkRate'), value: rate, note: amountInWords(view, view, say, language) },
          { term: say('whatToDo'), value: say(`todo.${view.key}`) },
        ]}
      />
      <FunnelPicture view={view} />
      <p className={classes.quiet}>{say('likelyLead')}</p>
      <DataTable
        label={say(`name.${view.key}`)}
        name="places"
        columns={columns(view, say, language)}
        rows={view.groups}
        rowKey={(row) => `${row.siteId} ${row.studyId ?? ''} ${row.personId ?? ''}`}
        rowTo={(row) => groupAddress(view.key, row)}
        initialSort={{ column: 'away', direction: 'down' }}
        empty={
          <EmptyState title={say('noGroups')} icon="shield">
            {say('noGroupsText')}
          </EmptyState>
        }
      />
    </>
  );
}

function columns(view: IndicatorView, say: Say, language: string): readonly Column<IndicatorGroup>[] {
  return [
    { key: 'place', header: say('place'), cell: placeName, sortBy: placeName },
    {
      key: 'counted',
      header: say('counted'),
      cell: (row) => amountInWords(row, view, say, language),
      sortBy: (row) => row.numerator,
      width: '160px',
    },
    {
      key: 'rate',
      header: say('rate'),
      unit: say(`per.${view.per}`),
      numeric: true,
      cell: (row) => rateText(row.numerator, row.denominator, view, language),
      sortBy: (row) => row.numerator / row.denominator,
      width: '130px',
    },
    {
      key: 'usual',
      header: say('expectedRate'),
      numeric: true,
      cell: (row) => rateText(row.expected, row.denominator, view, language),
      sortBy: (row) => row.expected / row.denominator,
      width: '130px',
    },
    {
      key: 'likely',
      header: say('likely'),
      numeric: true,
      cell: (row) => likelyText(row.likely, view, say, language),
      sortBy: (row) => row.likely?.mean ?? 0,
      width: '170px',
    },
    ...standingColumns(say, language),
  ];
}

function standingColumns(say: Say, language: string): readonly Column<IndicatorGroup>[] {
  return [
    {
      key: 'away',
      header: say('deviationsAway'),
      numeric: true,
      cell: (row) => (row.score === null ? '–' : formatNumber(row.score, 1, language)),
      sortBy: (row) => Math.abs(row.score ?? 0),
      width: '120px',
    },
    {
      key: 'standing',
      header: say('standing'),
      cell: (row) => (
        <StatusWord tone={toneOfFlag(row.flag)} look="plain">
          {flagInWords(row.flag, say)}
        </StatusWord>
      ),
      value: (row) => flagInWords(row.flag, say),
      width: '120px',
    },
    {
      key: 'signal',
      header: say('signal'),
      cell: (row) => row.signalId && <PageLink to={`/signals/${row.signalId}`}>{say('openSignal')}</PageLink>,
      value: (row) => (row.signalId ? say('openSignal') : ''),
      width: '120px',
    },
  ];
}
