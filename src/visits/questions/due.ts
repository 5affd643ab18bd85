// What is late, due or soon due: at one study-site, or at all where the actor sees visits. One indexed statement finds the visits;
// the courses of their subjects say day numbers and what each is counted from.
import { eq } from 'drizzle-orm';
import { type Act, requireMay } from '#access';
import { type Temporal, addDays, dateInZone } from '#lib';
import { Refusal, found } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import { type PublishedStudySite, pubStudySite, studySiteById } from '#studies';
import { subjectsByIds } from '#subjects';
import type { visitsContract } from '../contract.ts';
import { canView } from '../policy.ts';
import type { VisitRow } from '../store.ts';
import { loadCourses } from './course.ts';
import { type Seen, seen, standingOf, viewVisit } from './view.ts';

type Routes = typeof visitsContract;
type DueLine = AnswerOf<Routes['dueList']>['items'][number];
type Counts = AnswerOf<Routes['dueList']>['counts'];

interface Place {
  readonly studySite: PublishedStudySite;
  readonly today: Temporal.PlainDate;
}

interface Asked {
  readonly aheadDays: number;
  readonly standing?: 'late' | 'due' | 'ahead' | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

// The day from which a visit is near: under way at once, else the first day of its window or the day it is booked for. Indexed.
const NEAR = `(case when v.state in ('arrived', 'in-progress') then '-infinity'::date else least(v.earliest, v.booked_for) end)`;
// The standing of a line; pages and the counts group by it.
const STANDING = `case when v.latest < p.today then 'late'
    when v.earliest > p.today and not v.rebook_needed and v.state not in ('arrived', 'in-progress') then 'ahead' else 'due' end`;
/** The statement; a test looks at its plan. */
export const DUE = `
  with near as materialized (
    select v.id, v.subject_id, coalesce(v.latest, v.booked_for, 'infinity'::date) as urgent, ${STANDING} as standing
    from unnest($1::uuid[], $2::date[], $3::date[]) as p (id, today, until)
    join visits.visit_occurrence v on v.study_site_id = p.id and ${NEAR} <= p.until and v.study_site_id = any($1) and ${NEAR} <= $8
      and v.state in ('planned', 'booked', 'confirmed', 'arrived', 'in-progress')
  ), part as (
    select n.id, n.subject_id, n.urgent, n.standing from near n
    where ($4::text is null or n.standing = $4) and ($5::date is null or (n.urgent, n.id) > ($5, $6::uuid))
    order by n.urgent, n.id limit $7
  )
  select (select json_build_object('late', count(*) filter (where n.standing = 'late'), 'due', count(*) filter (where n.standing = 'due'),
      'ahead', count(*) filter (where n.standing = 'ahead')) from near n) as counts,
    coalesce((select json_agg(json_build_object('id', p.id, 'subjectId', p.subject_id, 'urgent', p.urgent, 'standing', p.standing) order by p.urgent, p.id) from part p), '[]') as part`;

interface Near {
  readonly id: string;
  readonly subjectId: string;
  readonly urgent: string;
  readonly standing: DueLine['standing'];
}

/** Visits of one study-site, the most urgent first. */
export async function dueVisits(act: Act, studySiteId: string, { aheadDays }: QueryOf<Routes['due']>): Promise<AnswerOf<Routes['due']>> {
  const studySite = found(await studySiteById(act, studySiteId));
  requireMay(act, 'visits.view', studySite);
  const today = dateInZone(act.now, studySite.timeZone);
  const { items } = await dueAt(act, [{ studySite, today }], { aheadDays, limit: 10_000 });
  return { timeZone: studySite.timeZone, today: today.toString(), visits: items };
}

/** Visits of every study-site where the actor sees visits, the most urgent first, with counts of all that was asked for. */
export async function dueEverywhere(act: Act, query: QueryOf<Routes['dueList']>): Promise<AnswerOf<Routes['dueList']>> {
  const sites = await act.tx
    .select()
    .from(pubStudySite)
    .where(query.studyId === undefined ? undefined : eq(pubStudySite.studyId, query.studyId));
  const places = sites
    .filter((site) => canView(act.actor, site) && (query.siteId === undefined || site.siteId === query.siteId))
    .map((studySite) => ({ studySite, today: dateInZone(act.now, studySite.timeZone) }));
  return dueAt(act, places, query);
}

async function dueAt(act: Act, places: readonly Place[], asked: Asked): Promise<AnswerOf<Routes['dueList']>> {
  const [afterDate, afterId] = cursorOf(asked.after);
  const { rows } = await act.tx.$client.query<{ counts: Counts; part: Near[] }>({
    name: 'visits-due',
    text: DUE,
    values: [
      places.map(({ studySite }) => studySite.id),
      places.map(({ today }) => today.toString()),
      places.map(({ today }) => addDays(today, asked.aheadDays).toString()),
      asked.standing ?? null,
      afterDate,
      afterId,
      asked.limit + 1,
      // The last of the days, apart: a day that comes out of the list of sites would not lead the planner to the index.
      lastDay(places, asked.aheadDays),
    ],
  });
  const { counts, part } = found(rows[0]);
  const items = await linesOf(act, places, part.slice(0, asked.limit));
  const last = part[asked.limit - 1];
  return { counts, items, next: part.length > asked.limit && last ? `${last.urgent}_${last.id}` : null };
}

async function linesOf(act: Act, places: readonly Place[], part: readonly Near[]): Promise<DueLine[]> {
  const subjects = await subjectsByIds(act, [...new Set(part.map((near) => near.subjectId))]);
  const placeOf = new Map(places.map((place) => [place.studySite.id, place]));
  const lines = new Map<string, DueLine>();
  const standings = new Map(part.map((near) => [near.id, near.standing]));
  for (const course of await loadCourses(act, subjects)) {
    const place = found(placeOf.get(course.subject.studySiteId));
    const at = seen(course, place.today);
    for (const row of course.rows) {
      const standing = standings.get(row.id);
      if (standing) lines.set(row.id, { ...dueLine(act, at, place, row), standing });
    }
  }
  return part.flatMap((near) => lines.get(near.id) ?? []);
}

function dueLine(act: Act, at: Seen, { studySite, today }: Place, row: VisitRow): Omit<DueLine, 'standing'> {
  const { id, standing: _, standingText, can, ...view } = viewVisit(act, at, row);
  return {
    ...view,
    visitId: id,
    subjectNumber: at.course.subject.number,
    studyCode: studySite.studyCode,
    siteNumber: studySite.number,
    siteName: studySite.siteName,
    timeZone: studySite.timeZone,
    today: today.toString(),
    standingText: standingText ?? 'under way',
    lateByDays: standingOf(row, today).lateByDays,
    can,
  };
}

function cursorOf(after: string | undefined): [string | null, string | null] {
  if (after === undefined) return [null, null];
  const match = /^(\d{4}-\d{2}-\d{2}|infinity)_([0-9a-f-]{36})$/.exec(after);
  if (!match) throw new Refusal('page-unknown', { field: 'after' });
  return [match[1] ?? null, match[2] ?? null];
}

function lastDay(places: readonly Place[], aheadDays: number): string {
  const days = places.map(({ today }) => addDays(today, aheadDays).toString()).sort();
  return days.at(-1) ?? '0001-01-01';
}
