// Progress of long work, in a bar and in words; it can be left and found again.
import classes from './ProgressBar.module.css';
import { formatNumber } from './format.ts';
import { useUiWords } from './ui-words.ts';
import { useLanguage } from './words.ts';

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
  const language = useLanguage();
  const known = total !== undefined && total > 0;
  const share = known ? { value: Math.min(1, Math.max(0, done / total)) } : {};
  const numbers = known ? words('progress', { done: formatNumber(done, 0, language), total: formatNumber(total, 0, language) }) : '';
  return (
    <div className={classes.progress}>
      <div className={classes.words}>
        <span>{label}</span>
        <span className={classes.quiet}>{[numbers, step].filter(Boolean).join(' · ')}</span>
      </div>
      <progress className={classes.bar} aria-label={label} aria-valuetext={numbers || undefined} max={1} {...share} />
    </div>
  );
}
