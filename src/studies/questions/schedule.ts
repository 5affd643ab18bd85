// Schedules: as the rules of other rooms need them, and as the grid shows them; and the protocol behind them.
import { and, desc, eq } from 'drizzle-orm';
import { type Act, requireMay } from '#access';
import { found } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { studiesContract } from '../contract.ts';
import {
  type FirstDay,
  type Milestone,
  type Modality,
  type PlannedSchedule,
  type Schedule,
  type TimingRule,
  type VisitDefinition,
  settledSchedule,
} from '../rules.ts';
import { protocolSummary } from '../rules/protocol-summary.ts';
import * as store from '../store.ts';
import type { ActivityRow, MarkRow, ScheduleVersionRow, VisitRow } from '../store.ts';
import { protocolVersion, scheduleVersion } from '../tables.ts';
import { scheduleVersionsOf, viewScheduleVersion } from './study.ts';

type Routes = typeof studiesContract;
type ScheduleView = AnswerOf<Routes['schedule']>;
/** A settled schedule differs from the answer only in being readonly. */
type Written = AnswerOf<Routes['scheduleDocument']>['schedule'];

/** A visit definition as other rooms need it. */
export interface LoadedVisit {
  readonly definitionId: string;
  readonly key: string;
  readonly name: string;
  readonly position: number;
  readonly epoch: string | null;
  readonly timeline: string;
  readonly isMain: boolean;
  readonly arms: readonly string[] | null;
  readonly modalities: readonly Modality[];
  readonly carries: readonly Milestone[];
  readonly timing: TimingRule | null;
  readonly activities: readonly {
    readonly key: string;
    readonly name: string;
    readonly group: string | null;
    readonly validDays: number | null;
  }[];
}

/** A schedule version. `schedule` is what the rules project: the main timeline; `visits` holds every timeline. */
export interface LoadedSchedule {
  readonly id: string;
  readonly studyId: string;
  readonly number: number;
  readonly status: 'draft' | 'released';
  readonly firstDay: FirstDay;
  readonly schedule: Schedule;
  readonly visits: readonly LoadedVisit[];
}

// A released version never changes, so its parts are read once per process. Who may see it is asked of the database.
const released = new Map<string, LoadedSchedule>();
const MOST_KEPT = 100;

/**
 * A released schedule that this process has read before, else null. Nothing is asked of the database, so it is for callers who have read a
 * participant who follows it: whoever reaches a participant reaches the schedule.
 */
export function scheduleAtHand(scheduleVersionId: string): LoadedSchedule | null {
  return released.get(scheduleVersionId) ?? null;
}

/** Loads a schedule version; null out of scope. One statement for a released version that was read before, else four. */
export async function loadSchedule(act: Act, scheduleVersionId: string): Promise<LoadedSchedule | null> {
  const row = await store.loadScheduleVersion(act.tx, scheduleVersionId);
  if (!row) return null;
  const kept = row.status === 'released' ? released.get(row.id) : undefined;
  if (kept) return kept;
  const loaded = await readSchedule(act, row);
  if (loaded.status === 'released') {
    if (released.size >= MOST_KEPT) released.clear();
    released.set(row.id, loaded);
  }
  return loaded;
}

async function readSchedule(act: Act, row: ScheduleVersionRow): Promise<LoadedSchedule> {
  const visits = withActivities(await store.loadScheduleParts(act.tx, row.id));
  const { id, studyId, number, status, firstDay } = row;
  return {
    id,
    studyId,
    number,
    status,
    firstDay,
    schedule: { firstDay, blocks: row.blocks, visits: visits.filter((visit) => visit.isMain).map(definition) },
    visits,
  };
}

