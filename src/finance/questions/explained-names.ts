// What the visits and procedures of an explanation are called: it keeps their keys, and people read names.
import type { Act } from '#access';
import type { AnswerOf } from '#platform/contract';
import type { financeContract } from '../contract.ts';
import { followedSchedules } from './planned-visits.ts';

type Why = AnswerOf<(typeof financeContract)['line']>;

/** Whose line it is. */
interface OfSubject {
  readonly studyId: string;
  readonly siteId: string;
  readonly subjectId: string;
  readonly visitId: string | null;
}

/** Names by key: visits as the participant's own are called, procedures as the schedules of the site call them. What has no name is left out. */
export async function namesIn(act: Act, why: Why['why'], at: OfSubject): Promise<Why['names']> {
  const [visits, activities] = keysIn(why);
  return {
    visits: visits.length === 0 ? {} : await visitNames(act, visits, at),
    activities: activities.length === 0 ? {} : await activityNames(act, activities, at),
  };
}

function keysIn({ inputs, steps }: Why['why']): [visits: string[], activities: string[]] {
  const visits = new Set(inputs.visitKey === undefined ? [] : [inputs.visitKey]);
  const activities = new Set(inputs.activityKey === undefined ? [] : [inputs.activityKey]);
  for (const step of steps) {
    if (step.kind === 'visits-replaced') for (const { visitKey } of step.visits) visits.add(visitKey);
    if (step.kind === 'flat-fee') for (const visitKey of step.visitKeys) visits.add(visitKey);
    if (step.kind === 'direct' && step.partly?.kind === 'pro-rata')
      for (const { activityKey } of step.partly.parts) activities.add(activityKey);
  }
  return [[...visits], [...activities]];
}

async function visitNames(act: Act, keys: readonly string[], { subjectId, visitId }: OfSubject): Promise<Record<string, string>> {
  const { rows } = await act.tx.$client.query<{ key: string; name: string }>({
    name: 'finance-explained-visits',
    // The visit of the line before others of its key.
    text: `select distinct on (v.visit_key) v.visit_key as key, v.name from visits.pub_visit v where v.subject_id = $1 and v.visit_key = any($2)
      order by v.visit_key, v.id is not distinct from $3::uuid desc, v.cycle, v.repeat_no`,
    values: [subjectId, [...keys], visitId],
  });
  return Object.fromEntries(rows.map(({ key, name }) => [key, name]));
}

async function activityNames(act: Act, keys: readonly string[], at: OfSubject): Promise<Record<string, string>> {
  const planned = (await followedSchedules(act, at)).flatMap(({ visits }) => visits.flatMap(({ activities }) => activities));
  return Object.fromEntries(planned.filter(({ key }) => keys.includes(key)).map(({ key, name }) => [key, name]));
}
