// Remarks on a protocol file: what, and where in the file.
import { DataTable } from '#ui';
import type { ImportAnswer } from './queries.ts';
import { useStudiesWords } from './words.ts';
import classes from './ProtocolSection.module.css';

type Finding = ImportAnswer['warnings'][number];

/** The remarks as rows. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const say = useStudiesWords();
  return (
    <DataTable
      label={say('protocol.findings', { count: findings.length })}
      columns={[
        { key: 'what', header: say('protocol.finding'), cell: (row) => <span className={classes.text}>{row.message}</span> },
        { key: 'where', header: say('protocol.where'), cell: (row) => row.path, cut: (row) => row.path, width: '40%' },
      ]}
      rows={findings}
      rowKey={(row) => `${findings.indexOf(row)}`}
      empty={say('import.noWarnings')}
      maxHeight="480px"
    />
  );
}
