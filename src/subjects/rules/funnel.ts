// The enrolment funnel: how far the subjects of each site came.
import type { SubjectState } from './lifecycle.ts';
import { type SubjectStep, milestoneDates } from './transition.ts';

export interface FunnelCounts {
  readonly screened: number;
  readonly screenFailure: number;
  readonly randomised: number;
  readonly treated: number;
  readonly completed: number;
  readonly discontinued: number;
  readonly ongoing: number;
}

const endings: readonly SubjectState[] = ['treatment-discontinued', 'withdrawn', 'lost-to-follow-up', 'died'];

/**
 * Counts of one group. Screened means consented; numbers issued in error count nowhere.
 * Every treated subject is exactly one of completed, discontinued (left treatment or the study early) and ongoing.
 */
export function funnelCounts(histories: readonly (readonly SubjectStep[])[]): FunnelCounts {
  const registered = histories.filter((steps) => steps.length > 0 && !steps.some((step) => step.to === 'issued-in-error'));
  const reached = (steps: readonly SubjectStep[], state: SubjectState) => steps.some((step) => step.to === state);
  const treated = registered.filter((steps) => milestoneDates(steps)['first-dose'] !== undefined);
  const discontinued = treated.filter((steps) => endings.some((state) => reached(steps, state))).length;
  const completed = treated.filter((steps) => reached(steps, 'completed') && !endings.some((state) => reached(steps, state))).length;
  return {
    screened: registered.length,
    screenFailure: registered.filter((steps) => reached(steps, 'screen-failure')).length,
    randomised: registered.filter((steps) => reached(steps, 'enrolled')).length,
    treated: treated.length,
    completed,
    discontinued,
    ongoing: treated.length - completed - discontinued,
  };
}

/** The funnel of each site, sites in the order of their first subject. */
export function funnelBySite(
  subjects: readonly { readonly site: string; readonly history: readonly SubjectStep[] }[],
): Map<string, FunnelCounts> {
  const histories = new Map<string, (readonly SubjectStep[])[]>();
  for (const { site, history } of subjects) histories.set(site, [...(histories.get(site) ?? []), history]);
  return new Map([...histories].map(([site, list]) => [site, funnelCounts(list)]));
}
