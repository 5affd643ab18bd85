// Taking over visits that took place elsewhere: all in one statement, with the window they are judged by; what is known stays as it is.
import { type Act, requireMay } from '#access';
import type { Temporal } from '#lib';
import { Refusal } from '#platform';
import type { ProjectedVisit } from '../rules.ts';

/** A visit that took place elsewhere. `definition` is the planned visit it means, `repeatNo` tells several of one key apart. */
export interface ImportedVisitInput {
  readonly subjectId: string;
  readonly definition: { readonly definitionId: string; readonly position: number } | null;
  /** The planned visit's key, or a key of its own for a visit that no schedule plans. */
  readonly key: string;
  readonly name: string;
  readonly repeatNo: number;
  readonly actualOn: Temporal.PlainDate;
  /** The window it is judged by, if it is. */
  readonly window: Pick<ProjectedVisit, 'target' | 'targetRange' | 'earliest' | 'latest' | 'anchorDate' | 'outByDays'> | null;
  /** Why it is not judged by a window. */
  readonly excludedReason: string | null;
}

interface Place {
  readonly id: string;
  readonly study_id: string;
  readonly site_id: string;
  readonly study_site_id: string;
  readonly schedule_version_id: string | null;
}

// Visits that no schedule plans stand after all planned ones.
const UNPLANNED_POSITION = 1_000_000;

/**
 * Takes visits over as completed; answers how many of them are new. A visit that was only planned is completed by it, any other that is
 * there by subject, key and repetition stays as it is. Activities are not known and not written. Earns nothing and is no deviation.
 */
export async function importVisits(act: Act, inputs: readonly ImportedVisitInput[]): Promise<number> {
  const places = await placesOf(act, inputs);
  const rows = inputs.map((input) => rowOf(act, input, places.get(input.subjectId)));
  const { rowCount } = await act.tx.$client.query(
    `insert into visits.visit_occurrence as known (id, subject_id, study_id, site_id, study_site_id, schedule_version_id, visit_definition_id, visit_key, name, position,
       repeat_no, state, anchor_date, target, target_to, earliest, latest, actual_date, out_by_days, excluded_reason, source, occurred_at)
     select v.id, v.subject_id, v.study_id, v.site_id, v.study_site_id, v.schedule_version_id, v.visit_definition_id, v.visit_key, v.name, v.position,
       v.repeat_no, 'completed', v.anchor_date, v.target, v.target_to, v.earliest, v.latest, v.actual_date, v.out_by_days, v.excluded_reason, 'imported', null
     from jsonb_to_recordset($1::jsonb) as v (id uuid, subject_id uuid, study_id uuid, site_id uuid, study_site_id uuid, schedule_version_id uuid,
       visit_definition_id uuid, visit_key text, name text, position integer, repeat_no integer, anchor_date date, target date, target_to date,
       earliest date, latest date, actual_date date, out_by_days integer, excluded_reason text)
     on conflict (subject_id, visit_key, cycle, repeat_no) do update set state = 'completed', anchor_date = excluded.anchor_date, target = excluded.target,
       target_to = excluded.target_to, earliest = excluded.earliest, latest = excluded.latest, actual_date = excluded.actual_date,
       out_by_days = excluded.out_by_days, excluded_reason = excluded.excluded_reason, provisional = false, rebook_needed = false, source = 'imported',
       version = known.version + 1
     where known.state = 'planned'`,
    [JSON.stringify(rows)],
  );
  return rowCount ?? 0;
}

async function placesOf(act: Act, inputs: readonly ImportedVisitInput[]): Promise<ReadonlyMap<string, Place>> {
  const { rows } = await act.tx.$client.query<Place>(
    `select id, study_id, site_id, study_site_id, schedule_version_id from subjects.pub_subject where id = any($1::uuid[])`,
    [[...new Set(inputs.map(({ subjectId }) => subjectId))]],
  );
  const places = new Map(rows.map((row) => [row.study_site_id, row]));
  for (const place of places.values()) requireMay(act, 'interop.import', { siteId: place.site_id, studyId: place.study_id });
  return new Map(rows.map((row) => [row.id, row]));
}

function rowOf(act: Act, { window, ...input }: ImportedVisitInput, place: Place | undefined) {
  if (!place) throw new Refusal('not-found');
  const { id: subjectId, ...where } = place;
  return {
    id: act.newId(),
    subject_id: subjectId,
    ...where,
    visit_definition_id: input.definition?.definitionId ?? null,
    visit_key: input.key,
    name: input.name,
    position: input.definition?.position ?? UNPLANNED_POSITION,
    repeat_no: input.repeatNo,
    anchor_date: window?.anchorDate?.toString() ?? null,
    target: window?.target?.toString() ?? null,
    target_to: window && !window.target ? (window.targetRange?.to.toString() ?? null) : null,
    earliest: window?.earliest?.toString() ?? null,
    latest: window?.latest?.toString() ?? null,
    actual_date: input.actualOn.toString(),
    out_by_days: window?.outByDays ?? null,
    excluded_reason: input.excludedReason,
  };
}
