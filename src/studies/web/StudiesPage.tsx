// All studies in reach, and the way to a new one.
import { useQuery } from '@tanstack/react-query';
import { Button, DataTable, EmptyState, PageHeader, useGo, useMay, type Column, type Say } from '#ui';
import classes from './ImportPage.module.css';
import { studiesApi, type StudyLine } from './queries.ts';
import { useStudiesWords } from './words.ts';

const columns = (say: Say): readonly Column<StudyLine>[] => [
  { key: 'code', header: say('study'), cell: (row) => row.code, sortBy: (row) => row.code, width: '140px' },
  {
    key: 'name',
    header: say('name'),
    cell: (row) => row.title || row.name,
    cut: (row) => row.title || row.name,
    sortBy: (row) => row.title || row.name,
  },
  {
    key: 'phase',
    header: say('phase'),
    cell: (row) => row.phases.join(', '),
    sortBy: (row) => row.phases.join(', ') || null,
    width: '110px',
  },
  {
    key: 'areas',
    header: say('areas'),
    cell: (row) => row.therapeuticAreas.join(', '),
    cut: (row) => row.therapeuticAreas.join(', '),
    width: '180px',
  },
  {
    key: 'sponsor',
    header: say('sponsor'),
    cell: (row) => row.sponsor?.name ?? '',
    cut: (row) => row.sponsor?.name ?? '',
    sortBy: (row) => row.sponsor?.name,
    width: '180px',
  },
  { key: 'sites', header: say('sitesOpen'), numeric: true, cell: (row) => row.siteCount, sortBy: (row) => row.siteCount, width: '80px' },
];

/** The list of studies. */
export function StudiesPage() {
  const say = useStudiesWords();
  const go = useGo();
  const mayImport = useMay('studies.import');
  const studies = useQuery(studiesApi.studies.queryOptions({ input: {} }));
  const importButton = mayImport && (
    <span className={classes.buttons}>
      <Button variant="default" onClick={() => go('/studies/new')}>
        {say('newStudy')}
      </Button>
      <Button onClick={() => go('/studies/import')}>{say('importProtocol')}</Button>
    </span>
  );
  return (
    <>
      <PageHeader title={say('studies')} lead={say('studiesLead')} action={importButton} />
      <DataTable
        label={say('studies')}
        name="studies"
        columns={columns(say)}
        rows={studies.data}
        rowKey={(row) => row.id}
        rowTo={(row) => `/studies/${row.id}`}
        initialSort={{ column: 'code', direction: 'up' }}
        error={studies.data ? undefined : studies.error}
        onRetry={() => void studies.refetch()}
        empty={
          <EmptyState title={say('noStudies')} icon="book" action={importButton || undefined}>
            {say(mayImport ? 'noStudiesText' : 'noStudiesReader')}
          </EmptyState>
        }
      />
    </>
  );
}
