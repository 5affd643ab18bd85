// How good were we: the study's and the network's earlier forecasts in sum, and the study's one by one.
import { useQuery } from '@tanstack/react-query';
import {
  Button,
  DataTable,
  DateText,
  EmptyState,
  formatNumber,
  KeyFacts,
  Problem,
  StatusWord,
  useLanguage,
  type Column,
  type Say,
} from '#ui';
import { dateOfDay, dayNumber, rightMissOfWidth } from '../rules.ts';
import { intervalText, percentText } from './forecast-words.ts';
import classes from './forecasting.module.css';
import { forecastingApi, useRunStudy, type StudyAnswer, type TrackSum } from './queries.ts';
import { useForecastingWords } from './words.ts';

type JudgedRow = StudyAnswer['judged'][number];
const MONTH = 30.4;

/** The days, a month apart, from which the last six months are looked back on. */
export function sixMonthsBack(today: string): string[] {
  return [1, 2, 3, 4, 5, 6].map((months) => dateOfDay(dayNumber(today) - Math.round(months * MONTH)));
}

/** The section. */
export function TrackRecordSection({ answer }: { readonly answer: StudyAnswer }) {
  const say = useForecastingWords();
  const language = useLanguage();
  const network = useQuery(forecastingApi.network.queryOptions({ input: {} }));
  const run = useRunStudy();
  const today = answer.latest?.forecast.asOf ?? '';
  const days = today === '' ? [] : sixMonthsBack(today);
  return (
    <>
      <p className={classes.quiet}>{say('record.lead')}</p>
      {run.error && <Problem error={run.error} />}
      <RecordFacts heading={say('record.study')} record={answer.record} say={say} language={language} />
      {network.data && <RecordFacts heading={say('record.network')} record={network.data.record} say={say} language={language} />}
      <h2 className={classes.heading}>{say('record.table')}</h2>
      <DataTable
        label={say('record.table')}
        columns={columns(say, language)}
        rows={answer.judged.toReversed()}
        rowKey={(row) => `${row.asOf} ${row.daysAhead}`}
        empty={
          <EmptyState title={say('record.none')} icon="clock">
            {say('record.noneText')}
          </EmptyState>
        }
      />
      {answer.can.run && (
        <p>
          <Button
            variant="default"
            loading={run.isPending}
            onClick={() => run.mutate({ params: { studyId: answer.study.id }, body: { days } })}
          >
            {say('lookBack')}
          </Button>
        </p>
      )}
    </>
  );
}

interface RecordFactsProps {
  readonly heading: string;
  readonly record: TrackSum;
  readonly say: Say;
  readonly language: string;
}

/** A record in sum: how often intervals held what came, and by how much the median missed. */
export function RecordFacts({ heading, record, say, language }: RecordFactsProps) {
  if (record.judged === 0) return null;
  return (
    <>
      <h2 className={classes.heading}>{heading}</h2>
      <KeyFacts
        facts={[
          { term: say('record.half'), value: percentText(record.half, language), note: say('record.judged', { count: record.judged }) },
          { term: say('record.most'), value: percentText(record.most, language) },
          { term: say('record.nearlyAll'), value: percentText(record.nearlyAll, language) },
          {
            term: say('record.miss'),
            value: say('record.missUnit', { miss: formatNumber(record.meanMiss ?? 0, 1, language) }),
            note: excessText(record.meanExcess ?? 0, say, language),
          },
          {
            term: say('record.ofWidth'),
            value: percentText(record.missOfWidth, language),
            note: say('record.rightOfWidth', { percent: formatNumber(rightMissOfWidth * 100, 0, language) }),
          },
        ]}
      />
    </>
  );
}

function excessText(excess: number, say: Say, language: string): string {
  const text = formatNumber(Math.abs(excess), 1, language);
  if (text === formatNumber(0, 1, language)) return say('record.even');
  return say(excess > 0 ? 'record.more' : 'record.fewer', { excess: text });
}

function columns(say: Say, language: string): readonly Column<JudgedRow>[] {
  const number = (key: 'daysAhead' | 'q50' | 'actual', header: string): Column<JudgedRow> => ({
    key,
    header: say(header),
    numeric: true,
    cell: (row) => row[key],
    sortBy: (row) => row[key],
    width: '130px',
  });
  return [
    {
      key: 'asOf',
      header: say('record.asOf'),
      cell: (row) => <DateText date={row.asOf} />,
      value: (row) => row.asOf,
      sortBy: (row) => row.asOf,
    },
    number('daysAhead', 'record.days'),
    number('q50', 'record.forecast'),
    {
      key: 'interval',
      header: say('sites.interval'),
      numeric: true,
      cell: (row) => intervalText(row.low, row.high, 0, language),
      width: '110px',
    },
    number('actual', 'record.came'),
    {
      key: 'held',
      header: say('record.held'),
      cell: (row) => (
        <StatusWord tone={row.covered.most ? 'good' : 'attention'} look="plain">
          {say(row.covered.most ? 'record.yes' : 'record.no')}
        </StatusWord>
      ),
      value: (row) => say(row.covered.most ? 'record.yes' : 'record.no'),
      width: '140px',
    },
  ];
}
