// Studies with the chance that each reaches its target by the planned day.
import { DataTable, EmptyState, formatDate, useLanguage, type Column, type Say } from '#ui';
import type { NetworkAnswer } from './queries.ts';
import { useForecastingWords } from './words.ts';

type Row = NetworkAnswer['studies'][number];

export interface ForecastTableProps {
  readonly label: string;
  readonly studies: readonly Row[];
  /** Gives the table its tools; for the page that is about it. */
  readonly name?: string;
}

/** The table, in the order that was sent. */
export function ForecastTable({ label, studies, name }: ForecastTableProps) {
  const say = useForecastingWords();
  const language = useLanguage();
  return (
    <DataTable
      label={label}
      {...(name ? { name } : {})}
      columns={columns(say, language)}
      rows={studies}
      rowKey={(row) => row.id}
      rowTo={(row) => `/studies/${row.id}/forecast`}
      empty={
        <EmptyState title={say('none')} icon="chart">
          {say('noneText')}
        </EmptyState>
      }
    />
  );
}

function columns(say: Say, language: string): readonly Column<Row>[] {
  return [
    { key: 'study', header: say('network.study'), cell: (row) => row.code, sortBy: (row) => row.code, width: '140px' },
    {
      key: 'enrolled',
      header: say('network.enrolled'),
      numeric: true,
      cell: ({ enrolled, target }) => (target === null ? enrolled : say('network.ofTarget', { enrolled, target })),
      sortBy: ({ enrolled }) => enrolled,
      width: '130px',
    },
    { key: 'chance', header: say('network.chance'), numeric: true, cell: (row) => chanceText(row, say), sortBy: chanceOf, width: '120px' },
    {
      key: 'on',
      header: say('network.on'),
      cell: ({ sentence }) =>
        sentence.kind === 'likely' ? formatDate(sentence.on, { language }) : sentence.kind === 'unlikely' ? say('whatIf.never') : '–',
      sortBy: ({ sentence }) => (sentence.kind === 'likely' ? sentence.on : '9999'),
      width: '180px',
    },
    {
      key: 'weeks',
      header: say('network.weeks'),
      cell: ({ sentence }) => (sentence.kind === 'likely' && sentence.weeksLate !== null ? weeksText(sentence.weeksLate, say) : '–'),
      sortBy: ({ sentence }) => (sentence.kind === 'likely' ? (sentence.weeksLate ?? 0) : 9_999),
    },
  ];
}

function chanceOf({ sentence }: Row): number {
  return 'byPlanned' in sentence ? (sentence.byPlanned ?? 100) : 101;
}

function chanceText({ sentence }: Row, say: Say): string {
  if (sentence.kind === 'done') return say('network.reached');
  if (sentence.kind === 'open-ended') return say('network.noTarget');
  return sentence.byPlanned === null ? '–' : `${sentence.byPlanned} %`;
}

function weeksText(weeks: number, say: Say): string {
  if (weeks === 0) return say('sentence.onTime');
  return say(weeks > 0 ? 'network.weeksLate' : 'network.weeksEarly', { count: Math.abs(weeks) });
}
