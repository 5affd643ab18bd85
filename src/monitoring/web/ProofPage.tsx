// How good the signals are: what people made of them by indicator, and on a demo network which planted problems they found.
import { useQuery } from '@tanstack/react-query';
import { DataTable, EmptyState, PageHeader, PageLink, StatusWord, formatDate, useLanguage, type Column, type Say } from '#ui';
import classes from './deviations.module.css';
import { amountInWords, findingInWords, rateText, scoreInWords } from './in-figures.ts';
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
  const language = useLanguage();
  const watched = planted.problems.filter(({ indicators }) => indicators.length > 0);
  const found = watched.filter((problem) => problem.signals.length > 0);
  const { falseAlarms, signals, drifts } = planted;
  return (
    <>
      <h2 className={classes.heading}>{say('proof.plantedTitle')}</h2>
      <p className={classes.quiet}>
        {say('proof.plantedFinding', { found: found.length, watched: watched.length, wrong: falseAlarms.length, signals })}{' '}
        {say('proof.plantedDrift', {
          count: drifts,
          right: found.filter((problem) => problem.signals.some(({ foundBy }) => foundBy === 'drift')).length,
          wrong: falseAlarms.filter(({ foundBy }) => foundBy === 'drift').length,
        })}
      </p>
      <DataTable
        label={say('proof.plantedTitle')}
        columns={problemColumns(say, language)}
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

function problemColumns(say: Say, language: string): readonly Column<PlantedProblem>[] {
  return [
    { key: 'problem', header: say('proof.problem'), cell: (row) => sentenceOf(row, language), phone: 'plain' },
    {
      key: 'found',
      header: say('proof.found'),
      cell: (row) => <Found problem={row} say={say} />,
      value: (row) => foundInWords(row, say),
      width: '200px',
    },
    {
      key: 'why',
      header: say('proof.why'),
      cell: (row) => whyInWords(row, say, language),
      value: (row) => whyInWords(row, say, language),
      width: '380px',
    },
  ];
}

const sentenceOf = ({ sentence }: PlantedProblem, language: string) => (language.startsWith('es') ? sentence.es : sentence.en);

function foundInWords({ signals: [first], indicators }: PlantedProblem, say: Say): string {
  if (first) return say(first.foundBy === 'drift' ? 'proof.foundByDrift' : 'proof.foundBy');
  return say(indicators.length > 0 ? 'proof.notFound' : 'proof.notWatched');
}

/** Why a problem that indicators watch for was not found; empty for others. */
function whyInWords({ nearest, signals, indicators }: PlantedProblem, say: Say, language: string): string {
  if (signals.length > 0 || indicators.length === 0) return '';
  if (!nearest) return say('proof.nothingThere');
  const { foundBy, since, score } = nearest;
  const isDrift = foundBy === 'drift' && score !== null;
  return say(isDrift ? 'proof.short.drift-not-sure' : `proof.short.${nearest.why}`, {
    day: since === null ? '–' : formatDate(since, { language }),
    name: say(`name.${nearest.indicator}`),
    amount: amountInWords(nearest, nearest, say, language),
    expected: rateText(nearest.expected, nearest.denominator, nearest, language),
    per: say(`per.${nearest.per}`),
    score: isDrift
      ? findingInWords({ foundBy, score, direction: score > 0 ? 'high' : 'low' }, say, language)
      : scoreInWords(nearest, say, language),
  });
}

function Found({ problem, say }: { readonly problem: PlantedProblem; readonly say: Say }) {
  const [first] = problem.signals;
  return (
    <StatusWord tone={first ? 'good' : problem.indicators.length > 0 ? 'attention' : 'neutral'} look="plain">
      {first ? <PageLink to={`/signals/${first.id}`}>{foundInWords(problem, say)}</PageLink> : foundInWords(problem, say)}
    </StatusWord>
  );
}
