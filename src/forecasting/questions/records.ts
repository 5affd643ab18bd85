// The records that forecasts are made from: study-sites with their steps and enrolments, and every start-up of the network in reach.
import type { Act } from '#access';
import type { StudySiteState } from '#studies/rules';
import { enrolmentDays, screeningCourses } from '#subjects';
import type { SiteRecord, StartUpRecord } from '../rules.ts';

interface PlaceRow extends Omit<SiteRecord, 'enrolledOn' | 'screenings'> {
  readonly studyId: string;
}

/** All study-sites in reach by study, and the network's start-ups among them. */
export interface NetworkRecords {
  readonly studies: ReadonlyMap<string, readonly SiteRecord[]>;
  readonly startUps: readonly StartUpRecord[];
}

const givenUp: readonly StudySiteState[] = ['declined', 'withdrawn', 'terminated'];

/** The records of everything in reach; three statements, however many studies. */
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
  const studies = new Map<string, SiteRecord[]>();
  for (const { studyId, ...row } of rows) {
    const record = { ...row, enrolledOn: days.get(row.studySiteId) ?? [], screenings: screenings.get(row.studySiteId) ?? [] };
    studies.set(studyId, [...(studies.get(studyId) ?? []), record]);
  }
  return { studies, startUps: rows.flatMap(startUpOf) };
}

function startUpOf({ selectedOn, openedOn, status, steps }: PlaceRow): StartUpRecord[] {
  if (selectedOn === null) return [];
  const ended = openedOn === null && givenUp.includes(status) ? (steps.find(({ to }) => givenUp.includes(to))?.on ?? null) : null;
  return [{ selectedOn, openedOn, endedOn: ended }];
}
