// What an import of a trial answered: counts first, then every warning with its place.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { importWarning, sdtmImportView } from '#interop/contract';
import { studiesContract } from '#studies/contract';
import { Button, createApi, DataTable, EmptyState, formatNumber, KeyFacts, useGo, useLanguage, type Column, type Say } from '#ui';
import { useJobWords } from './job-words.ts';

type Answer = z.infer<typeof sdtmImportView>;
type Warning = z.infer<typeof importWarning>;

const studiesApi = createApi({ studies: studiesContract }).query.studies;

/** The result of a job of this kind; nothing when it is of another shape. */
export function ImportResult({ result }: { readonly result: unknown }) {
  const say = useJobWords();
  const go = useGo();
  const language = useLanguage();
  const studies = useQuery(studiesApi.studies.queryOptions({ input: {} }));
  const answer = result as Partial<Answer> | null;
  if (!answer?.study || !answer.visits || !answer.warnings) return null;
  const { study, sites, subjects, visits, adverseEvents, warnings } = answer as Answer;
  const studyId = studies.data?.find(({ code }) => code === study.code)?.id;
  const number = (value: number) => formatNumber(value, 0, language);
  return (
    <section aria-label={say('result')}>
      <KeyFacts
        size="large"
        facts={[
          { term: say('subjects'), value: number(subjects) },
          { term: say('sites'), value: number(sites) },
          { term: say('scheduled'), value: number(visits.scheduled) },
          { term: say('excluded'), value: number(visits.excluded) },
          { term: say('adverseEvents'), value: number(adverseEvents) },
        ]}
      />
      {studyId && (
        <p style={{ marginBottom: 16 }}>
          <Button onClick={() => go(`/studies/${studyId}`)}>{say('openStudy')}</Button>
        </p>
      )}
      <DataTable
        label={say('warnings', { count: warnings.length })}
        columns={columns(say)}
        rows={warnings}
        rowKey={(row) => `${row.code} ${row.file ?? ''} ${row.row ?? ''} ${row.message}`}
        empty={
          <EmptyState title={say('warnings', { count: 0 })} icon="check">
            {study.code}
          </EmptyState>
        }
      />
    </section>
  );
}

const columns = (say: Say): readonly Column<Warning>[] => [
  { key: 'what', header: say('message'), cell: (row) => row.message },
  {
    key: 'where',
    header: say('place'),
    cell: (row) =>
      [row.row === null ? row.file : say('row', { file: row.file ?? '', row: row.row }), row.column].filter(Boolean).join(', '),
    width: '220px',
  },
];