function withActivities({ visits, activities, marks }: { visits: VisitRow[]; activities: ActivityRow[]; marks: MarkRow[] }): LoadedVisit[] {
  const byId = new Map(activities.map((activity) => [activity.id, activity]));
  const marksOf = new Map<string, MarkRow[]>(visits.map((visit) => [visit.id, []]));
  for (const mark of marks) marksOf.get(mark.visitDefinitionId)?.push(mark);
  return visits.map(({ id, ...visit }) => {
    const own = (marksOf.get(id) ?? []).flatMap((mark) => {
      const activity = byId.get(mark.activityDefinitionId);
      return activity ? [{ activity, validDays: mark.validDays }] : [];
    });
    own.sort((a, b) => a.activity.position - b.activity.position);
    return {
      definitionId: id,
      ...visit,
      activities: own.map(({ activity, validDays }) => ({ key: activity.key, name: activity.name, group: activity.groupName, validDays })),
    };
  });
}

function definition(visit: LoadedVisit): VisitDefinition {
  return {
    key: visit.key,
    name: visit.name,
    timing: visit.timing,
    carries: visit.carries,
    ...(visit.arms ? { arms: visit.arms } : {}),
    modalities: visit.modalities,
    activities: visit.activities.map(({ key, name, validDays }) => ({ key, name, ...(validDays === null ? {} : { validDays }) })),
  };
}

/** The version asked for by number; without one the newest released, else the newest draft. */
export async function versionAsked(act: Act, studyId: string, number: number | undefined): Promise<ScheduleVersionRow> {
  if (number === undefined) {
    return found((await store.newestScheduleVersion(act.tx, studyId, 'released')) ?? (await store.newestScheduleVersion(act.tx, studyId)));
  }
  const [row] = await act.tx
    .select()
    .from(scheduleVersion)
    .where(and(eq(scheduleVersion.studyId, studyId), eq(scheduleVersion.number, number)));
  return found(row);
}

/** A schedule as the grid shows it. Refuses with 404 out of scope. */
export async function viewSchedule(act: Act, studyId: string, query: QueryOf<Routes['schedule']>): Promise<ScheduleView> {
  const study = found(await store.loadStudy(act.tx, studyId));
  requireMay(act, 'studies.view-schedule', { studyId });
  const row = await versionAsked(act, studyId, query.version);
  const parts = await store.loadScheduleParts(act.tx, row.id);
  const blockOf = new Map(row.blocks.flatMap((block) => block.visitKeys.map((key) => [key, block.key] as const)));
  return {
    study: { id: study.id, code: study.code, name: study.name },
    schedule: await viewScheduleVersion(act, row),
    versions: await scheduleVersionsOf(act, studyId),
    epochs: row.epochs.map(({ key, name }) => ({ key, name })),
    arms: row.arms.map(({ key, name }) => ({ key, name })),
    blocks: row.blocks.map(({ key, leadKey, visitKeys, lengthDays, maxCycles, stopsAt }) => ({
      key,
      leadKey,
      visitKeys: [...visitKeys],
      lengthDays,
      maxCycles: maxCycles ?? null,
      stopsAt: stopsAt ?? null,
    })),
    decisions: row.decisions.map((decision) => ({ ...decision, branches: decision.branches.map((branch) => ({ ...branch })) })),
    visits: parts.visits.map(({ position: _position, ...visit }) => ({
      ...visit,
      timing: viewTiming(visit.timing),
      block: blockOf.get(visit.key) ?? null,
    })),
    activities: gridActivities(parts),
  };
}

function viewTiming(timing: TimingRule | null): ScheduleView['visits'][number]['timing'] {
  if (timing === null) return null;
  const { anchor, offset, windowBeforeDays, windowAfterDays } = timing;
  const key = anchor.kind === 'visit' ? anchor.visitKey : anchor.kind === 'milestone' ? anchor.milestone : null;
  return {
    anchor: { kind: anchor.kind, key },
    offset: offset.kind === 'duration' ? { ...offset, direction: offset.direction ?? 'after' } : { ...offset },
    windowBeforeDays,
    windowAfterDays,
  };
}

