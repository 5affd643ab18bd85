// Study days of other dates than the one the server numbers: the target of a visit that took place on another day.
import { addDays, civilDate } from '#lib';
import { offsetOfStudyDay, studyDay } from '../rules.ts';
import type { Visit } from './queries.ts';

/** The study day of a date, reckoned from the window's first day; undefined while the subject has no Day 1 or the visit no window. */
export function dayOn(
  date: string | null,
  { earliest, studyDayEarliest }: Pick<Visit, 'earliest' | 'studyDayEarliest'>,
): number | undefined {
  if (date === null || earliest === null || studyDayEarliest === null) return undefined;
  const dayOne = addDays(civilDate(earliest), -offsetOfStudyDay(studyDayEarliest));
  return studyDay(civilDate(date), dayOne);
}
