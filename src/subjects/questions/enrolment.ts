// How many were consented, enrolled and failed at study-sites: in all, lately and before, by month, and why screening failed.
import type { Act } from '#access';
import { dateInZone } from '#lib';
import type { PublishedStudySite } from '#studies';
import { canSeeReasons, canView } from '../policy.ts';
import type { SubjectState } from '../rules.ts';

const IN_SCREENING: readonly SubjectState[] = ['consented', 'in-screening', 'eligible'];
const GONE: readonly SubjectState[] = ['screen-failure', 'withdrawn', 'lost-to-follow-up', 'died'];

/** Counts of one study-site. Recent: the last days asked for; before: as many days before those. */
export interface SiteEnrolment {
  readonly studySiteId: string;
  readonly screened: number;
  readonly enrolled: number;
  readonly failed: number;
  readonly recent: number;
  readonly before: number;
  readonly screenedRecent: number;
  readonly screenedBefore: number;
}

/** What happened at a study-site in a month, `YYYY-MM`. */
export interface MonthOfEnrolment {
  readonly studySiteId: string;
  readonly month: string;
  readonly screened: number;
  readonly enrolled: number;
  readonly failed: number;
}

// The first day on which each subject reached a state; numbers issued in error count nowhere.
const REACHED = `
  select p.id, p.today, s.consented_on, e.enrolled, e.enrolled_on, e.failed, e.failed_on
  from unnest($1::uuid[], $2::date[]) as p (id, today)
  join subjects.subject s on s.study_site_id = p.id and s.status <> 'issued-in-error'
  cross join lateral (select coalesce(bool_or(e.to_status = 'enrolled'), false) as enrolled, min(e.on_date) filter (where e.to_status = 'enrolled') as enrolled_on,
      coalesce(bool_or(e.to_status = 'screen-failure'), false) as failed, min(e.on_date) filter (where e.to_status = 'screen-failure') as failed_on
    from subjects.status_event e where e.subject_id = s.id) e`;

/** Counts of study-sites with participants, where the actor may see them; `trendDays` is the length of each of the two stretches compared. */
export async function enrolmentOfSites(
  act: Act,
  sites: readonly PublishedStudySite[],
  trendDays: number,
): Promise<ReadonlyMap<string, SiteEnrolment>> {
  const { rows } = await act.tx.$client.query<SiteEnrolment>({
    name: 'subjects-enrolment',
    text: `with reached as (${REACHED})
      select r.id as "studySiteId", count(*)::integer as screened, count(*) filter (where r.enrolled)::integer as enrolled,
        count(*) filter (where r.failed)::integer as failed,
        count(*) filter (where r.enrolled_on > r.today - $3::integer)::integer as recent,
        count(*) filter (where r.enrolled_on > r.today - 2 * $3::integer and r.enrolled_on <= r.today - $3::integer)::integer as before,
        count(*) filter (where r.consented_on > r.today - $3::integer)::integer as "screenedRecent",
        count(*) filter (where r.consented_on > r.today - 2 * $3::integer and r.consented_on <= r.today - $3::integer)::integer as "screenedBefore"
      from reached r group by r.id`,
    values: [...placed(act, sites), trendDays],
  });
  return new Map(rows.map((row) => [row.studySiteId, row]));
}

/** The same counts by month; what has no date stands in no month. */
export async function enrolmentByMonth(act: Act, sites: readonly PublishedStudySite[]): Promise<readonly MonthOfEnrolment[]> {
  const { rows } = await act.tx.$client.query<MonthOfEnrolment>({
    name: 'subjects-enrolment-months',
    text: `with reached as (${REACHED}),
      dated as (
        select r.id, r.consented_on as on_date, 1 as screened, 0 as enrolled, 0 as failed from reached r where r.consented_on is not null
        union all select r.id, r.enrolled_on, 0, 1, 0 from reached r where r.enrolled_on is not null
        union all select r.id, r.failed_on, 0, 0, 1 from reached r where r.failed_on is not null)
      select d.id as "studySiteId", to_char(d.on_date, 'YYYY-MM') as month, sum(d.screened)::integer as screened, sum(d.enrolled)::integer as enrolled,
        sum(d.failed)::integer as failed
      from dated d group by d.id, month order by month`,
    values: placed(act, sites),
  });
  return rows;
}

