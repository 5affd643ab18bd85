// The read side: adverse events of a subject and of a study-site, and one of them.
import { type SQL, desc, eq, and } from 'drizzle-orm';
import { type Act, requireMay } from '#access';
import { found, together } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import { pubStudySite, studySiteById } from '#studies';
import { pubSubject, subjectById } from '#subjects';
import type { safetyContract } from './contract.ts';
import { canJudge, canRecord } from './policy.ts';
import { isReportOutdated, isResolved, reportedContent, saeClock } from './rules.ts';
import { type EventRow, type ReportRow, loadEvent, loadReports } from './store.ts';
import { adverseEvent } from './tables.ts';

type Routes = typeof safetyContract;
export type EventView = AnswerOf<Routes['adverseEvent']>;

/** The events of a subject in scope. */
export async function listOfSubject(act: Act, subjectId: string): Promise<AnswerOf<Routes['ofSubject']>> {
  const subject = found(await subjectById(act, subjectId));
  requireMay(act, 'safety.view', subject);
  const { timeZone } = found(await studySiteById(act, subject.studySiteId));
  const events = await viewsWhere(act, eq(adverseEvent.subjectId, subjectId));
  return { timeZone, now: act.now.toString(), events, can: { record: canRecord(act.actor, subject) } };
}

/** The events of a study-site in scope. */
export async function listOfStudySite(act: Act, studySiteId: string, query: QueryOf<Routes['ofStudySite']>): Promise<EventView[]> {
  const studySite = found(await studySiteById(act, studySiteId));
  requireMay(act, 'safety.view', studySite);
  const serious = query.serious === undefined ? undefined : eq(adverseEvent.serious, query.serious === 'true');
  const views = await viewsWhere(act, and(eq(adverseEvent.studySiteId, studySiteId), serious));
  const isRunning = (view: EventView) => view.clock !== null && view.clock.sentAt === null;
  return [
    ...views.filter(isRunning).sort((a, b) => (a.clock?.minutesLeft ?? 0) - (b.clock?.minutesLeft ?? 0)),
    ...views.filter((view) => !isRunning(view)),
  ];
}

/** One event. Refuses with 404 out of scope. */
export async function viewEvent(act: Act, adverseEventId: string): Promise<EventView> {
  const view = await loadView(act, adverseEventId);
  requireMay(act, 'safety.view', view);
  return view;
}

/** An event as pages see it, for whoever just changed it. */
export async function loadView(act: Act, adverseEventId: string): Promise<EventView> {
  const row = found(await loadEvent(act.tx, adverseEventId));
  const [subject, studySite, reports] = await together(
    subjectById(act, row.subjectId),
    studySiteById(act, row.studySiteId),
    loadReports(act.tx, row.serious === true ? [row.id] : []),
  );
  return view(act, row, { number: found(subject).number, timeZone: found(studySite).timeZone, reports });
}

async function viewsWhere(act: Act, where: SQL | undefined): Promise<EventView[]> {
  const rows = await act.tx
    .select({ row: adverseEvent, number: pubSubject.number, timeZone: pubStudySite.timeZone })
    .from(adverseEvent)
    .innerJoin(pubSubject, eq(pubSubject.id, adverseEvent.subjectId))
    .innerJoin(pubStudySite, eq(pubStudySite.id, adverseEvent.studySiteId))
    .where(where)
    .orderBy(desc(adverseEvent.startedOn), desc(adverseEvent.id));
  const reports = new Map<string, ReportRow[]>();
  const serious = rows.filter(({ row }) => row.serious).map(({ row }) => row.id);
  for (const report of await loadReports(act.tx, serious))
    reports.set(report.adverseEventId, [...(reports.get(report.adverseEventId) ?? []), report]);
  return rows.map(({ row, number, timeZone }) => view(act, row, { number, timeZone, reports: reports.get(row.id) ?? [] }));
}

interface Beside {
  readonly number: string;
  readonly timeZone: string;
  readonly reports: readonly ReportRow[];
}

function view(act: Act, row: EventRow, { number, timeZone, reports }: Beside): EventView {
  const { judgedBy: _, sourceRef: __, ...shown } = row;
  const last = reports.at(-1);
  const mayRecord = canRecord(act.actor, row);
  return {
    ...shown,
    subjectNumber: number,
    timeZone,
    judgedAt: row.judgedAt?.toString() ?? null,
    awareAt: row.awareAt?.toString() ?? null,
    seriousAwareAt: row.seriousAwareAt?.toString() ?? null,
    createdAt: row.createdAt.toString(),
    clock: clockOf(act, row, reports[0]),
    reports: reports.map(({ number: ordinal, sentAt, sentTo }) => ({ number: ordinal, sentAt: sentAt.toString(), sentTo })),
    followUpDue: last !== undefined && isReportOutdated(last.content, reportedContent(row)),
    can: {
      amend: mayRecord && row.source === 'program',
      resolve: mayRecord && row.source === 'program' && !isResolved(row.outcome),
      judge: canJudge(act.actor, row) && row.source === 'program',
      report: mayRecord && row.source === 'program' && row.serious === true,
    },
  };
}

function clockOf(act: Act, row: EventRow, first: ReportRow | undefined): EventView['clock'] {
  if (!row.serious || row.seriousAwareAt === null) return null;
  const { startedAt, dueAt, sentAt, minutesLeft, standing } = saeClock(row.seriousAwareAt, first?.sentAt ?? null, act.now);
  return { startedAt: startedAt.toString(), dueAt: dueAt.toString(), sentAt: sentAt?.toString() ?? null, minutesLeft, standing };
}
