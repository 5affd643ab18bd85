// Writes a draft over, touching only the rows that differ, so that the trail tells what was changed and not that all was written again.
import { and, eq } from 'drizzle-orm';
import type { Tx } from '#platform';
import { type PlannedSchedule, isSameRecord, settledTiming } from '../rules.ts';
import { scheduleVersion } from '../tables.ts';
import { type Writer, insertParts, loadScheduleParts, partsOf } from './schedule.ts';

type Parts = ReturnType<typeof partsOf>;
type Stored = Awaited<ReturnType<typeof loadScheduleParts>>;

/** Writes the draft over if it is a draft and still the version that was read. */
export async function replaceDraft(
  tx: Tx,
  target: { readonly id: string; readonly studyId: string; readonly version: number },
  planned: PlannedSchedule,
  writer: Writer,
  newId: () => string,
): Promise<boolean> {
  const updated = await tx
    .update(scheduleVersion)
    .set({
      firstDay: planned.firstDay ?? 0,
      epochs: planned.epochs ?? [],
      arms: planned.arms ?? [],
      decisions: planned.decisions ?? [],
      blocks: planned.blocks ?? [],
      savedAt: writer.at,
      savedBy: writer.id,
      savedByName: writer.name,
      version: target.version + 1,
    })
    .where(and(eq(scheduleVersion.id, target.id), eq(scheduleVersion.version, target.version), eq(scheduleVersion.status, 'draft')));
  if (updated.rowCount !== 1) return false;
  await replaceParts(tx, target, partsOf(planned, newId), await loadScheduleParts(tx, target.id));
  return true;
}

interface Sorted<W> {
  readonly added: readonly W[];
  readonly changed: readonly W[];
  readonly goneIds: readonly string[];
}

/** Wanted rows beside stored ones of the same key; what stays keeps its id. */
function sorted<W extends { id: string | undefined }, S extends { readonly id: string }>(
  wanted: readonly W[],
  stored: readonly S[],
  keys: { readonly ofWanted: (row: W) => string; readonly ofStored: (row: S) => string; readonly isSame: (row: W, other: S) => boolean },
): Sorted<W> {
  const left = new Map(stored.map((row) => [keys.ofStored(row), row]));
  const added: W[] = [];
  const changed: W[] = [];
  for (const row of wanted) {
    const known = left.get(keys.ofWanted(row));
    left.delete(keys.ofWanted(row));
    if (!known) added.push(row);
    else {
      row.id = known.id;
      if (!keys.isSame(row, known)) changed.push(row);
    }
  }
  return { added, changed, goneIds: [...left.values()].map((row) => row.id) };
}

function sortedVisits(wanted: Parts['visits'], stored: Stored['visits']): Sorted<Parts['visits'][number]> {
  return sorted(wanted, stored, {
    ofWanted: (row) => row.key,
    ofStored: (row) => row.key,
    isSame: ({ is_main: isMain, timing, ...row }, other) =>
      isSameRecord({ ...row, isMain, timing: settledTiming(timing) }, { ...other, timing: settledTiming(other.timing) }),
  });
}

function sortedActivities(wanted: Parts['activities'], stored: Stored['activities']): Sorted<Parts['activities'][number]> {
  return sorted(wanted, stored, {
    ofWanted: (row) => row.key,
    ofStored: (row) => row.key,
    isSame: ({ group_name: groupName, ...row }, other) => isSameRecord({ ...row, groupName }, { ...other }),
  });
}

async function replaceParts(
  tx: Tx,
  target: { readonly id: string; readonly studyId: string },
  wanted: Parts,
  stored: Stored,
): Promise<void> {
  const before = {
    visits: new Map(wanted.visits.map((row) => [row.id, row])),
    activities: new Map(wanted.activities.map((row) => [row.id, row])),
  };
  const visits = sortedVisits(wanted.visits, stored.visits);
  const activities = sortedActivities(wanted.activities, stored.activities);
  // Rows that stay took over their stored ids above; the marks were made before and follow their rows.
  const marks = wanted.marks.map((mark) => ({
    ...mark,
    visit: before.visits.get(mark.visit ?? '')?.id,
    activity: before.activities.get(mark.activity ?? '')?.id,
  }));
  const marked = sorted(
    marks,
    stored.marks.map((mark) => ({ ...mark, id: `${mark.visitDefinitionId} ${mark.activityDefinitionId}` })),
    {
      ofWanted: (row) => `${row.visit} ${row.activity}`,
      ofStored: (row) => row.id,
      isSame: (row, other) => row.valid_days === other.validDays,
    },
  );
  await removeRows(tx, marked.goneIds, visits.goneIds, activities.goneIds);
  await changeRows(tx, visits.changed, activities.changed, marked.changed);
  await insertParts(tx, target.studyId, target.id, {
    visits: [...visits.added],
    activities: [...activities.added],
    marks: [...marked.added],
  });
}

async function removeRows(tx: Tx, marks: readonly string[], visits: readonly string[], activities: readonly string[]): Promise<void> {
  const pairs = marks.map((mark) => mark.split(' '));
  if (pairs.length > 0)
    await tx.$client.query(
      `delete from studies.visit_activity m using unnest($1::uuid[], $2::uuid[]) as gone (visit, activity)
       where m.visit_definition_id = gone.visit and m.activity_definition_id = gone.activity`,
      [pairs.map(([visit]) => visit), pairs.map(([, activity]) => activity)],
    );
  if (visits.length > 0) await tx.$client.query('delete from studies.visit_definition where id = any($1::uuid[])', [visits]);
  if (activities.length > 0) await tx.$client.query('delete from studies.activity_definition where id = any($1::uuid[])', [activities]);
}

async function changeRows(
  tx: Tx,
  visits: readonly Parts['visits'][number][],
  activities: readonly Parts['activities'][number][],
  marks: readonly { readonly visit: string | undefined; readonly activity: string | undefined; readonly valid_days: number | null }[],
): Promise<void> {
  if (visits.length > 0)
    await tx.$client.query(
      `update studies.visit_definition d set name = v.name, timeline = v.timeline, is_main = v.is_main, position = v.position, epoch = v.epoch,
         arms = v.arms, modalities = v.modalities, carries = v.carries, timing = case when jsonb_typeof(v.timing) = 'object' then v.timing end
       from jsonb_to_recordset($1::jsonb) as v (id uuid, name text, timeline text, is_main boolean, position integer, epoch text, arms text[], modalities text[], carries text[], timing jsonb)
       where d.id = v.id`,
      [JSON.stringify(visits)],
    );
  if (activities.length > 0)
    await tx.$client.query(
      `update studies.activity_definition d set name = a.name, group_name = a.group_name, position = a.position
       from jsonb_to_recordset($1::jsonb) as a (id uuid, name text, group_name text, position integer) where d.id = a.id`,
      [JSON.stringify(activities)],
    );
  if (marks.length > 0)
    await tx.$client.query(
      `update studies.visit_activity m set valid_days = w.valid_days
       from jsonb_to_recordset($1::jsonb) as w (visit uuid, activity uuid, valid_days integer)
       where m.visit_definition_id = w.visit and m.activity_definition_id = w.activity`,
      [JSON.stringify(marks)],
    );
}
