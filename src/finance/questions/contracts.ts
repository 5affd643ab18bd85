// The read side of contracts: terms as people write and read them.
import type { z } from 'zod';
import { type Act, type Actor, requireMay, sitesInReach } from '#access';
import { dateInZone } from '#lib';
import { type SiteRow, siteById, sitesByIds } from '#network';
import { found } from '#platform';
import type { contractListed, contractVersionView, contractView } from '../contract.ts';
import type { invoiceableTerm, screenFailureTerm, visitTerm } from '../contract/terms.ts';
import { canEditTerms, canReleaseTerms } from '../policy.ts';
import {
  type ContractRow,
  type TermRow,
  type VersionRow,
  isStudyInReach,
  loadContract,
  loadContracts,
  loadTerms,
  loadVersions,
} from '../store/contracts.ts';

type VisitTermView = z.infer<typeof visitTerm>;

/** The contracts of a study that cover a site where the actor may see terms. */
export async function listContracts(act: Act, studyId: string): Promise<z.infer<typeof contractListed>[]> {
  if (!(await isStudyInReach(act.tx, studyId))) found(null);
  requireMay(act, 'finance.view-terms', { studyId });
  const sites = sitesInReach(act.actor, 'finance.view-terms', studyId);
  const rows = (await loadContracts(act.tx, studyId)).filter((row) => sites === null || row.siteId === null || sites.includes(row.siteId));
  const versions = await loadVersions(
    act.tx,
    rows.map((row) => row.id),
  );
  const ownSites = await sitesByIds(
    act,
    rows.flatMap((row) => row.siteId ?? []),
  );
  return rows.map((row) => {
    const own = versions.filter((version) => version.contractId === row.id);
    return {
      ...head(act, row, ownSites.get(row.siteId ?? '')),
      versions: own.map(({ id, number, status, effectiveFrom }) => ({ id, number, status, effectiveFrom: effectiveFrom.toString() })),
    };
  });
}

/** A contract with its versions and their terms. */
export async function viewContract(act: Act, contractId: string): Promise<z.infer<typeof contractView>> {
  const row = found(await loadContract(act.tx, contractId));
  // Whoever sees terms at one site of the study sees what covers all of them.
  requireMay(act, 'finance.view-terms', { studyId: row.studyId, ...(row.siteId === null ? {} : { siteId: row.siteId }) });
  return contractOf(act, row);
}

/** The contract after a change; the actor may be one who writes terms and reads nothing else. */
export async function contractOf(act: Act, row: ContractRow): Promise<z.infer<typeof contractView>> {
  const site = row.siteId === null ? null : await siteById(act, row.siteId);
  const versions = await loadVersions(act.tx, [row.id]);
  const terms = await loadTerms(
    act.tx,
    versions.map((version) => version.id),
  );
  return {
    ...head(act, row, site),
    versions: versions.map((version) =>
      viewVersion(
        act.actor,
        version,
        terms.filter((term) => term.contractVersionId === version.id),
      ),
    ),
  };
}

// Without a site of its own the contract's day is that of UTC.
function head(act: Act, row: ContractRow, site: SiteRow | null | undefined): Omit<z.infer<typeof contractView>, 'versions'> {
  const { id, studyId, siteId, code, payerId, currency } = row;
  const today = dateInZone(act.now, site?.timeZone ?? 'UTC').toString();
  return { id, studyId, siteId, code, payerId, currency, today, can: { draft: canEditTerms(act.actor, row) } };
}

/** A version with its terms. */
export function viewVersion(actor: Actor, row: VersionRow, terms: readonly TermRow[]): z.infer<typeof contractVersionView> {
  const failure = terms.find((term) => term.kind === 'screen-failure');
  const isDraft = row.status === 'draft';
  return {
    id: row.id,
    contractId: row.contractId,
    number: row.number,
    status: row.status,
    effectiveFrom: row.effectiveFrom.toString(),
    overheadBasisPoints: row.overheadBasisPoints,
    holdback:
      row.holdbackBasisPoints === 0 ? null : { basisPoints: row.holdbackBasisPoints, of: row.holdbackBase, clause: row.holdbackClause },
    billing: { clock: row.billingClock, termDays: row.termDays },
    visitTerms: terms.filter((term) => term.kind === 'visit').map(viewVisitTerm),
    screenFailure: failure ? viewScreenFailure(failure) : null,
    invoiceables: terms.flatMap(viewInvoiceable),
    version: row.version,
    can: { edit: isDraft && canEditTerms(actor, row), release: isDraft && canReleaseTerms(actor, row) },
  };
}

function viewVisitTerm(row: TermRow): VisitTermView {
  const { key, label, clause, withOverhead, withHoldback } = row;
  return {
    key,
    visitKey: row.visitKey ?? '',
    label,
    clause,
    directMinor: row.directMinor.toString(),
    withOverhead,
    withHoldback,
    partial: viewPartial(row),
  };
}

function viewInvoiceable(row: TermRow): z.infer<typeof invoiceableTerm>[] {
  const { key, label, clause, trigger, activityKey, withOverhead, withHoldback, submitWithinDays, maxPerSubject, maxPerSite } = row;
  if (trigger === null) return [];
  const price = { directMinor: row.directMinor.toString(), withOverhead, withHoldback };
  const maxMinorPerSite = row.maxMinorPerSite?.toString() ?? null;
  return [{ key, label, clause, trigger, activityKey, ...price, submitWithinDays, maxPerSubject, maxPerSite, maxMinorPerSite }];
}

function viewPartial(row: TermRow): VisitTermView['partial'] {
  if (row.partialVisit === 'pro-rata') return { kind: 'pro-rata', directMinorByActivity: row.activityPrices ?? {} };
  if (row.partialVisit === 'full') return { kind: 'full' };
  return { kind: 'all-or-nothing', requiredActivities: row.requiredActivities };
}

function viewScreenFailure(row: TermRow): z.infer<typeof screenFailureTerm> | null {
  if (row.screenFailure === null) return null;
  const { visitKeys, pays, rule } = row.screenFailure;
  const flat = { kind: 'flat' as const, directMinor: row.directMinor.toString(), withOverhead: row.withOverhead };
  return {
    key: row.key,
    label: row.label,
    clause: row.clause,
    visitKeys,
    amount: pays === 'flat' ? flat : { kind: 'visits-gross' },
    rule: rule as z.infer<typeof screenFailureTerm>['rule'],
  };
}
