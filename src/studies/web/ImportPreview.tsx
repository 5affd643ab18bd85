// What a sent protocol would become: the study, its counts, its visits with days and windows, and what to look at.
import { DataTable, KeyFacts, StatusWord, type Column, type Say } from '#ui';
import { FindingList } from './FindingList.tsx';
import classes from './ImportPage.module.css';
import type { ImportPreviewView } from './queries.ts';
import { useStudiesWords } from './words.ts';

const counts = ['arms', 'epochs', 'timelines', 'activities', 'criteria', 'amendments'] as const;
const tones = {
  'new-study': 'good',
  'new-version': 'attention',
  'same-file': 'neutral',
  'name-differs': 'blocked',
  'code-required': 'blocked',
} as const;

/** The preview of an import. */
export function ImportPreview({ preview }: { readonly preview: ImportPreviewView }) {
  const say = useStudiesWords();
  const { study, code, becomes, existing, usdmVersion, visits, warnings } = preview;
  const none = say('none');
  return (
    <section aria-label={say('import.says')}>
      <h2 className={classes.heading}>{say('import.says')}</h2>
      <StatusWord tone={tones[becomes]}>{say(`import.outcome.${becomes}`, { code: code ?? '', name: existing?.name ?? '' })}</StatusWord>
      {study.title && <p className={classes.name}>{study.title}</p>}
      <div className={classes.facts}>
        <KeyFacts
          facts={[
            { term: say('study'), value: study.name },
            { term: say('import.codeTerm'), value: code ?? none },
            { term: say('phase'), value: study.phases.join(', ') || none },
            { term: say('sponsor'), value: study.sponsor ?? none },
            { term: say('import.usdm'), value: usdmVersion },
            { term: say('import.visits'), value: visits.length },
            ...counts.map((key) => ({ term: say(`import.${key}`), value: preview.counts[key] ?? 0 })),
          ]}
        />
      </div>
      <DataTable
        label={say('import.visitList', { count: visits.length })}
        columns={columns(say, new Set(visits.map(({ timeline }) => timeline)).size > 1)}
        rows={visits.map((visit, at) => ({ ...visit, key: `${at}` }))}
        rowKey={(row) => row.key}
        empty={none}
      />
      <h2 className={classes.heading}>
        {warnings.length > 0 ? say('protocol.findings', { count: warnings.length }) : say('import.noWarnings')}
      </h2>
      {warnings.length > 0 && <FindingList findings={warnings} />}
    </section>
  );
}

type Row = ImportPreviewView['visits'][number] & { readonly key: string };

const columns = (say: Say, hasTimelines: boolean): readonly Column<Row>[] => [
  { key: 'name', header: say('import.visit'), cell: (row) => row.name },
  ...(hasTimelines ? [{ key: 'timeline', header: say('import.timeline'), cell: (row: Row) => row.timeline }] : []),
  { key: 'epoch', header: say('import.epoch'), cell: (row) => row.epoch ?? say('none') },
  {
    key: 'day',
    header: say('import.day'),
    numeric: true,
    cell: (row) => (row.day === null ? say('import.openDay') : String(row.day).replace('-', '−')),
    width: '130px',
  },
  { key: 'window', header: say('import.window'), numeric: true, cell: (row) => windowOf(row) ?? say('none'), width: '120px' },
  { key: 'activities', header: say('import.activities'), numeric: true, cell: (row) => String(row.activities), width: '110px' },
];

function windowOf({ windowBeforeDays, windowAfterDays }: Row): string | null {
  if (windowBeforeDays === null && windowAfterDays === null) return null;
  return `−${windowBeforeDays ?? 0} / +${windowAfterDays ?? 0}`;
}
