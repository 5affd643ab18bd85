// Visits of study-sites counted: in their windows, missed, overdue, by month, and what comes week by week. One statement each.
import type { Act } from '#access';
import { type Temporal, dateInZone } from '#lib';
import type { PublishedStudySite } from '#studies';
import { canView } from '../policy.ts';
import type { JudgedVisits } from '../rules.ts';

/** Counts of one study-site. Recent: the last days asked for; before: as many days before those. */
export interface SiteCompliance {
  readonly studySiteId: string;
  /** Every visit that took place, unscheduled ones included. */
  readonly done: number;
  readonly judged: JudgedVisits;
  readonly recent: JudgedVisits;
  readonly before: JudgedVisits;
  /** Visits still open after their window has ended, and how many days the oldest of them has waited. */
  readonly overdue: number;
  readonly oldestDays: number | null;
}

/** Judged visits of a study-site in a month, `YYYY-MM`. */
export interface MonthOfCompliance extends JudgedVisits {
  readonly studySiteId: string;
  readonly month: string;
}

/** Open visits of a study-site in the week that begins on `monday`, by the day booked, else aimed at. */
export interface WeekOfVisits {
  readonly studySiteId: string;
  readonly monday: string;
  readonly visits: number;
}

// A visit is judged by its window once: on the day it took place, or on the last day of a window in which it was missed.
const JUDGED = `
  select v.study_site_id as id, p.today, coalesce(v.actual_date, v.latest, v.earliest) as on_date, v.state = 'missed' as missed, v.out_by_days = 0 as inside
  from unnest($1::uuid[], $2::date[]) as p (id, today)
  join visits.visit_occurrence v on v.study_site_id = p.id and v.repeat_no = 0 and v.excluded_reason is null
    and (v.state in ('completed', 'partially-completed') and v.out_by_days is not null or v.state = 'missed')`;

const counts = (where: string) => `json_build_object('completed', count(*) filter (where ${where} and not j.missed),
  'inWindow', count(*) filter (where ${where} and not j.missed and j.inside), 'missed', count(*) filter (where ${where} and j.missed))`;

const OPEN = `('planned', 'booked', 'confirmed', 'arrived', 'in-progress')`;

/** Counts of study-sites where the actor sees visits; `trendDays` is the length of each of the two stretches compared. */
export async function complianceOfSites(
  act: Act,
  sites: readonly PublishedStudySite[],
  trendDays: number,
): Promise<ReadonlyMap<string, SiteCompliance>> {
  const { rows } = await act.tx.$client.query<SiteCompliance>({
    name: 'visits-compliance',
    text: `with judged as (${JUDGED}),
      by_window as (
        select j.id, ${counts('true')} as whole, ${counts('j.on_date > j.today - $3::integer')} as recent,
          ${counts('j.on_date > j.today - 2 * $3::integer and j.on_date <= j.today - $3::integer')} as before
        from judged j group by j.id),
      by_state as (
        select p.id, count(*) filter (where v.state in ('completed', 'partially-completed'))::integer as done,
          count(*) filter (where v.state in ${OPEN} and v.latest < p.today)::integer as overdue,
          p.today - min(v.latest) filter (where v.state in ${OPEN} and v.latest < p.today) as oldest
        from unnest($1::uuid[], $2::date[]) as p (id, today) join visits.visit_occurrence v on v.study_site_id = p.id group by p.id, p.today)
      select s.id as "studySiteId", s.done, s.overdue, s.oldest as "oldestDays", coalesce(w.whole, $4::json) as judged,
        coalesce(w.recent, $4::json) as recent, coalesce(w.before, $4::json) as before
      from by_state s left join by_window w on w.id = s.id`,
    values: [...placed(act, sites), trendDays, JSON.stringify({ completed: 0, inWindow: 0, missed: 0 })],
  });
  return new Map(rows.map((row) => [row.studySiteId, row]));
}

/** Judged visits by month. */
export async function complianceByMonth(act: Act, sites: readonly PublishedStudySite[]): Promise<readonly MonthOfCompliance[]> {
  const { rows } = await act.tx.$client.query<MonthOfCompliance>({
    name: 'visits-compliance-months',
    text: `with judged as (${JUDGED})
      select j.id as "studySiteId", to_char(j.on_date, 'YYYY-MM') as month, count(*) filter (where not j.missed)::integer as completed,
        count(*) filter (where not j.missed and j.inside)::integer as "inWindow", count(*) filter (where j.missed)::integer as missed
      from judged j where j.on_date is not null group by j.id, month order by month`,
    values: placed(act, sites),
  });
  return rows;
}

/** Open visits of the weeks from that of `from` on, `weeks` of them; what is overdue stands in no week. */
export async function visitsByWeek(
  act: Act,
  sites: readonly PublishedStudySite[],
  from: Temporal.PlainDate,
  weeks: number,
): Promise<readonly WeekOfVisits[]> {
  const { rows } = await act.tx.$client.query<WeekOfVisits>({
    name: 'visits-by-week',
    text: `select v.study_site_id as "studySiteId", to_char(date_trunc('week', coalesce(v.booked_for, v.target, v.earliest)::timestamp), 'YYYY-MM-DD') as monday,
        count(*)::integer as visits
      from visits.visit_occurrence v
      where v.study_site_id = any($1::uuid[]) and v.state in ${OPEN} and (v.latest is null or v.latest >= $2::date)
        and coalesce(v.booked_for, v.target, v.earliest) >= date_trunc('week', $2::timestamp)
        and coalesce(v.booked_for, v.target, v.earliest) < date_trunc('week', $2::timestamp) + $3::integer * interval '7 days'
      group by v.study_site_id, monday order by monday`,
    values: [placed(act, sites)[0], from.toString(), weeks],
  });
  return rows;
}

function placed(act: Act, sites: readonly PublishedStudySite[]): [string[], string[]] {
  const seen = sites.filter((site) => canView(act.actor, site));
  return [seen.map(({ id }) => id), seen.map(({ timeZone }) => dateInZone(act.now, timeZone).toString())];
}
