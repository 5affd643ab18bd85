// Where each indicator is read: the rows it counts and what it counts them over, as they stood on a day; one statement each.
import type { Act } from '#access';
import { ENTRY_DAYS, type IndicatorKey } from '../rules/indicators.ts';
import type { Count, Group } from '../rules/figures.ts';

/**
 * `$1` is the day of the look. `counted` selects record, record_id, subject_id, study_id, site_id, person_id, on_date, detail: one row for
 * each thing counted. `exposed` selects study_id, site_id, person_id, amount. The person is who recorded the visit, where one did.
 */
interface Source {
  readonly counted: string;
  readonly exposed: string;
}

const DONE = `visits.pub_visit v where v.actual_date <= $1`;
const VISIT = `'visit' as record, v.id as record_id, v.subject_id, v.study_id, v.site_id`;
const EACH_VISIT = `v.study_id, v.site_id, v.completed_by as person_id, 1.0 as amount`;
// A window that ended before the day asks for its visit, unless the visit was taken off the plan.
const DUE = `visits.pub_visit v where v.visit_definition_id is not null and v.latest < $1 and v.state not in ('cancelled', 'not-applicable')`;
const isRecorded = (by: string) => `coalesce(v.actual_date <= ${by}, false)`;
const ENTERED = `(v.occurred_at at time zone t.time_zone)::date`;
// Recorded here after it took place, or booked, past, and not recorded yet.
const TO_ENTER = `visits.pub_visit v join network.pub_site t on t.id = v.site_id
  where v.source = 'program' and (v.actual_date < $1::date - ${ENTRY_DAYS}
    or v.state in ('booked', 'confirmed', 'arrived', 'in-progress') and v.booked_for < $1::date - ${ENTRY_DAYS})`;

const endOf = (from: string) => `(select min(e.on_date) from subjects.pub_status_event e where e.subject_id = ${from}
  and e.to_status in ('screen-failure', 'completed', 'withdrawn', 'lost-to-follow-up', 'died', 'issued-in-error'))`;
const daysFrom = (start: string, subject: string) =>
  `greatest(0, least($1::date, coalesce(${endOf(subject)}, $1::date)) - ${start})::float8 as amount`;

const SUBJECT_DAYS = `select s.study_id, s.site_id, null::uuid as person_id, ${daysFrom('s.consented_on', 's.id')}
  from subjects.pub_subject s where s.consented_on <= $1 and s.status <> 'issued-in-error'`;
const EVENTS = `select 'adverse-event' as record, a.id as record_id, a.subject_id, a.study_id, a.site_id, null::uuid as person_id, a.known_on as on_date,
  case when a.serious then 'serious' end as detail from safety.pub_adverse_event a where a.known_on <= $1`;
const STEPS = `'subject' as record, e.subject_id as record_id, e.subject_id, e.study_id, e.site_id, null::uuid as person_id, e.on_date, e.to_status as detail
  from subjects.pub_status_event e`;
const ENROLLED = `subjects.pub_status_event n where n.to_status = 'enrolled' and n.on_date <= $1`;

const SOURCES: Readonly<Record<IndicatorKey, Source>> = {
  'out-of-window': {
    counted: `select ${VISIT}, v.completed_by as person_id, v.actual_date as on_date, v.out_by_days::text as detail from ${DONE} and v.out_by_days <> 0`,
    exposed: `select ${EACH_VISIT} from ${DONE} and v.out_by_days is not null`,
  },
  'missed-visits': {
    counted: `select ${VISIT}, null::uuid as person_id, v.latest as on_date, v.state as detail from ${DUE} and (v.state = 'missed' or not ${isRecorded('$1')})`,
    exposed: `select v.study_id, v.site_id, null::uuid as person_id, 1.0 as amount from ${DUE}`,
  },
  deviations: {
    counted: `select 'deviation' as record, d.id as record_id, d.subject_id, d.study_id, d.site_id, v.completed_by as person_id, d.occurred_on as on_date,
        d.category as detail from monitoring.deviation d left join visits.pub_visit v on v.id = d.visit_id where d.occurred_on <= $1 and d.state <> 'voided'`,
    exposed: `select ${EACH_VISIT} from ${DONE}`,
  },
  'screen-failures': {
    counted: `select ${STEPS} where e.to_status = 'screen-failure' and e.on_date <= $1`,
    exposed: `select e.study_id, e.site_id, null::uuid as person_id, 1.0 as amount from subjects.pub_status_event e
      where e.to_status in ('screen-failure', 'enrolled') and e.on_date <= $1`,
  },
  'adverse-events': { counted: EVENTS, exposed: SUBJECT_DAYS },
  'serious-events': { counted: `${EVENTS} and a.serious`, exposed: SUBJECT_DAYS },
  'late-entry': {
    counted: `select ${VISIT}, v.completed_by as person_id, coalesce(v.actual_date, v.booked_for) as on_date, (${ENTERED} - v.actual_date)::text as detail
      from ${TO_ENTER} and not coalesce(${ENTERED} <= v.actual_date + ${ENTRY_DAYS}, false)`,
    exposed: `select ${EACH_VISIT} from ${TO_ENTER}`,
  },
  withdrawals: {
    counted: `select ${STEPS} where e.to_status in ('withdrawn', 'lost-to-follow-up') and e.on_date <= $1
      and exists (select 1 from ${ENROLLED} and n.subject_id = e.subject_id)`,
    exposed: `select n.study_id, n.site_id, null::uuid as person_id, ${daysFrom('n.on_date', 'n.subject_id')} from ${ENROLLED}`,
  },
  'slow-enrolment': {
    counted: `select 'subject' as record, s.id as record_id, s.id as subject_id, s.study_id, s.site_id, null::uuid as person_id, s.consented_on as on_date,
        s.status as detail from subjects.pub_subject s where s.consented_on <= $1 and s.status <> 'issued-in-error'`,
    exposed: `select ss.study_id, ss.site_id, null::uuid as person_id, (least($1::date, coalesce(ss.enrolment_planned_to, $1::date)) - ss.opened_on)::float8 as amount
      from studies.pub_study_site ss where ss.opened_on < $1 and least($1::date, coalesce(ss.enrolment_planned_to, $1::date)) > ss.opened_on`,
  },
};

