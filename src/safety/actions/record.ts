// What the site tells of an adverse event: the record, its corrections, and how it ended.
import { type Act, requireMay } from '#access';
import { Temporal } from '#lib';
import { Refusal, found, must } from '#platform';
import type { BodyOf } from '#platform/contract';
import { studySiteById } from '#studies';
import { subjectById } from '#subjects';
import { saeRecorded, type safetyContract } from '../contract.ts';
import { type EventView, loadView } from '../questions.ts';
import { type EventContent, decideEvent, decideResolution } from '../rules.ts';
import * as store from '../store.ts';

type Routes = typeof safetyContract;

/**
 * Records an adverse event of a subject. A serious one starts its clock at the awareness of the event. Refuses what contradicts itself,
 * naming the field: dates that lie ahead at the site, an end before the onset, seriousness without a criterion, awareness before the onset.
 */
export async function recordEvent(act: Act, subjectId: string, body: BodyOf<Routes['record']>): Promise<EventView> {
  const subject = found(await subjectById(act, subjectId));
  requireMay(act, 'safety.record', subject);
  const awareAt = Temporal.Instant.from(body.awareAt);
  const content = await decided(act, subject.studySiteId, { ...body, awareAt, seriousAwareAt: body.serious ? awareAt : null });
  const id = act.newId();
  const { studyId, siteId, studySiteId } = subject;
  await store.insertEvent(act.tx, { id, subjectId, studyId, siteId, studySiteId, source: 'program', ...columnsOf(content) });
  return toldIfSerious(act, null, await loadView(act, id));
}

/** Corrects an event; the reason stands in the trail. An event that becomes serious needs the instant at which the site knew. */
export async function amendEvent(act: Act, adverseEventId: string, version: number, body: BodyOf<Routes['amend']>): Promise<EventView> {
  const row = await eventFor(act, adverseEventId, version, 'safety.record');
  const { reason: _, awareAt, seriousAwareAt, ...fields } = body;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const content = await decided(act, row.studySiteId, {
    ...row,
    ...given,
    ...(awareAt === undefined ? {} : { awareAt: Temporal.Instant.from(awareAt) }),
    ...(seriousAwareAt === undefined ? {} : { seriousAwareAt: Temporal.Instant.from(seriousAwareAt) }),
  });
  return toldIfSerious(act, row.serious, await change(act, row, columnsOf(content)));
}

// An event is told of once, when its clock begins.
async function toldIfSerious(act: Act, wasSerious: boolean | null, event: EventView): Promise<EventView> {
  if (event.serious !== true || wasSerious === true || event.clock === null) return event;
  const { id: adverseEventId, subjectId, subjectNumber, studyId, siteId } = event;
  await act.tell(saeRecorded, { adverseEventId, subjectId, subjectNumber, studyId, siteId, dueAt: event.clock.dueAt });
  return event;
}

/** Records how and when an event ended. Refuses one that has ended already: that is a correction. */
export async function resolveEvent(act: Act, adverseEventId: string, version: number, body: BodyOf<Routes['resolve']>): Promise<EventView> {
  const row = await eventFor(act, adverseEventId, version, 'safety.record');
  const outcome = must(decideResolution(row.outcome, body.outcome));
  return change(act, row, columnsOf(await decided(act, row.studySiteId, { ...row, outcome, endedOn: body.endedOn })));
}

async function decided(act: Act, studySiteId: string, content: EventContent): Promise<EventContent> {
  const { timeZone } = found(await studySiteById(act, studySiteId));
  return must(decideEvent(content, { now: act.now, timeZone }));
}

// The event's own columns and no others, whatever stood beside them.
function columnsOf(content: EventContent) {
  const { term, startedOn, endedOn, severity, grade, serious, criteria, outcome, actionTaken, awareAt, seriousAwareAt } = content;
  return {
    term,
    startedOn,
    endedOn,
    severity,
    grade,
    serious,
    criteria: [...criteria],
    outcome,
    actionTaken,
    awareAt,
    seriousAwareAt,
  };
}

/** An event in scope, for the holder of a permission, in the version that was read. Refuses records that are kept elsewhere. */
export async function eventFor(act: Act, adverseEventId: string, version: number, permission: string): Promise<store.EventRow> {
  const row = found(await store.loadEvent(act.tx, adverseEventId));
  requireMay(act, permission, row);
  if (row.version !== version) throw new Refusal('version-conflict', { yours: version, current: await loadView(act, adverseEventId) });
  if (row.source === 'imported') throw new Refusal('kept-elsewhere', { field: 'source' });
  return row;
}

/** Writes a change of the version that was read. */
export async function write(act: Act, row: store.EventRow, changes: store.EventChanges): Promise<void> {
  if (!(await store.updateEvent(act.tx, row, changes)))
    throw new Refusal('version-conflict', { yours: row.version, current: await loadView(act, row.id) });
}

/** Writes a change of the version that was read and answers the event as it is now. */
export async function change(act: Act, row: store.EventRow, changes: store.EventChanges): Promise<EventView> {
  await write(act, row, changes);
  return loadView(act, row.id);
}
