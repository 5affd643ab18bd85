// The read side: deviations of a study, and one of them.
import { and, desc, eq, inArray } from 'drizzle-orm';
import { pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { type Act, requireMay, sitesInReach } from '#access';
import { Refusal, found } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import { pubSite } from '#network';
import type { monitoringContract } from './contract.ts';
import { canAssess } from './policy.ts';
import { deviationTransitions } from './rules.ts';
import { type DeviationRow, isStudyInReach } from './store.ts';
import { deviation } from './tables.ts';

type Routes = typeof monitoringContract;
export type DeviationView = AnswerOf<Routes['deviation']>;

const subject = pgSchema('subjects')
  .view('pub_subject', { id: uuid('id').notNull(), number: text('number').notNull() })
  .existing();

/** The deviations of a study at the sites where the actor may see them, newest first. */
export async function listDeviations(act: Act, studyId: string, query: QueryOf<Routes['deviations']>): Promise<DeviationView[]> {
  if (!(await isStudyInReach(act.tx, studyId))) throw new Refusal('not-found');
  requireMay(act, 'monitoring.view', { studyId });
  const sites = sitesInReach(act.actor, 'monitoring.view', studyId);
  const rows = await act.tx
    .select({ row: deviation, number: subject.number, siteName: pubSite.name, timeZone: pubSite.timeZone })
    .from(deviation)
    .innerJoin(subject, eq(subject.id, deviation.subjectId))
    .innerJoin(pubSite, eq(pubSite.id, deviation.siteId))
    .where(
      and(
        eq(deviation.studyId, studyId),
        sites === null ? undefined : inArray(deviation.siteId, [...sites]),
        query.siteId === undefined ? undefined : eq(deviation.siteId, query.siteId),
        query.subjectId === undefined ? undefined : eq(deviation.subjectId, query.subjectId),
        query.state === undefined ? undefined : eq(deviation.state, query.state),
      ),
    )
    .orderBy(desc(deviation.occurredOn), desc(deviation.id));
  return rows.map((one) => view(act, one));
}

/** One deviation. Refuses with 404 out of scope. */
export async function viewDeviation(act: Act, deviationId: string): Promise<DeviationView> {
  const row = await loadView(act, deviationId);
  requireMay(act, 'monitoring.view', row);
  return row;
}

/** A deviation as pages see it, for whoever just changed it. */
export async function loadView(act: Act, deviationId: string): Promise<DeviationView> {
  const [row] = await act.tx
    .select({ row: deviation, number: subject.number, siteName: pubSite.name, timeZone: pubSite.timeZone })
    .from(deviation)
    .innerJoin(subject, eq(subject.id, deviation.subjectId))
    .innerJoin(pubSite, eq(pubSite.id, deviation.siteId))
    .where(eq(deviation.id, deviationId));
  return view(act, found(row));
}

interface Placed {
  readonly row: DeviationRow;
  readonly number: string;
  readonly siteName: string;
  readonly timeZone: string;
}

function view(act: Act, { row, number: subjectNumber, siteName, timeZone }: Placed): DeviationView {
  const { correction: _, ...shown } = row;
  return {
    ...shown,
    subjectNumber,
    siteName,
    timeZone,
    occurredOn: row.occurredOn.toString(),
    createdAt: row.createdAt.toString(),
    next: [...deviationTransitions[row.state]],
    can: { assess: canAssess(act.actor, row) && deviationTransitions[row.state].length > 0 },
  };
}
