// What the quality department of the demo makes of a deviation: most are judged and closed, the latest and a few others wait.
import { type RandomStream, daysBetween } from '#lib';
import type { Temporal } from '#lib';
import type { DeviationCommand } from '#monitoring/rules';

/** A deviation as quality finds it. */
export interface FoundDeviation {
  readonly category: string;
  readonly occurredOn: Temporal.PlainDate;
  readonly daysOut: number | null;
}

const WAITS_DAYS = 21;
const CLOSES_DAYS = 75;
const IS_OVERLOOKED = 0.05;
const LONG_OUT_DAYS = 3;

const causes = [
  'The visit was booked without a look at its window',
  'The participant told of the journey too late to move the visit',
  'The device was at its calibration and the spare one elsewhere',
  'The procedure stood on the second page of the worksheet, which was not printed',
] as const;

/** The steps that a deviation has gone by `today`, in order; none: it waits. */
export function planAssessment(found: FoundDeviation, today: Temporal.PlainDate, random: RandomStream): DeviationCommand[] {
  const age = daysBetween(found.occurredOn, today);
  const isOverlooked = random.chance(IS_OVERLOOKED);
  const isLong = Math.abs(found.daysOut ?? 0) > LONG_OUT_DAYS;
  const important = found.category === 'safety-reporting' || random.chance(isLong ? 0.5 : 0.06);
  const rootCause = random.pick(causes);
  if (age < WAITS_DAYS || isOverlooked) return [];
  const isClosed = age >= CLOSES_DAYS;
  if (!important) return [{ to: 'assessed', important }, ...(isClosed ? [{ to: 'closed' as const }] : [])];
  const reportableTo = ['Sponsor', 'Ethics committee'];
  const due: DeviationCommand[] = [{ to: 'assessed', important, reportableTo }, { to: 'reporting-due' }];
  return isClosed ? [...due, { to: 'reported' }, { to: 'closed', rootCause }] : due;
}
