// The shell of contracts: open, draft, write terms, release. A live version never changes again.
import type { z } from 'zod';
import { civilDate, isCurrency } from '#lib';
import type { Act } from '#access';
import { Refusal, found, must } from '#platform';
import type { BodyOf } from '#platform/contract';
import type { contractVersionView, contractView, financeContract } from '../contract.ts';
import { canEditTerms, canReleaseTerms } from '../policy.ts';
import { contractOf, viewVersion } from '../questions/contracts.ts';
import { dryRunOf } from './dry-run.ts';
import * as store from '../store/contracts.ts';
import { settleLateRelease } from './arrears.ts';
import { checkRelease, checkTerms } from './check-terms.ts';
import { visitKeysOf } from '../questions/planned-visits.ts';

type Routes = typeof financeContract;
type Terms = BodyOf<Routes['saveTerms']>;
type VersionView = z.infer<typeof contractVersionView>;

/** Opens a contract without versions. Refuses a code that the study has already, and a currency whose digits are not known. */
export async function createContract(
  act: Act,
  studyId: string,
  body: BodyOf<Routes['createContract']>,
): Promise<z.infer<typeof contractView>> {
  if (!(await store.isStudyInReach(act.tx, studyId))) throw new Refusal('not-found');
  if (body.siteId !== null && !(await store.isSiteInReach(act.tx, body.siteId))) throw new Refusal('not-found');
  if (!canEditTerms(act.actor, { studyId, siteId: body.siteId })) throw new Refusal('not-allowed', { permission: 'finance.edit-terms' });
  if (body.payerId !== null && !(await store.isOrganizationKnown(act.tx, body.payerId)))
    throw new Refusal('payer-unknown', { payerId: body.payerId });
  if (!isCurrency(body.currency)) throw new Refusal('currency-unknown', { currency: body.currency });
  const row = { id: act.newId(), studyId, siteId: body.siteId, code: body.code, payerId: body.payerId, currency: body.currency };
  if (!(await store.insertContract(act.tx, row))) throw new Refusal('already-exists', { field: 'code' });
  return contractOf(act, found(await store.loadContract(act.tx, row.id)));
}

/** Drafts the next version, with no terms or with a copy of another version's. One draft at a time, so that numbers follow dates. */
export async function draftVersion(act: Act, contractId: string, body: BodyOf<Routes['draftVersion']>): Promise<VersionView> {
  const contract = found(await store.loadContract(act.tx, contractId));
  requireEdit(act, contract);
  const versions = await store.loadVersions(act.tx, [contractId]);
  const draft = versions.find((version) => version.status === 'draft');
  if (draft) throw new Refusal('draft-exists', { number: draft.number });
  const source = body.copyTermsOf === null ? null : versions.find((version) => version.id === body.copyTermsOf);
  if (source === undefined) throw new Refusal('version-unknown', { copyTermsOf: body.copyTermsOf });
  const id = act.newId();
  const number = (versions.at(-1)?.number ?? 0) + 1;
  const row = { id, contractId, studyId: contract.studyId, siteId: contract.siteId, number, status: 'draft' as const, ...headOf(body) };
  if (!(await store.insertVersion(act.tx, row))) throw new Refusal('effective-date-taken', { effectiveFrom: body.effectiveFrom });
  const copied = source ? await store.loadTerms(act.tx, [source.id]) : [];
  if (copied.length > 0) {
    await store.replaceTerms(
      act.tx,
      id,
      copied.map((term) => ({ ...term, id: act.newId(), contractVersionId: id })),
    );
  }
  return versionView(act, id);
}

/** Replaces the rates and terms of a draft as a whole. Refuses a live version, repeated keys, and pro-rata prices that do not add up. */
export async function saveTerms(act: Act, versionId: string, version: number, body: Terms): Promise<VersionView> {
  const row = found(await store.loadVersion(act.tx, versionId));
  requireEdit(act, row);
  must(checkTerms(body));
  const dates = (await store.loadVersions(act.tx, [row.contractId]))
    .filter((other) => other.id !== versionId)
    .map((other) => other.effectiveFrom.toString());
  if (dates.includes(body.effectiveFrom)) throw new Refusal('effective-date-taken', { effectiveFrom: body.effectiveFrom });
  await amendDraft(act, row, version, headOf(body));
  await store.replaceTerms(act.tx, versionId, termRows(act, row, body));
  return versionView(act, versionId);
}

/**
 * Puts a draft into force; services since its date earn by it in arrears. Refuses without terms, with a date that is not later than the last
 * one, with visits that the study does not plan, and where the dry run is not the one that was seen (FIN-02).
 *
 * @param seen left out by programs of the house, which show a dry run to nobody
 */
