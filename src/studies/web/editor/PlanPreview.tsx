// The schedule as an imagined participant would live it: an assumed Day 1, and every visit with its window on a time axis.
import { useMemo, useState } from 'react';
import { ChoiceField, DataTable, formatDate, SwimLane, TextField, useLanguage, useSession } from '#ui';
import { checkSchedule, timedSchedule, type PlannedSchedule, type Schedule } from '../../rules.ts';
import type { Books } from './cell-words.ts';
import classes from './ScheduleEditor.module.css';

/** A visit of an imagined participant; civil dates, null where it has none. */
export interface PlannedDate {
  readonly key: string;
  readonly cycle: number;
  readonly target: string | null;
  readonly earliest: string | null;
  readonly latest: string | null;
}

/** Lays a schedule on dates: given from outside, because projecting is the work of a room further right. */
export type PlanDates = (schedule: Schedule, dayOne: string, arm: string | null) => readonly PlannedDate[];

export interface PlanPreviewProps {
  readonly schedule: PlannedSchedule;
  readonly plan: PlanDates;
  readonly books: Books;
}

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The picture and the same as a table; nothing while the schedule cannot be projected. */
export function PlanPreview({ schedule, plan, books: { say } }: PlanPreviewProps) {
  const language = useLanguage();
  const { today } = useSession();
  const [dayOne, setDayOne] = useState(today);
  const [arm, setArm] = useState('');
  const dates = useMemo(() => {
    const timed = timedSchedule(schedule);
    return isDate(dayOne) && checkSchedule(timed).ok ? plan(timed, dayOne, arm || null) : [];
  }, [schedule, plan, dayOne, arm]);
  const names = new Map(schedule.visits.map((visit) => [visit.key, visit.name]));
  const nameOf = ({ key, cycle }: PlannedDate) =>
    cycle === 1 ? (names.get(key) ?? key) : say('plan.cycle', { name: names.get(key) ?? key, cycle });
  const dated = dates.filter((date) => date.earliest !== null && date.latest !== null);
  const undated = dates.filter((date) => date.earliest === null || date.latest === null);
  const written = (date: string | null) => (date === null ? '' : formatDate(date, { language }));
  const ends = dated.flatMap((date) => [date.earliest ?? '', date.latest ?? '']).toSorted();
  const finding =
    dated.length === 0
      ? say('plan.none')
      : say('plan.finding', { count: dated.length, from: written(ends[0] ?? null), to: written(ends.at(-1) ?? null) });
  return (
    <div>
      <div className={classes.columns}>
        <TextField label={say('plan.dayOne')} kind="date" value={dayOne} onChange={setDayOne} />
        {(schedule.arms ?? []).length > 0 && (
          <ChoiceField
            label={say('plan.arm')}
            value={arm}
            onChange={setArm}
            choices={[
              { value: '', label: say('everyArm') },
              ...(schedule.arms ?? []).map(({ key, name }) => ({ value: key, label: name })),
            ]}
          />
        )}
      </div>
      {dated.length > 0 && (
        <SwimLane
          title={say('plan.title')}
          finding={finding}
          today={today}
          lanes={dated.map((date) => ({
            key: `${date.key} ${date.cycle}`,
            label: nameOf(date),
            bars: [
              {
                from: date.earliest ?? '',
                to: date.latest ?? '',
                label: say('plan.window', { name: nameOf(date), target: written(date.target) }),
                ...(date.target === null ? {} : { target: date.target }),
              },
            ],
            marks: [],
          }))}
        />
      )}
      <DataTable
        label={say('plan.dates')}
        columns={[
          { key: 'visit', header: say('plan.visit'), cell: nameOf },
          { key: 'target', header: say('plan.target'), cell: (row) => written(row.target) },
          { key: 'earliest', header: say('plan.earliest'), cell: (row) => written(row.earliest) },
          { key: 'latest', header: say('plan.latest'), cell: (row) => written(row.latest) },
        ]}
        rows={dated}
        rowKey={(row) => `${row.key} ${row.cycle}`}
        empty={say('plan.none')}
      />
      {undated.length > 0 && dated.length > 0 && (
        <p className={classes.quiet}>{say('plan.undated', { names: undated.map(nameOf).join(', ') })}</p>
      )}
    </div>
  );
}