/** The days on which participants were enrolled at study-sites, in order; sites where the actor may not see them are absent. */
export async function enrolmentDays(
  act: Act,
  sites: readonly Pick<PublishedStudySite, 'id' | 'siteId' | 'studyId'>[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await act.tx.$client.query<{ studySiteId: string; days: string[] }>({
    name: 'subjects-enrolment-days',
    text: `select d.study_site_id as "studySiteId", array_agg(d.enrolled_on::text order by d.enrolled_on) as days
      from (select s.study_site_id, min(e.on_date) as enrolled_on from subjects.subject s join subjects.status_event e on e.subject_id = s.id
        where s.study_site_id = any($1::uuid[]) and s.status <> 'issued-in-error' and e.to_status = 'enrolled' group by s.id, s.study_site_id) d
      where d.enrolled_on is not null group by d.study_site_id`,
    values: [sites.filter((site) => canView(act.actor, site)).map(({ id }) => id)],
  });
  return new Map(rows.map(({ studySiteId, days }) => [studySiteId, days]));
}

/** One participant's way through screening; days as `YYYY-MM-DD`, null where nobody wrote them down. */
export interface ScreeningCourse {
  readonly consentedOn: string | null;
  /** Enrolled, or gone without that: failed, withdrawn, lost or died. Null while in screening. */
  readonly outcome: 'enrolled' | 'gone' | null;
  readonly endedOn: string | null;
}

/** The ways through screening at study-sites; sites where the actor may not see them, and those without participants, are absent. */
export async function screeningCourses(
  act: Act,
  sites: readonly Pick<PublishedStudySite, 'id' | 'siteId' | 'studyId'>[],
): Promise<ReadonlyMap<string, readonly ScreeningCourse[]>> {
  const { rows } = await act.tx.$client.query<{ studySiteId: string; courses: ScreeningCourse[] }>({
    name: 'subjects-screening-courses',
    text: `select s.study_site_id as "studySiteId", json_agg(json_build_object('consentedOn', s.consented_on, 'outcome', e.outcome,
          'endedOn', case e.outcome when 'enrolled' then e.enrolled_on else e.gone_on end) order by s.consented_on, s.id) as courses
      from subjects.subject s cross join lateral (
        select min(e.on_date) filter (where e.to_status = 'enrolled') as enrolled_on, min(e.on_date) filter (where e.to_status = any($2::text[])) as gone_on,
          case when bool_or(e.to_status = 'enrolled') then 'enrolled' when bool_or(e.to_status = any($2::text[])) then 'gone' end as outcome
        from subjects.status_event e where e.subject_id = s.id) e
      where s.study_site_id = any($1::uuid[]) and s.status <> 'issued-in-error' and (e.outcome is not null or s.status = any($3::text[]))
      group by s.study_site_id`,
    values: [sites.filter((site) => canView(act.actor, site)).map(({ id }) => id), GONE, IN_SCREENING],
  });
  return new Map(rows.map(({ studySiteId, courses }) => [studySiteId, courses]));
}

/** Why screening failed, in the words that were given, the most frequent first; only where the actor may see reasons. */
export async function failureReasons(
  act: Act,
  sites: readonly PublishedStudySite[],
): Promise<readonly { reason: string | null; count: number }[]> {
  const { rows } = await act.tx.$client.query<{ reason: string | null; count: number }>({
    name: 'subjects-failure-reasons',
    text: `select e.reason, count(*)::integer as count from subjects.subject s join subjects.status_event e on e.subject_id = s.id and e.to_status = 'screen-failure'
      where s.study_site_id = any($1::uuid[]) and s.status <> 'issued-in-error' group by e.reason order by count(*) desc, e.reason limit 50`,
    values: [sites.filter((site) => canSeeReasons(act.actor, site)).map(({ id }) => id)],
  });
  return rows;
}

function placed(act: Act, sites: readonly PublishedStudySite[]): [string[], string[]] {
  const seen = sites.filter((site) => canView(act.actor, site));
  return [seen.map(({ id }) => id), seen.map(({ timeZone }) => dateInZone(act.now, timeZone).toString())];
}
