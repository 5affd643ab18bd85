// Deviations of study-sites counted: what waits, what is open, how many in all, and of which kind.
import type { Act } from '#access';
import { may } from '#access/rules';
import type { PublishedStudySite } from '#studies';
import type { deviationCategories } from '../rules.ts';

/** Counts of one study-site; voided drafts count nowhere. */
export interface SiteDeviations {
  readonly studySiteId: string;
  /** Nobody has assessed them yet. */
  readonly waiting: number;
  readonly open: number;
  readonly important: number;
  readonly all: number;
}

const OF_SITES = `unnest($1::uuid[], $2::uuid[], $3::uuid[]) as p (id, site_id, study_id)
  join monitoring.deviation d on d.study_id = p.study_id and d.site_id = p.site_id and d.state <> 'voided'`;

/** Counts of the study-sites where the actor sees deviations; one without any is absent. */
export async function deviationsOfSites(act: Act, sites: readonly PublishedStudySite[]): Promise<ReadonlyMap<string, SiteDeviations>> {
  const { rows } = await act.tx.$client.query<SiteDeviations>({
    name: 'monitoring-sites',
    text: `select p.id as "studySiteId", count(*) filter (where d.state in ('detected', 'raised'))::integer as waiting,
        count(*) filter (where d.state <> 'closed')::integer as open, count(*) filter (where d.important)::integer as important, count(*)::integer as all
      from ${OF_SITES} group by p.id`,
    values: placed(act, sites),
  });
  return new Map(rows.map((row) => [row.studySiteId, row]));
}

/** Deviations by kind, the most frequent first. */
export async function deviationsByCategory(
  act: Act,
  sites: readonly PublishedStudySite[],
): Promise<readonly { readonly category: (typeof deviationCategories)[number]; readonly count: number }[]> {
  const { rows } = await act.tx.$client.query<{ category: (typeof deviationCategories)[number]; count: number }>({
    name: 'monitoring-categories',
    text: `select d.category, count(*)::integer as count from ${OF_SITES} group by d.category order by count desc, d.category`,
    values: placed(act, sites),
  });
  return rows;
}

function placed(act: Act, sites: readonly PublishedStudySite[]): [string[], string[], string[]] {
  const seen = sites.filter((site) => may(act.actor, 'monitoring.view', site));
  return [seen.map(({ id }) => id), seen.map(({ siteId }) => siteId), seen.map(({ studyId }) => studyId)];
}
