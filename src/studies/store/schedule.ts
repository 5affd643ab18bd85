// Writes and loads of protocol and schedule versions; a whole schedule is written and read in a handful of statements.
import { and, desc, eq, gt, max } from 'drizzle-orm';
import type { Temporal } from '#lib';
import { type Tx, selectRows } from '#platform';
import { type Milestone, type Modality, type PlannedSchedule, type TimingRule, MAIN_TIMELINE, allActivities } from '../rules.ts';
import type { Protocol } from '../rules/protocol.ts';
import type { ReleasedAs } from '../rules/release.ts';
import { protocolVersion, scheduleVersion, study, usdmExport } from '../tables.ts';

export type ProtocolVersionRow = typeof protocolVersion.$inferSelect;
export type ScheduleVersionRow = typeof scheduleVersion.$inferSelect;

/** A visit definition as the store reads it, without its activities. */
export interface VisitRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly timeline: string;
  readonly isMain: boolean;
  readonly position: number;
  readonly epoch: string | null;
  readonly arms: string[] | null;
  readonly modalities: Modality[];
  readonly carries: Milestone[];
  readonly timing: TimingRule | null;
}

/** An activity definition as the store reads it. */
export interface ActivityRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly groupName: string | null;
  readonly position: number;
}

/** Which activity stands at which visit. */
export interface MarkRow {
  readonly visitDefinitionId: string;
  readonly activityDefinitionId: string;
  readonly validDays: number | null;
}

/** A version that was read from exactly this file, of the study with this code or of any study in scope. */
export async function protocolOfFile(
  tx: Tx,
  fileSha256: string,
  code: string | null,
): Promise<{ studyId: string; protocolVersionId: string } | null> {
  const [row] = await tx
    .select({ studyId: protocolVersion.studyId, protocolVersionId: protocolVersion.id })
    .from(protocolVersion)
    .innerJoin(study, eq(study.id, protocolVersion.studyId))
    .where(and(eq(protocolVersion.fileSha256, fileSha256), code === null ? undefined : eq(study.code, code)))
    .limit(1);
  return row ?? null;
}

/** A protocol version's content, or that of the newest version of the study; null where none was imported. */
export async function protocolContent(tx: Tx, studyId: string, protocolVersionId: string | null): Promise<Protocol | null> {
  const [row] = await tx
    .select({ content: protocolVersion.content })
    .from(protocolVersion)
    .where(and(eq(protocolVersion.studyId, studyId), protocolVersionId === null ? undefined : eq(protocolVersion.id, protocolVersionId)))
    .orderBy(desc(protocolVersion.number))
    .limit(1);
  return row?.content ?? null;
}

/** What a protocol version calls itself; null out of scope. */
export async function protocolLabel(tx: Tx, protocolVersionId: string): Promise<string | null> {
  const [row] = await tx.select({ label: protocolVersion.label }).from(protocolVersion).where(eq(protocolVersion.id, protocolVersionId));
  return row?.label ?? null;
}

/** Writes down that a schedule was taken out as a file. */
export async function insertUsdmExport(tx: Tx, row: typeof usdmExport.$inferInsert): Promise<void> {
  await tx.insert(usdmExport).values(row);
}

/** How many schedules a person took out since then, of studies in reach. */
export async function countUsdmExports(tx: Tx, personId: string, since: Temporal.Instant): Promise<number> {
  return tx.$count(usdmExport, and(eq(usdmExport.exportedBy, personId), gt(usdmExport.exportedAt, since)));
}

/** Adds a protocol version to a study, with the next number. */
export async function insertProtocolVersion(
  tx: Tx,
  row: {
    readonly id: string;
    readonly studyId: string;
    readonly label: string | null;
    readonly format: string;
    readonly fileName: string | null;
    readonly fileSha256: string;
    readonly content: Protocol;
  },
): Promise<void> {
  const [last] = await tx
    .select({ number: max(protocolVersion.number) })
    .from(protocolVersion)
    .where(eq(protocolVersion.studyId, row.studyId));
  const number = (last?.number ?? 0) + 1;
  await tx.insert(protocolVersion).values({ ...row, number, label: row.label ?? `Version ${number}` });
}

const scheduleVersionById = selectRows('studies-schedule-version', scheduleVersion, 'where id = $1');

/** One schedule version, or null out of scope. */
export async function loadScheduleVersion(tx: Tx, scheduleVersionId: string): Promise<ScheduleVersionRow | null> {
  return (await scheduleVersionById(tx, [scheduleVersionId]))[0] ?? null;
}

/** The newest schedule version of a study, of one status or any. */
export async function newestScheduleVersion(tx: Tx, studyId: string, status?: 'draft' | 'released'): Promise<ScheduleVersionRow | null> {
  const [row] = await tx
    .select()
    .from(scheduleVersion)
    .where(and(eq(scheduleVersion.studyId, studyId), status === undefined ? undefined : eq(scheduleVersion.status, status)))
    .orderBy(desc(scheduleVersion.number))
    .limit(1);
  return row ?? null;
}

/** The schedule version made from a protocol version. */
export async function scheduleOfProtocol(tx: Tx, protocolVersionId: string): Promise<ScheduleVersionRow | null> {
  const [row] = await tx
    .select()
    .from(scheduleVersion)
    .where(eq(scheduleVersion.protocolVersionId, protocolVersionId))
    .orderBy(scheduleVersion.number)
    .limit(1);
  return row ?? null;
}

/** Who writes, and when. */
export interface Writer {
  readonly id: string;
  readonly name: string;
  readonly at: Temporal.Instant;
}

