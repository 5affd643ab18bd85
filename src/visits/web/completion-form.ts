// What is typed about a visit that took place: its faults, and the command that it becomes.
import { civilDate } from '#lib';
import { outByDays } from '../rules.ts';
import type { CompletionBody, VisitDetail } from './queries.ts';

type Modality = VisitDetail['modalities'][number];
type ReasonCode = VisitDetail['windowReasons'][number];

/** What was decided about one activity; null has not been decided. */
export interface TypedActivity {
  readonly done: boolean | null;
  readonly why: string;
}

/** The fields of the form. */
export interface TypedCompletion {
  readonly actualDate: string;
  readonly modality: Modality;
  readonly reasonCode: ReasonCode | '';
  readonly reason: string;
  readonly activities: Readonly<Record<string, TypedActivity>>;
}

type Asked = Pick<VisitDetail, 'today' | 'bookedFor' | 'modalities' | 'activities' | 'modality' | 'earliest' | 'latest' | 'consentedOn'>;

/** The form as it opens: the booked day if it has come, else today; decisions of a re-opened record are kept. */
export function blankCompletion(visit: Asked): TypedCompletion {
  const { bookedFor, today } = visit;
  return {
    actualDate: bookedFor !== null && bookedFor <= today ? bookedFor : today,
    modality: visit.modality ?? visit.modalities[0] ?? 'on-site',
    reasonCode: '',
    reason: '',
    activities: Object.fromEntries(visit.activities.map(({ key, done, notDoneReason }) => [key, { done, why: notDoneReason ?? '' }])),
  };
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Days outside the window on the typed date, negative when early; 0 in the window or where there is none. */
export function typedOutBy(typed: Pick<TypedCompletion, 'actualDate'>, { earliest, latest }: Pick<Asked, 'earliest' | 'latest'>): number {
  if (!isDate(typed.actualDate) || earliest === null || latest === null) return 0;
  return outByDays(civilDate(typed.actualDate), civilDate(earliest), civilDate(latest));
}

/** Names of the activities that were not done, as the preview of earnings asks for them: by key. */
export function notDoneKeys(typed: TypedCompletion): readonly string[] {
  return Object.entries(typed.activities)
    .filter(([, activity]) => activity.done === false)
    .map(([key]) => key);
}

/** Every activity done; reasons typed before are dropped with their cause. */
export function allDone(typed: TypedCompletion): TypedCompletion {
  return { ...typed, activities: Object.fromEntries(Object.keys(typed.activities).map((key) => [key, { done: true, why: '' }])) };
}

/** What is wrong, by field; the words are keys of `record.`. An activity's fault stands under `activity <key>`. */
export function completionFaults(typed: TypedCompletion, visit: Asked): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {};
  if (!isDate(typed.actualDate)) faults['actualDate'] = 'needDate';
  else if (typed.actualDate > visit.today) faults['actualDate'] = 'future';
  else if (visit.consentedOn !== null && typed.actualDate < visit.consentedOn) faults['actualDate'] = 'beforeConsent';
  if (typedOutBy(typed, visit) !== 0) {
    if (typed.reasonCode === '') faults['reasonCode'] = 'needReason';
    else if (typed.reasonCode === 'other' && typed.reason.trim() === '') faults['reason'] = 'needWords';
  }
  const decided = Object.entries(typed.activities);
  for (const [key, { done, why }] of decided) {
    if (done === null) faults[`activity ${key}`] = 'needDecision';
    else if (!done && why.trim() === '') faults[`activity ${key}`] = 'needWhy';
  }
  if (decided.length > 0 && decided.every(([, { done }]) => done === false)) faults['activities'] = 'nothingDone';
  return faults;
}

/** The command; undefined while something is missing. A reason goes along only where the visit is outside its window. */
export function completionBody(typed: TypedCompletion, visit: Asked): CompletionBody | undefined {
  if (Object.keys(completionFaults(typed, visit)).length > 0) return undefined;
  const isOutside = typedOutBy(typed, visit) !== 0 && typed.reasonCode !== '';
  return {
    actualDate: typed.actualDate,
    modality: typed.modality,
    activities: visit.activities.map(({ key }) => {
      const activity = typed.activities[key];
      return activity?.done ? { key, done: true } : { key, done: false, notDoneReason: activity?.why.trim() ?? '' };
    }),
    ...(isOutside && typed.reasonCode
      ? { reasonCode: typed.reasonCode, ...(typed.reason.trim() ? { reason: typed.reason.trim() } : {}) }
      : {}),
  };
}