/** What every study recorded at every site within reach, up to and including the day `asOf` (`YYYY-MM-DD`), in a fixed order. */
export async function countsOf(act: Act, key: IndicatorKey, asOf: string): Promise<Count[]> {
  const { counted, exposed } = SOURCES[key];
  const { rows } = await act.tx.$client.query<Count>({
    name: `monitoring-counts-${key}`,
    text: `select b.study_id as "studyId", b.site_id as "siteId", b.person_id as "personId", sum(b.numerator)::integer as numerator,
        sum(b.denominator)::float8 as denominator
      from (select c.study_id, c.site_id, c.person_id, 1 as numerator, 0.0::float8 as denominator from (${counted}) c
        union all select e.study_id, e.site_id, e.person_id, 0, e.amount::float8 from (${exposed}) e) b
      group by 1, 2, 3 order by 1, 2, 3`,
    values: [asOf],
  });
  return rows;
}

/** Which rows to look at: of a group, from an offset on. */
export interface RowsRequest extends Group {
  readonly asOf: string;
  readonly limit: number;
  readonly offset: number;
}

/** A thing that an indicator counted. */
export interface CountedRow {
  readonly record: 'visit' | 'deviation' | 'adverse-event' | 'subject';
  readonly recordId: string;
  readonly subjectId: string;
  readonly subjectNumber: string;
  readonly studyId: string;
  readonly studyCode: string;
  readonly on: string | null;
  /** A code or a number of days, by indicator. */
  readonly detail: string | null;
}

/** The rows behind a group's numerator, the latest first, with how many there are in all. */
export async function rowsBehind(act: Act, key: IndicatorKey, at: RowsRequest): Promise<{ rows: CountedRow[]; count: number }> {
  const { rows } = await act.tx.$client.query<CountedRow & { count: number }>({
    name: `monitoring-rows-${key}`,
    text: `select c.record, c.record_id as "recordId", c.subject_id as "subjectId", s.number as "subjectNumber", c.study_id as "studyId", st.code as "studyCode",
        c.on_date::text as "on", c.detail, count(*) over ()::integer as count
      from (${SOURCES[key].counted}) c join subjects.pub_subject s on s.id = c.subject_id join studies.pub_study st on st.id = c.study_id
      where c.site_id = $2 and ($3::uuid is null or c.study_id = $3) and ($4::uuid is null or c.person_id = $4)
      order by c.on_date desc nulls last, c.record_id limit $5 offset $6`,
    values: [at.asOf, at.siteId, at.studyId, at.personId, at.limit, at.offset],
  });
  return { rows: rows.map(({ count: _, ...row }) => row), count: rows[0]?.count ?? 0 };
}

/** How long the visits of a group waited to be recorded, in days; those that wait on the day still do. */
export async function waitings(act: Act, group: Group, asOf: string): Promise<{ duration: number; ended: boolean }[]> {
  const { rows } = await act.tx.$client.query<{ duration: number; ended: boolean }>({
    name: 'monitoring-waitings',
    text: `select greatest(0, coalesce(${ENTERED}, $1::date) - coalesce(v.actual_date, v.booked_for))::integer as duration, v.actual_date is not null as ended
      from visits.pub_visit v join network.pub_site t on t.id = v.site_id
      where v.source = 'program' and v.site_id = $2 and ($3::uuid is null or v.study_id = $3) and ($4::uuid is null or v.completed_by = $4)
        and (v.actual_date <= $1 or v.state in ('booked', 'confirmed', 'arrived', 'in-progress') and v.booked_for <= $1)`,
    values: [asOf, group.siteId, group.studyId, group.personId],
  });
  return rows;
}
