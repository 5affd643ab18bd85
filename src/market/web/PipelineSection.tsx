// The pipeline: what is still to be enrolled at each study-site, what that is worth, and by which chance.
import { DataTable, EmptyState, KeyFacts, useLanguage, type Column, type Say } from '#ui';
import type { PipelineRow, PositionAnswer } from './held-queries.ts';
import { moneyText, percentText, usdText } from './held-names.ts';
import classes from './held.module.css';
import { usePositionWords } from './position-words.ts';
import { Tagged } from './TagMark.tsx';

/** The section. */
export function PipelineSection({ position }: { readonly position: PositionAnswer }) {
  const say = usePositionWords();
  const language = useLanguage();
  const { pipeline, tags } = position;
  return (
    <>
      <p className={classes.quiet}>{say('pipeline.lead')}</p>
      <KeyFacts
        facts={[
          { term: say('pipeline.expected'), value: <Tagged value={usdText(pipeline.expected, language)} tag={tags.chances} /> },
          { term: say('pipeline.contracted'), value: <Tagged value={usdText(pipeline.contracted, language)} tag={tags.rates} /> },
          { term: say('pipeline.unvalued'), value: pipeline.unvalued, note: say('pipeline.unvaluedNote') },
        ]}
      />
      <DataTable
        label={say('pipeline.title')}
        name="pipeline"
        columns={columns(say, language)}
        rows={pipeline.rows}
        rowKey={({ studySiteId }) => studySiteId}
        rowTo={({ studySiteId }) => `/study-sites/${studySiteId}`}
        empty={
          <EmptyState title={say('pipeline.none')} icon="flag">
            {say('pipeline.noneText')}
          </EmptyState>
        }
      />
    </>
  );
}

function columns(say: Say, language: string): readonly Column<PipelineRow>[] {
  const stateOf = ({ state }: PipelineRow) => say(`pipeline.status.${state}`);
  const sum = (value: number | null) => (value === null ? '–' : usdText(value, language));
  return [
    { key: 'study', header: say('pipeline.study'), cell: ({ study }) => study, sortBy: ({ study }) => study, width: '110px' },
    { key: 'site', header: say('pipeline.site'), cell: ({ site }) => site, cut: ({ site }) => site, sortBy: ({ site }) => site },
    { key: 'state', header: say('pipeline.state'), cell: stateOf, sortBy: stateOf, width: '150px' },
    {
      key: 'remaining',
      header: say('pipeline.remaining'),
      numeric: true,
      cell: ({ remaining }) => remaining,
      sortBy: ({ remaining }) => remaining,
      width: '110px',
    },
    eachColumn(say, language),
    {
      key: 'contracted',
      header: say('pipeline.contracted'),
      numeric: true,
      cell: ({ contracted }) => sum(contracted),
      sortBy: ({ contracted }) => contracted ?? -1,
      width: '140px',
    },
    {
      key: 'chance',
      header: say('pipeline.chance'),
      numeric: true,
      cell: ({ chance }) => percentText(chance, language, 0),
      sortBy: ({ chance }) => chance,
      width: '90px',
    },
    {
      key: 'expected',
      header: say('pipeline.expected'),
      numeric: true,
      cell: ({ expected }) => sum(expected),
      sortBy: ({ expected }) => expected ?? -1,
      width: '140px',
    },
  ];
}

function eachColumn(say: Say, language: string): Column<PipelineRow> {
  return {
    key: 'each',
    header: say('pipeline.each'),
    cell: ({ perParticipant }) =>
      perParticipant ? (
        <>
          {moneyText(perParticipant.amountMinor, perParticipant.currency, language)}{' '}
          <span className={classes.origin}>{say(`pipeline.basis.${perParticipant.basis}`)}</span>
        </>
      ) : (
        '–'
      ),
    width: '150px',
  };
}
