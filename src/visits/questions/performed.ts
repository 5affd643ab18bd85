// Visits that took place since a day, as the fact of their completion told them: for rooms that have to catch up.
import type { Act } from '#access';
import type { CompletedVisit } from '../contract.ts';

/**
 * Completed visits of a study (at one site, or at all within the actor's reach) on or after a day, by date. The caller has asked its own policy.
 *
 * @param from `YYYY-MM-DD`
 */
export async function performedVisits(
  act: Act,
  { studyId, siteId, from }: { readonly studyId: string; readonly siteId: string | null; readonly from: string },
): Promise<CompletedVisit[]> {
  const { rows } = await act.tx.$client.query<CompletedVisit>({
    name: 'visits-performed',
    text: `select v.id as "visitId", v.subject_id as "subjectId", v.study_id as "studyId", v.site_id as "siteId", v.study_site_id as "studySiteId",
        v.visit_key as "visitKey", v.name as "visitName", v.cycle, v.repeat_no as "repeatNo", v.actual_date::text as "serviceDate", v.out_by_days as "outByDays",
        v.reason_code as "reasonCode", v.reason, v.generation, v.source,
        coalesce((select json_agg(json_build_object('key', a.activity_key, 'name', a.name, 'done', coalesce(a.done, false), 'notDoneReason', a.not_done_reason)
          order by a.position) from visits.activity_occurrence a where a.visit_id = v.id), '[]') as activities
      from visits.visit_occurrence v
      where v.study_id = $1 and ($2::uuid is null or v.site_id = $2) and v.actual_date >= $3::date and v.state in ('completed', 'partially-completed')
      order by v.actual_date, v.id`,
    values: [studyId, siteId, from],
  });
  return rows;
}
