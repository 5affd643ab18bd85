// What is wrong with registry files, by file and line, and what is worth knowing of sound ones.
import { DataTable, formatNumber, StatusWord, useLanguage, type Column, type Say } from '#ui';
import type { Import } from './activity-queries.ts';
import { useActivityWords } from './activity-words.ts';
import classes from './held.module.css';

type Warning = Import['warnings'][number];

/** The section. */
export function ActivityWarnings({ warnings }: { readonly warnings: readonly Warning[] }) {
  const say = useActivityWords();
  const language = useLanguage();
  return (
    <section aria-labelledby="activity-warnings">
      <h2 id="activity-warnings" className={classes.heading}>
        {say('warnings.heading')}
      </h2>
      {warnings.length === 0 ? (
        <p className={classes.quiet}>{say('warnings.none')}</p>
      ) : (
        <DataTable
          label={say('warnings.table')}
          columns={columns(say, language)}
          rows={warnings}
          rowKey={({ code, file, column }) => JSON.stringify([code, file, column])}
          empty={null}
          maxHeight="400px"
        />
      )}
    </section>
  );
}

const named = 5;

function placeOf({ file, rows, count, column }: Warning, say: Say): string {
  if (file === null) return say('warnings.all');
  const more = count > Math.min(rows.length, named) ? ', …' : '';
  const place = rows.length === 0 ? file : say('warnings.row', { file, rows: `${rows.slice(0, named).join(', ')}${more}`, count });
  return column === null ? place : `${place}, ${say('warnings.column', { column })}`;
}

function columns(say: Say, language: string): readonly Column<Warning>[] {
  // As the reader of the file told it where the pages have no words for it.
  const what = ({ code, message }: Warning) => {
    const word = say(`warning.${code}`);
    return word === `warning.${code}` ? message : word;
  };
  const kind = ({ file }: Warning) => (file === null ? 'remark' : 'fault');
  return [
    { key: 'what', header: say('warnings.what'), cell: what, value: what },
    {
      key: 'kind',
      header: say('warnings.kind'),
      cell: (row) => (
        <StatusWord tone={kind(row) === 'fault' ? 'attention' : 'neutral'} look="plain">
          {say(`warnings.${kind(row)}`)}
        </StatusWord>
      ),
      value: (row) => say(`warnings.${kind(row)}`),
      width: '140px',
    },
    { key: 'where', header: say('warnings.where'), cell: (row) => placeOf(row, say), value: (row) => placeOf(row, say), width: '360px' },
    {
      key: 'count',
      header: say('warnings.count'),
      numeric: true,
      cell: ({ count }) => formatNumber(count, 0, language),
      value: ({ count }) => count,
      width: '120px',
    },
  ];
}
