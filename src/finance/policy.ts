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
/** Whether the actor may draft, issue, send, void and credit invoices there. */
export function canIssueInvoice(actor: Actor, record: Placed): boolean {
  return may(actor, 'finance.issue-invoice', { studyId: record.studyId, siteId: record.siteId ?? null });
}

/** Whether the actor also writes the terms there: nobody both sets a price and bills by it (BR-18). */
export function writesTermsThere(actor: Actor, record: Placed): boolean {
  return may(actor, 'finance.edit-terms', { studyId: record.studyId, siteId: record.siteId ?? null });
}

/** Whether the actor may say what stands on our invoices: only who works for the whole network, and never who issues them. */
export function canEditIssuer(actor: Actor): boolean {
  return may(actor, 'finance.edit-issuer', { siteId: null, studyId: null });
}
