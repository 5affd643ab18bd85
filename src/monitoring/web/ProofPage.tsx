// How good the signals are: what people made of them by indicator, and on a demo network which planted problems they found.
import { useQuery } from '@tanstack/react-query';
import { DataTable, EmptyState, PageHeader, PageLink, StatusWord, type Column, type Say } from '#ui';
import classes from './deviations.module.css';
import { useIndicatorWords } from './indicator-words.ts';
import { monitoringApi, type SignalsQuality } from './queries.ts';
import { QualitySections } from './QualitySections.tsx';
import { SignalTable } from './SignalTable.tsx';

type Judged = SignalsQuality['judged'][number];
type Planted = NonNullable<SignalsQuality['planted']>;
type PlantedProblem = Planted['problems'][number];

/** The page. */
export function ProofPage() {
  const say = useIndicatorWords();
  const quality = useQuery(monitoringApi.signalsQuality.queryOptions({ input: {} }));
  const planted = quality.data?.planted;
  return (
    <>
      <PageHeader title={say('proof.title')} crumbs={[{ label: say('quality'), to: '/quality' }]} lead={say('proof.lead')} />
      <QualitySections active="proof" />
      {planted && <PlantedProblems planted={planted} say={say} />}
      <h2 className={classes.heading}>{say('proof.judgedTitle')}</h2>
      <DataTable
        label={say('proof.judgedTitle')}
        columns={judgedColumns(say)}
        rows={quality.data?.judged}
        rowKey={(row) => row.indicator}
        rowTo={(row) => `/quality/indicators/${row.indicator}`}
        error={quality.data ? undefined : quality.error}
        onRetry={() => void quality.refetch()}
        empty={
          <EmptyState title={say('proof.noneTitle')} icon="shield">
            {say('proof.noneText')}
          </EmptyState>
        }
      />
    </>
  );
}

function judgedColumns(say: Say): readonly Column<Judged>[] {
  const count = (key: 'confirmed' | 'knownReason' | 'falseAlarms' | 'open'): Column<Judged> => ({
    key,
    header: say(`proof.${key}`),
    numeric: true,
    cell: (row) => row[key],
    sortBy: (row) => row[key],
    width: '140px',
  });
  return [
    {
      key: 'indicator',
      header: say('indicatorTitle'),
      cell: (row) => say(`name.${row.indicator}`),
      sortBy: (row) => say(`name.${row.indicator}`),
    },
    count('confirmed'),
    count('knownReason'),
    count('falseAlarms'),
    count('open'),
  ];
}

function PlantedProblems({ planted, say }: { readonly planted: Planted; readonly say: Say }) {
  const watched = planted.problems.filter(({ indicators }) => indicators.length > 0);
  const found = watched.filter(({ signalIds }) => signalIds.length > 0);
  const { falseAlarms, signals } = planted;
  return (
    <>
      <h2 className={classes.heading}>{say('proof.plantedTitle')}</h2>
      <p className={classes.quiet}>
        {say('proof.plantedFinding', { found: found.length, watched: watched.length, wrong: falseAlarms.length, signals })}
      </p>
      <DataTable
        label={say('proof.plantedTitle')}
        columns={problemColumns(say)}
        rows={planted.problems}
        rowKey={(row) => row.key}
        empty={<EmptyState title={say('proof.noneTitle')}>{say('proof.noneText')}</EmptyState>}
      />
      {falseAlarms.length > 0 && (
        <>
          <h2 className={classes.heading}>{say('proof.wrongTitle')}</h2>
          <SignalTable label={say('proof.wrongTitle')} rows={falseAlarms} empty={null} />
        </>
      )}
    </>
  );
}

function problemColumns(say: Say): readonly Column<PlantedProblem>[] {
  return [
    { key: 'problem', header: say('proof.problem'), cell: (row) => row.sentence, phone: 'plain' },
    {
      key: 'found',
      header: say('proof.found'),
      cell: (row) => <Found problem={row} say={say} />,
      value: (row) => say(row.signalIds.length > 0 ? 'proof.foundBy' : row.indicators.length > 0 ? 'proof.notFound' : 'proof.notWatched'),
      width: '320px',
    },
  ];
}

function Found({ problem, say }: { readonly problem: PlantedProblem; readonly say: Say }) {
  const [first] = problem.signalIds;
  if (first)
    return (
      <StatusWord tone="good" look="plain">
        <PageLink to={`/signals/${first}`}>{say('proof.foundBy')}</PageLink>
      </StatusWord>
    );
  return (
    <StatusWord tone={problem.indicators.length > 0 ? 'attention' : 'neutral'} look="plain">
      {say(problem.indicators.length > 0 ? 'proof.notFound' : 'proof.notWatched')}
    </StatusWord>
  );
}
