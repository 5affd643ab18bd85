// The frame of every picture: title, the finding in one sentence, a table alternative and a download.
import { Button } from './Button.tsx';
import { useId, useState, type ReactNode } from 'react';
import { csvOf } from './csv.ts';
import classes from './Figure.module.css';
import { Icon } from './Icon.tsx';
import { saveFile } from './save-file.ts';
import { ScrollRegion } from './ScrollRegion.tsx';
import { useUiWords } from './ui-words.ts';

/** The rows behind a picture, as plain text. */
export interface FigureTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface FigureProps {
  readonly title: string;
  /** What the picture shows, in one sentence with its numbers. */
  readonly finding: string;
  readonly table: FigureTable;
  readonly legend?: ReactNode;
  /** Further ways to take the picture along. */
  readonly downloads?: readonly { readonly label: string; readonly run: () => void }[];
  readonly children: ReactNode;
}

/** A picture with a title, a finding, the same facts as a table, and a CSV of them. */
export function Figure({ title, finding, table, legend, downloads = [], children }: FigureProps) {
  const words = useUiWords();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const download = () => saveFile(new Blob([csvOf(table.headers, table.rows)], { type: 'text/csv;charset=utf-8' }), `${title}.csv`);
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption className={classes.head}>
        <div>
          <h2 id={id} className={classes.title}>
            {title}
          </h2>
          <p className={classes.finding}>{finding}</p>
        </div>
        <div className={classes.tools}>
          <Button size="xs" variant="default" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {words(asTable ? 'showPicture' : 'showTable')}
          </Button>
          <Button size="xs" variant="default" leftSection={<Icon name="download" size={14} />} onClick={download}>
            {words('download')}
          </Button>
          {!asTable &&
            downloads.map(({ label, run }) => (
              <Button key={label} size="xs" variant="default" onClick={run}>
                {label}
              </Button>
            ))}
        </div>
      </figcaption>
      {asTable ? <PlainTable title={title} table={table} /> : children}
      {!asTable && legend}
    </figure>
  );
}

function PlainTable({ title, table }: { readonly title: string; readonly table: FigureTable }) {
  return (
    <ScrollRegion label={title} className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {table.headers.map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((text, at) =>
                at === 0 ? (
                  <th key={at} scope="row">
                    {text}
                  </th>
                ) : (
                  <td key={at}>{text}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
