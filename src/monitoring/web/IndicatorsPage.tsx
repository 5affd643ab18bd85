// The risk indicators with what stands out of each, over sites, studies at sites or people; each a door to its places.
import { useMutation, useQuery } from '@tanstack/react-query';
import {
  Button,
  ChoiceField,
  DataTable,
  EmptyState,
  PageHeader,
  StatusWord,
  formatDate,
  useGo,
  useLanguage,
  usePageSearch,
  type Column,
  type Say,
} from '#ui';
import { dimensions } from '../rules/indicators.ts';
import classes from './deviations.module.css';
import { rateText } from './in-figures.ts';
import { useIndicatorWords } from './indicator-words.ts';
import { monitoringApi, type IndicatorLine, type IndicatorList } from './queries.ts';
import { QualitySections } from './QualitySections.tsx';

/** The page. */
export function IndicatorsPage() {
  const say = useIndicatorWords();
  const language = useLanguage();
  const [search, change] = usePageSearch();
  const by = dimensions.find((each) => each === search['by']) ?? 'site';
  const list = useQuery(monitoringApi.indicators.queryOptions({ input: { query: { by } } }));
  const rows = list.data?.look ? list.data.indicators : [];
  const count = rows.reduce((sum, { high, low }) => sum + high + low, 0);
  const day = list.data?.look?.asOf;
  return (
    <>
      <PageHeader
        title={say('indicators')}
        crumbs={[{ label: say('quality'), to: '/quality' }]}
        status={day && <StatusWord tone={count > 0 ? 'attention' : 'good'}>{say('standsOutCount', { count })}</StatusWord>}
        lead={day && say('indicatorsLead', { day: formatDate(day, { language }) })}
        action={list.data?.can.run && <LookNow say={say} />}
      />
      <QualitySections active="indicators" />
      <div className={classes.filters}>
        <ChoiceField
          label={say('by')}
          value={by}
          onChange={(value) => change({ by: value === 'site' ? undefined : value })}
          choices={dimensions.map((value) => ({ value, label: say(`dimension.${value}`) }))}
        />
      </div>
      <DataTable
        label={say('indicators')}
        columns={columns(say, language)}
        rows={list.data && rows}
        rowKey={(row) => row.key}
        rowTo={(row) => `/quality/indicators/${row.key}?by=${by}`}
        error={list.data ? undefined : list.error}
        onRetry={() => void list.refetch()}
        empty={
          <EmptyState title={say('noLook')} icon="shield">
            {say('noLookText')}
          </EmptyState>
        }
      />
    </>
  );
}

function LookNow({ say }: { readonly say: Say }) {
  const go = useGo();
  const ask = useMutation(monitoringApi.runIndicators.mutationOptions({ onSuccess: ({ jobId }) => go(`/jobs/${jobId}`) }));
  return (
    <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate({})}>
      {say('lookNow')}
    </Button>
  );
}

type Line = IndicatorList['indicators'][number];

function columns(say: Say, language: string): readonly Column<Line>[] {
  return [
    { key: 'indicator', header: say('indicatorTitle'), cell: (row) => say(`name.${row.key}`), sortBy: (row) => say(`name.${row.key}`) },
    {
      key: 'standsOut',
      header: say('standsOut'),
      cell: (row) => <Outside line={row} say={say} />,
      value: (row) => row.high + row.low,
      width: '220px',
    },
    {
      key: 'network',
      header: say('networkRate'),
      numeric: true,
      cell: (row) => `${rateText(row.numerator, row.denominator, row, language)} ${say(`per.${row.per}`)}`,
      value: (row) => (row.denominator > 0 ? (row.numerator / row.denominator) * row.factor : null),
      width: '260px',
    },
    { key: 'judged', header: say('judgedCount'), numeric: true, cell: (row) => row.judged, sortBy: (row) => row.judged, width: '110px' },
    {
      key: 'signals',
      header: say('openSignals'),
      numeric: true,
      cell: (row) => row.openSignals,
      sortBy: (row) => row.openSignals,
      width: '140px',
    },
  ];
}

function Outside({ line, say }: { readonly line: IndicatorLine; readonly say: Say }) {
  const { high, low } = line;
  if (high + low === 0) return say('none');
  const text = high > 0 && low > 0 ? say('many', { high, low }) : high > 0 ? say('above', { count: high }) : say('below', { count: low });
  return (
    <StatusWord tone="attention" look="plain">
      {text}
    </StatusWord>
  );
}
