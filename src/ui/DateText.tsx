// Dates and instants as text, with weekday, day number and zone where they help.
import { formatDate, formatDateRange, formatInstant, formatZone } from './format.ts';
import classes from './DateText.module.css';
import { useUiWords } from './ui-words.ts';
import { useLanguage } from './words.ts';

export interface DateTextProps {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly weekday?: boolean;
  readonly year?: boolean;
  /** IANA zone, shown by its short name. */
  readonly timeZone?: string;
  /** Day number, shown before the date: `Day 29, 7 Apr 2026`. */
  readonly day?: number;
}

/** A civil date: `7 Apr 2026`. */
export function DateText({ date, weekday = false, year = true, timeZone, day }: DateTextProps) {
  const language = useLanguage();
  const words = useUiWords();
  return (
    <time dateTime={date} className={classes.date}>
      {day !== undefined && `${words('day', { day })}, `}
      {formatDate(date, { weekday, year, language })}
      {timeZone && <span className={classes.quiet}> {formatZone(date, timeZone, language)}</span>}
    </time>
  );
}

export interface InstantTextProps {
  /** ISO instant. */
  readonly at: string;
  /** IANA zone whose wall clock is shown. */
  readonly timeZone: string;
  readonly weekday?: boolean;
}

/** A moment on the wall of a zone: `15 Apr 2026, 16:20 CDT`. */
export function InstantText({ at, timeZone, weekday = false }: InstantTextProps) {
  const language = useLanguage();
  return (
    <time dateTime={at} className={classes.date}>
      {formatInstant(at, timeZone, { weekday, language })}
    </time>
  );
}

export interface DayWindowProps {
  readonly day?: number;
  /** The aimed-at civil date. */
  readonly target: string;
  readonly from: string;
  readonly to: string;
}

/** A planned day with its window: `Day 29, 7 Apr 2026, window 4–10 Apr`. */
export function DayWindow({ day, target, from, to }: DayWindowProps) {
  const language = useLanguage();
  const words = useUiWords();
  const window = formatDateRange(from, to, { year: false, language });
  return (
    <span>
      <DateText date={target} {...(day === undefined ? {} : { day })} />
      <span className={classes.quiet}>
        , <span className={classes.date}>{words('window', { window })}</span>
      </span>
    </span>
  );
}
