// A field for files on a person's own disk: label above, hint, and what is wrong beside it in words.
import { useId } from 'react';
import classes from './FileField.module.css';
import { StatusWord } from './StatusWord.tsx';

export interface FileFieldProps {
  readonly label: string;
  readonly hint: string;
  /** As the `accept` of a file input: ".csv,text/csv". */
  readonly accept: string;
  readonly multiple?: boolean;
  readonly fault?: string | undefined;
  readonly onChoose: (files: readonly File[]) => void;
}

/** Choosing one file or several. */
export function FileField({ label, hint, accept, multiple = false, fault, onChoose }: FileFieldProps) {
  const id = useId();
  return (
    <div className={classes.file}>
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`} className={classes.hint}>
        {hint}
      </p>
      <input
        id={id}
        type="file"
        multiple={multiple}
        accept={accept}
        aria-describedby={`${id}-hint ${id}-fault`}
        aria-invalid={fault !== undefined}
        onChange={(event) => onChoose([...(event.currentTarget.files ?? [])])}
      />
      <div id={`${id}-fault`} role="alert">
        {fault && (
          <StatusWord tone="blocked" look="plain">
            {fault}
          </StatusWord>
        )}
      </div>
    </div>
  );
}
