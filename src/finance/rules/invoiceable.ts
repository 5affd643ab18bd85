// Invoiceables (BR-11): what the contract pays beside the visits, when it happens, and until when it must be invoiced.
import { type Temporal, addDays, daysBetween } from '#lib';
import { UNSCHEDULED } from '#visits/rules';
import type { ContractVersion, PricedTerm } from './contract-version.ts';

/** What happens at a visit: one that the schedule does not plan, a procedure there, or a procedure paid beside a planned visit. */
export const visitTriggers = ['unscheduled-visit', 'unscheduled-procedure', 'conditional-procedure'] as const;
/** What happens to a participant apart from visits; the first is told when its first report goes out, the others are recorded by hand. */
export const eventTriggers = ['sae', 're-consent', 're-screen', 'other'] as const;
export const triggers = [...visitTriggers, ...eventTriggers] as const;

export type EventTrigger = (typeof eventTriggers)[number];
export type Trigger = (typeof triggers)[number];

/** Whether the trigger is about one procedure. */
export function isOfProcedure(trigger: Trigger): boolean {
  return trigger === 'unscheduled-procedure' || trigger === 'conditional-procedure';
}

/** The price of something that need not happen. */
export interface InvoiceableTerm extends PricedTerm {
  readonly label: string;
  readonly trigger: Trigger;
  /** The procedure; null where the trigger is of none. */
  readonly activityKey: string | null;
  /** Days after the service within which it must be invoiced; null: no window. */
  readonly submitWithinDays: number | null;
  /** How often it is paid for one participant; null: as often as it happens. */
  readonly maxPerSubject: number | null;
  /** How often it is paid at one site; null: as often as it happens. */
  readonly maxPerSite: number | null;
  /** How much of it is paid at one site in all, gross; the last one is cut to what is left. Null: as much as it comes to. */
  readonly maxMinorPerSite: bigint | null;
}

/** What of a visit triggers. */
export interface TriggeringVisit {
  readonly visitKey: string;
  readonly activities: readonly { readonly key: string; readonly done: boolean }[];
}

/** The invoiceables that a visit that took place triggers, in the order of the contract. */
export function triggeredBy(visit: TriggeringVisit, version: ContractVersion): InvoiceableTerm[] {
  const isUnscheduled = visit.visitKey === UNSCHEDULED;
  const isDone = (term: InvoiceableTerm) => visit.activities.some(({ key, done }) => done && key === term.activityKey);
  return version.invoiceables.filter((term) => {
    if (term.trigger === 'unscheduled-visit') return isUnscheduled;
    if (term.trigger === 'unscheduled-procedure') return isUnscheduled && isDone(term);
    return term.trigger === 'conditional-procedure' && !isUnscheduled && isDone(term);
  });
}

/** The procedures that are paid beside planned visits: not doing one leaves the visit whole. */
export function conditionalActivities(version: ContractVersion): ReadonlySet<string> {
  return new Set(version.invoiceables.flatMap((term) => (term.trigger === 'conditional-procedure' ? (term.activityKey ?? []) : [])));
}

/** How much of a submission window may go by before it is told that the item is not invoiced yet, in percent (BR-11). */
export const WINDOW_WARNINGS_PERCENT = { halfGone: 50, nearlyGone: 80 } as const;

/** How a submission window stands: told of when half and four fifths of it are gone, and when all of it is. */
export const submissionStandings = ['open', 'half-gone', 'nearly-gone', 'over'] as const;
export type SubmissionStanding = (typeof submissionStandings)[number];

/** What is told of a window. */
export type WindowStage = Exclude<SubmissionStanding, 'open'>;

/** The last day on which a service may be invoiced, and how its window stands on a day; null without a window. */
export function submission(
  serviceDate: Temporal.PlainDate,
  withinDays: number | null,
  today: Temporal.PlainDate,
): { readonly by: Temporal.PlainDate; readonly standing: SubmissionStanding } | null {
  if (withinDays === null) return null;
  const by = addDays(serviceDate, withinDays);
  const gone = daysBetween(serviceDate, today);
  const isPast = (percent: number) => gone * 100 >= withinDays * percent;
  if (gone > withinDays) return { by, standing: 'over' };
  if (isPast(WINDOW_WARNINGS_PERCENT.nearlyGone)) return { by, standing: 'nearly-gone' };
  return { by, standing: isPast(WINDOW_WARNINGS_PERCENT.halfGone) ? 'half-gone' : 'open' };
}