function gridActivities({
  visits,
  activities,
  marks,
}: {
  visits: VisitRow[];
  activities: ActivityRow[];
  marks: MarkRow[];
}): ScheduleView['activities'] {
  const visitOf = new Map(visits.map((visit) => [visit.id, visit]));
  const byActivity = new Map<string, { key: string; position: number; validDays: number | null }[]>();
  for (const mark of marks) {
    const visit = visitOf.get(mark.visitDefinitionId);
    if (!visit) continue;
    const known = byActivity.get(mark.activityDefinitionId) ?? [];
    known.push({ key: visit.key, position: visit.position, validDays: mark.validDays });
    byActivity.set(mark.activityDefinitionId, known);
  }
  return activities.map(({ id, key, name, groupName }) => {
    const at = (byActivity.get(id) ?? []).sort((a, b) => a.position - b.position);
    return { id, key, name, group: groupName, visits: at.map((visit) => ({ key: visit.key, validDays: visit.validDays })) };
  });
}

/** A schedule version as it was written, every timeline with its epochs, arms, blocks and decisions. */
export async function plannedSchedule(act: Act, row: ScheduleVersionRow): Promise<PlannedSchedule> {
  const parts = await store.loadScheduleParts(act.tx, row.id);
  const visits = withActivities(parts).map(({ epoch, timeline, isMain, ...visit }) => ({
    ...definition({ ...visit, epoch, timeline, isMain }),
    epoch,
    timeline,
    isMain,
  }));
  const activities = parts.activities.map(({ key, name, groupName }) => ({ key, name, group: groupName }));
  const { firstDay, blocks, epochs, arms, decisions } = row;
  return { firstDay, visits, blocks, epochs, arms, decisions, activities };
}

/** A schedule version as an editor opens it. Refuses with 404 out of scope. */
export async function viewScheduleDocument(act: Act, scheduleVersionId: string): Promise<AnswerOf<Routes['scheduleDocument']>> {
  const row = found(await store.loadScheduleVersion(act.tx, scheduleVersionId));
  requireMay(act, 'studies.view-schedule', { studyId: row.studyId });
  const { id, code, name } = found(await store.loadStudy(act.tx, row.studyId));
  const settled = settledSchedule(await plannedSchedule(act, row));
  const names = new Map(settled.activities.map((activity) => [activity.key, activity.name]));
  const written = {
    ...settled,
    visits: settled.visits.map(({ arms, activities, ...visit }) => ({
      ...visit,
      ...(arms === null ? {} : { arms }),
      activities: activities.map(({ key, validDays }) => ({
        key,
        name: names.get(key) ?? key,
        ...(validDays === null ? {} : { validDays }),
      })),
    })),
  };
  return { study: { id, code, name }, version: await viewScheduleVersion(act, row), schedule: structuredClone(written) as Written };
}

/** The protocol's criteria and amendments, of the newest version unless told. Refuses with 404 where none was imported. */
export async function viewProtocol(act: Act, studyId: string, query: QueryOf<Routes['protocol']>): Promise<AnswerOf<Routes['protocol']>> {
  const study = found(await store.loadStudy(act.tx, studyId));
  requireMay(act, 'studies.view-schedule', { studyId });
  const [row] = await act.tx
    .select()
    .from(protocolVersion)
    .where(and(eq(protocolVersion.studyId, studyId), query.version === undefined ? undefined : eq(protocolVersion.number, query.version)))
    .orderBy(desc(protocolVersion.number))
    .limit(1);
  const { content, id, number, label, format, createdAt } = found(row);
  const { study: identity, warnings } = protocolSummary(content, { firstDay: 0 });
  return {
    study: { id: study.id, code: study.code, name: study.name },
    protocol: { id, number, label, format, createdAt: createdAt.toString() },
    title: identity.title,
    phases: identity.phases,
    therapeuticAreas: identity.therapeuticAreas,
    identifiers: identity.identifiers,
    criteria: content.designs
      .flatMap((design) => design.criteria)
      .map(({ identifier, category, name, text }) => ({ identifier, category: category?.decode ?? null, name, text })),
    amendments: content.amendments.map((amendment) => ({
      number: amendment.number,
      name: amendment.name,
      summary: amendment.summary,
      reasons: amendment.reasons.map((reason) => reason.decode),
      impacts: [...amendment.impacts],
    })),
    warnings,
  };
}
