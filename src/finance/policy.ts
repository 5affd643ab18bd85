// Who may see and change contracts and earned lines, and at which sites.
import { type Actor, may } from '#access/rules';

/** A record that lies at a site of a study; a null site stands for the whole study. */
interface Placed {
  readonly studyId: string;
  readonly siteId?: string | null;
}

/** Whether the actor may write terms there. A contract for all sites needs a grant for all sites. */
export function canEditTerms(actor: Actor, contract: Placed): boolean {
  return may(actor, 'finance.edit-terms', contract);
}

/** Whether the actor may put a version into force there. */
export function canReleaseTerms(actor: Actor, contract: Placed): boolean {
  return may(actor, 'finance.release-terms', contract);
}
