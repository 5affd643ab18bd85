// Who issues invoices does not write the terms they bill by (BR-18): asked before every step that moves an invoice.
import { type Act, requireMay } from '#access';
import { Refusal } from '#platform';
import { writesTermsThere } from '../policy.ts';

/** Refuses without the right to issue there, and to whoever also writes terms there. */
export function requireIssuing(act: Act, record: { readonly studyId: string; readonly siteId: string | null }): void {
  requireMay(act, 'finance.issue-invoice', { studyId: record.studyId, siteId: record.siteId });
  if (writesTermsThere(act.actor, record))
    throw new Refusal('duties-not-separate', { permissions: 'finance.issue-invoice, finance.edit-terms' });
}
