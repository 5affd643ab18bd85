// The investigator's judgement of causality, and the report that stops the clock.
import type { Act } from '#access';
import { Temporal, dateInZone } from '#lib';
import { found, must } from '#platform';
import type { BodyOf } from '#platform/contract';
import { studySiteById } from '#studies';
import { type safetyContract, saeReported } from '../contract.ts';
import { type EventView, loadView } from '../questions.ts';
import { decideCausality, decideReport, reportedContent, saeClock } from '../rules.ts';
import * as store from '../store.ts';
import { change, eventFor, write } from './record.ts';

type Routes = typeof safetyContract;

/** Keeps the investigator's judgement with name and time. Another judgement than the one before says why. */
export async function judgeCausality(act: Act, adverseEventId: string, version: number, body: BodyOf<Routes['judge']>): Promise<EventView> {
  const row = await eventFor(act, adverseEventId, version, 'safety.judge');
  const { causality, reason } = must(decideCausality(row.causality, body.causality, body.reason));
  const judge = { judgedBy: act.actor.id, judgedByName: act.actor.name, judgedAt: act.now };
  return change(act, row, { causality, causalityReason: reason, ...judge });
}

/** Keeps that a report was sent and what it said; the first one stops the clock, and being late is told. */
export async function reportEvent(act: Act, adverseEventId: string, version: number, body: BodyOf<Routes['report']>): Promise<EventView> {
  const row = await eventFor(act, adverseEventId, version, 'safety.record');
  const before = (await store.loadReports(act.tx, [row.id])).at(-1);
  const sentAt = must(decideReport(row, Temporal.Instant.from(body.sentAt), before?.sentAt ?? null, act.now));
  const number = (before?.number ?? 0) + 1;
  const { studyId, siteId, subjectId } = row;
  // The version moves first and holds the event, so that of two reports sent at once one is refused.
  await write(act, row, {});
  await store.insertReport(act.tx, {
    id: act.newId(),
    adverseEventId: row.id,
    studyId,
    siteId,
    number,
    sentAt,
    sentTo: body.sentTo,
    content: reportedContent(row),
    eventVersion: row.version,
  });
  await act.tell(saeReported, {
    adverseEventId: row.id,
    subjectId,
    studyId,
    siteId,
    number,
    ...(await daysOf(act, row, number, sentAt)),
  });
  return loadView(act, row.id);
}

async function daysOf(act: Act, row: store.EventRow, number: number, sentAt: Temporal.Instant) {
  const { timeZone } = found(await studySiteById(act, row.studySiteId));
  const { dueAt, minutesLeft } = saeClock(found(row.seriousAwareAt), sentAt, act.now);
  const [sentOn, dueOn] = [sentAt, dueAt].map((at) => dateInZone(at, timeZone).toString()) as [string, string];
  return { sentOn, dueOn, lateByMinutes: number > 1 ? 0 : -Math.min(0, minutesLeft) };
}
