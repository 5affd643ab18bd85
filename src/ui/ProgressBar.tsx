// Progress of long work, in a bar and in words; it can be left and found again.
import classes from './ProgressBar.module.css';
import { useUiWords } from './ui-words.ts';

export interface ProgressBarProps {
  /** What is running: "Import of 1,204 rows". */
  readonly label: string;
  readonly done: number;
  /** Undefined while the size of the work is not known. */
  readonly total: number | undefined;
  /** The step it is at, in words. */
  readonly step?: string;
}

/** A bar with its numbers beside it. */
export function ProgressBar({ label, done, total, step }: ProgressBarProps) {
  const words = useUiWords();
  const known = total !== undefined && total > 0;
  const percent = known ? Math.min(100, Math.max(0, (done / total) * 100)) : undefined;
  const numbers = known ? words('progress', { done: done.toLocaleString('en-US'), total: total.toLocaleString('en-US') }) : '';
  const now = percent === undefined ? {} : { 'aria-valuenow': Math.round(percent), 'aria-valuetext': numbers };
  return (
    <div className={classes.progress}>
      <div className={classes.words}>
        <span>{label}</span>
        <span className={classes.quiet}>{[numbers, step].filter(Boolean).join(' · ')}</span>
      </div>
      <div className={classes.track} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} {...now}>
        <div className={classes.bar} data-unknown={percent === undefined} style={{ width: `${percent ?? 30}%` }} />
      </div>
    </div>
  );
}
