// Who may see, raise and assess deviations, and at which sites.
import { type Actor, may, roles } from '#access/rules';

/** Whether the actor may assess a deviation at this site and study. */
export function canAssess(actor: Actor, record: { readonly siteId: string; readonly studyId: string }): boolean {
  return may(actor, 'monitoring.assess', record);
}

/**
 * The sites of a study at which the actor may see deviations; null stands for every site. Row-level security opens rows to any
 * grant of a person, so the list is also limited to the grants that carry the permission.
 */
export function sitesInReach(actor: Actor, studyId: string): readonly string[] | null {
  if (actor.kind === 'operator') return may(actor, 'monitoring.view', {}) ? null : [];
  const grants = actor.grants.filter(
    (grant) => roles[grant.role].includes('monitoring.view') && (grant.studyId === null || grant.studyId === studyId),
  );
  const sites = grants.map((grant) => grant.siteId);
  return sites.includes(null) ? null : sites.filter((site) => site !== null);
}

/** The places of the grants that carry the permission; null stands for every site or study. Empty: nothing is in reach. */
export function grantsThat(
  actor: Actor,
  permission: string,
): readonly { readonly siteId: string | null; readonly studyId: string | null }[] {
  if (actor.kind === 'operator') return may(actor, permission, {}) ? [{ siteId: null, studyId: null }] : [];
  return actor.grants.filter((grant) => roles[grant.role].includes(permission));
}
