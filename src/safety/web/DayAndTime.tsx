// A day and a time on the wall of the site, side by side.
import { TextField } from '#ui';
import classes from './safety.module.css';

export interface DayAndTimeProps {
  readonly dayLabel: string;
  readonly timeLabel: string;
  /** `YYYY-MM-DD`, or '' for none. */
  readonly day: string;
  /** `HH:MM`, or '' for none. */
  readonly time: string;
  readonly onDay: (day: string) => void;
  readonly onTime: (time: string) => void;
  readonly error: string | undefined;
}

/** Both fields; what is wrong with either is said beside the day. */
export function DayAndTime({ dayLabel, timeLabel, day, time, onDay, onTime, error }: DayAndTimeProps) {
  return (
    <div className={classes.pair}>
      <TextField label={dayLabel} kind="date" value={day} onChange={onDay} required error={error} />
      <TextField label={timeLabel} kind="time" value={time} onChange={onTime} required />
    </div>
  );
}