/** Writes a draft of a schedule as the next version of its study and answers its id. Four statements, whatever its size. */
export async function insertSchedule(
  tx: Tx,
  target: { readonly studyId: string; readonly protocolVersionId: string | null },
  writer: Writer,
  planned: PlannedSchedule,
  newId: () => string,
): Promise<string> {
  const id = newId();
  const last = await newestScheduleVersion(tx, target.studyId);
  await tx.insert(scheduleVersion).values({
    id,
    ...target,
    number: (last?.number ?? 0) + 1,
    firstDay: planned.firstDay ?? 0,
    status: 'draft',
    savedAt: writer.at,
    savedBy: writer.id,
    savedByName: writer.name,
    epochs: planned.epochs ?? [],
    arms: planned.arms ?? [],
    decisions: planned.decisions ?? [],
    blocks: planned.blocks ?? [],
  });
  await insertParts(tx, target.studyId, id, partsOf(planned, newId));
  return id;
}

// The three sets of rows of a schedule, as JSON that the database unfolds.
export function partsOf(planned: PlannedSchedule, newId: () => string) {
  const visits = planned.visits.map((visit, position) => ({
    id: newId(),
    key: visit.key,
    name: visit.name,
    timeline: visit.timeline ?? MAIN_TIMELINE,
    is_main: visit.isMain !== false,
    position,
    epoch: visit.epoch ?? null,
    arms: visit.arms ?? null,
    modalities: visit.modalities ?? ['on-site'],
    carries: visit.carries ?? [],
    timing: visit.timing,
  }));
  const activities = allActivities(planned).map((activity, position) => ({
    id: newId(),
    key: activity.key,
    name: activity.name,
    group_name: activity.group ?? null,
    position,
  }));
  const activityIds = new Map(activities.map((activity) => [activity.key, activity.id]));
  const marks = planned.visits.flatMap((visit, at) =>
    (visit.activities ?? []).map((activity) => ({
      id: newId(),
      visit: visits[at]?.id,
      activity: activityIds.get(activity.key),
      valid_days: activity.validDays ?? null,
    })),
  );
  return { visits, activities, marks };
}

/** Adds rows of a schedule to a version. */
export async function insertParts(
  tx: Tx,
  studyId: string,
  scheduleVersionId: string,
  { visits, activities, marks }: ReturnType<typeof partsOf>,
): Promise<void> {
  await tx.$client.query(
    `insert into studies.visit_definition (id, study_id, schedule_version_id, key, name, timeline, is_main, position, epoch, arms, modalities, carries, timing)
     select v.id, $1, $2, v.key, v.name, v.timeline, v.is_main, v.position, v.epoch, v.arms, v.modalities, v.carries, case when jsonb_typeof(v.timing) = 'object' then v.timing end
     from jsonb_to_recordset($3::jsonb) as v (id uuid, key text, name text, timeline text, is_main boolean, position integer, epoch text, arms text[], modalities text[], carries text[], timing jsonb)`,
    [studyId, scheduleVersionId, JSON.stringify(visits)],
  );
  await tx.$client.query(
    `insert into studies.activity_definition (id, study_id, schedule_version_id, key, name, group_name, position)
     select a.id, $1, $2, a.key, a.name, a.group_name, a.position
     from jsonb_to_recordset($3::jsonb) as a (id uuid, key text, name text, group_name text, position integer)`,
    [studyId, scheduleVersionId, JSON.stringify(activities)],
  );
  await tx.$client.query(
    `insert into studies.visit_activity (id, study_id, visit_definition_id, activity_definition_id, valid_days)
     select m.id, $1, m.visit, m.activity, m.valid_days
     from jsonb_to_recordset($2::jsonb) as m (id uuid, visit uuid, activity uuid, valid_days integer)`,
    [studyId, JSON.stringify(marks)],
  );
}

/** Releases a draft if the version is still the one that was read. */
export async function markReleased(
  tx: Tx,
  scheduleVersionId: string,
  version: number,
  writer: Writer,
  how: { readonly as: ReleasedAs; readonly reason: string | null },
): Promise<boolean> {
  const updated = await tx
    .update(scheduleVersion)
    .set({
      status: 'released',
      releasedAt: writer.at,
      releasedBy: writer.id,
      releasedByName: writer.name,
      releasedAs: how.as,
      reason: how.reason,
      version: version + 1,
    })
    .where(and(eq(scheduleVersion.id, scheduleVersionId), eq(scheduleVersion.version, version), eq(scheduleVersion.status, 'draft')));
  return updated.rowCount === 1;
}

/** The visits, activities and marks of a schedule version, in the order of the grid. Three prepared statements: visits are completed on this path. */
export async function loadScheduleParts(
  tx: Tx,
  scheduleVersionId: string,
): Promise<{ visits: VisitRow[]; activities: ActivityRow[]; marks: MarkRow[] }> {
  const read = async <T extends object>(name: string, text: string): Promise<T[]> =>
    (await tx.$client.query<T>({ name, text, values: [scheduleVersionId] })).rows;
  return {
    visits: await read<VisitRow>(
      'schedule-visits',
      `select id, key, name, timeline, is_main as "isMain", position, epoch, arms, modalities, carries, timing
         from studies.visit_definition where schedule_version_id = $1 order by position`,
    ),
    activities: await read<ActivityRow>(
      'schedule-activities',
      `select id, key, name, group_name as "groupName", position from studies.activity_definition where schedule_version_id = $1 order by position`,
    ),
    marks: await read<MarkRow>(
      'schedule-marks',
      `select m.visit_definition_id as "visitDefinitionId", m.activity_definition_id as "activityDefinitionId", m.valid_days as "validDays"
         from studies.visit_definition v join studies.visit_activity m on m.visit_definition_id = v.id where v.schedule_version_id = $1`,
    ),
  };
}