export async function releaseVersion(
  act: Act,
  versionId: string,
  version: number,
  seen?: BodyOf<Routes['releaseVersion']>,
): Promise<VersionView> {
  const row = found(await store.loadVersion(act.tx, versionId));
  if (!canReleaseTerms(act.actor, row)) throw new Refusal('not-allowed', { permission: 'finance.release-terms' });
  await amendDraft(act, row, version, { status: 'live' });
  const siblings = (await store.loadVersions(act.tx, [row.contractId])).filter((other) => other.id !== row.id && other.status === 'live');
  const terms = await store.loadTerms(act.tx, [versionId]);
  const run = seen && (await dryRunOf(act, row, terms));
  must(
    checkRelease({
      effectiveFrom: row.effectiveFrom,
      terms,
      live: siblings,
      planned: await visitKeysOf(act, row),
      pricedElsewhere: await pricedElsewhere(act, row),
    }),
  );
  if (run && run.sha256 !== seen.dryRunSha256) throw new Refusal('dry-run-not-seen', { current: run });
  await settleLateRelease(act, row);
  return versionView(act, versionId);
}

/** Visit keys that another contract of the same coverage prices already: a visit is paid once. */
async function pricedElsewhere(act: Act, row: store.VersionRow): Promise<ReadonlyMap<string, string>> {
  const others = (await store.loadContracts(act.tx, row.studyId)).filter(
    (other) => other.id !== row.contractId && other.siteId === row.siteId,
  );
  const live = (
    await store.loadVersions(
      act.tx,
      others.map((other) => other.id),
    )
  ).filter((version) => version.status === 'live');
  const terms = await store.loadTerms(
    act.tx,
    live.map((version) => version.id),
  );
  const codes = new Map(live.map((version) => [version.id, others.find((other) => other.id === version.contractId)?.code ?? '']));
  return new Map(terms.flatMap((term) => (term.visitKey === null ? [] : [[term.visitKey, codes.get(term.contractVersionId) ?? '']])));
}

async function amendDraft(
  act: Act,
  row: store.VersionRow,
  version: number,
  change: Parameters<typeof store.updateVersion>[3],
): Promise<void> {
  if (row.version !== version) throw new Refusal('version-conflict', { yours: version, current: await versionView(act, row.id) });
  if (row.status === 'live') throw new Refusal('version-live', { number: row.number });
  if (!(await store.updateVersion(act.tx, row.id, version, change)))
    throw new Refusal('version-conflict', { yours: version, current: await versionView(act, row.id) });
}

function requireEdit(act: Act, record: { studyId: string; siteId: string | null }): void {
  if (!canEditTerms(act.actor, record)) throw new Refusal('not-allowed', { permission: 'finance.edit-terms' });
}

async function versionView(act: Act, versionId: string): Promise<VersionView> {
  const row = found(await store.loadVersion(act.tx, versionId));
  return viewVersion(act.actor, row, await store.loadTerms(act.tx, [versionId]));
}

function headOf(body: Pick<Terms, 'effectiveFrom' | 'overheadBasisPoints' | 'holdback' | 'billing'>) {
  return {
    effectiveFrom: civilDate(body.effectiveFrom),
    overheadBasisPoints: body.overheadBasisPoints,
    holdbackBasisPoints: body.holdback?.basisPoints ?? 0,
    holdbackBase: body.holdback?.of ?? ('gross' as const),
    holdbackClause: body.holdback?.clause ?? '',
    billingClock: body.billing.clock,
    termDays: body.billing.termDays,
  };
}

type NewTerm = Parameters<typeof store.replaceTerms>[2][number];

function termRows(act: Act, row: store.VersionRow, body: Terms): NewTerm[] {
  const place = { contractVersionId: row.id, studyId: row.studyId, siteId: row.siteId };
  const visits = body.visitTerms.map(({ partial, directMinor, ...term }, position): NewTerm => ({
    id: act.newId(),
    ...place,
    ...term,
    kind: 'visit',
    directMinor: BigInt(directMinor),
    partialVisit: partial.kind,
    requiredActivities: partial.kind === 'all-or-nothing' ? partial.requiredActivities : null,
    activityPrices: partial.kind === 'pro-rata' ? partial.directMinorByActivity : null,
    position,
  }));
  const beside = body.invoiceables.map(({ directMinor, maxMinorPerSite, ...term }, at): NewTerm => ({
    id: act.newId(),
    ...place,
    ...term,
    kind: 'invoiceable',
    directMinor: BigInt(directMinor),
    maxMinorPerSite: maxMinorPerSite === null ? null : BigInt(maxMinorPerSite),
    position: visits.length + at,
  }));
  const priced = [...visits, ...beside];
  if (body.screenFailure === null) return priced;
  const { amount, rule, visitKeys, ...term } = body.screenFailure;
  const direct =
    amount.kind === 'flat'
      ? { directMinor: BigInt(amount.directMinor), withOverhead: amount.withOverhead }
      : { directMinor: 0n, withOverhead: false };
  const screenFailure = { visitKeys, pays: amount.kind, rule };
  return [
    ...priced,
    { id: act.newId(), ...place, ...term, kind: 'screen-failure', ...direct, withHoldback: false, screenFailure, position: priced.length },
  ];
}
