// The records that forecasts are made from: study-sites with their steps and enrolments, and every start-up of the network.
import type { Act } from '#access';
import { type ValuesFrom, valuesOverTime } from '#audit';
import { startUpsOfNetwork } from '#studies';
import { enrolmentDays, screeningCourses } from '#subjects';
import type { PlanRecord, SiteRecord, StartUpRecord } from '../rules.ts';

interface PlaceRow extends Omit<SiteRecord, 'enrolledOn' | 'screenings' | 'plans'> {
  readonly studyId: string;
  readonly target: number | null;
  readonly plannedTo: string | null;
}

/** All study-sites in reach by study, and the start-ups of the whole network, which have no names. */
export interface NetworkRecords {
  readonly studies: ReadonlyMap<string, readonly SiteRecord[]>;
  readonly startUps: readonly StartUpRecord[];
}

/** The records of everything in reach; five statements, however many studies. */
export async function networkRecords(act: Act): Promise<NetworkRecords> {
  const { rows } = await act.tx.$client.query<PlaceRow>({
    name: 'forecasting-places',
    text: `select ss.id as "studySiteId", ss.study_id as "studyId", ss.site_id as "siteId", ss.number, ss.site_name as name, ss.status, ss.target_enrolment as target,
        ss.selected_on::text as "selectedOn", ss.opened_on::text as "openedOn", ss.enrolment_planned_to::text as "plannedTo",
        coalesce((select json_agg(json_build_object('from', p.from_status, 'to', p.to_status, 'on', p.on_date) order by p.recorded_at, p.id)
          from studies.pub_study_site_step p where p.study_site_id = ss.id), '[]') as steps
      from studies.pub_study_site ss order by ss.study_code, ss.number`,
  });
  const places = rows.map(({ studySiteId: id, studyId, siteId }) => ({ id, studyId, siteId }));
  const days = await enrolmentDays(act, places);
  const screenings = await screeningCourses(act, places);
  const planned = await valuesOverTime(
    act,
    'studies.study_site',
    places.map(({ id }) => id),
    ['target_enrolment', 'enrolment_planned_to'],
  );
  const studies = new Map<string, SiteRecord[]>();
  for (const { studyId, target, plannedTo, ...row } of rows) {
    const plans = plansOf(planned.get(row.studySiteId) ?? [], { from: dayOf(act.now), target, plannedTo });
    const record = { ...row, plans, enrolledOn: days.get(row.studySiteId) ?? [], screenings: screenings.get(row.studySiteId) ?? [] };
    studies.set(studyId, [...(studies.get(studyId) ?? []), record]);
  }
  return { studies, startUps: await startUpsOfNetwork(act) };
}

const dayOf = (at: { toString: () => string }) => at.toString().slice(0, 10);

// The last one of a day is that day's. The trail's clock may be ahead of the network's: nothing is planned after today. The record itself has the
// last word, and speaks alone where the trail has lost its beginning.
function plansOf(values: readonly ValuesFrom[], now: PlanRecord): readonly PlanRecord[] {
  const told = values.map(({ from, values: said }) => ({
    from: dayOf(from) < now.from ? dayOf(from) : now.from,
    target: typeof said['target_enrolment'] === 'number' ? said['target_enrolment'] : null,
    plannedTo: typeof said['enrolment_planned_to'] === 'string' ? said['enrolment_planned_to'] : null,
  }));
  const last = told.at(-1);
  return last && last.target === now.target && last.plannedTo === now.plannedTo ? told : [...told, now];
}
