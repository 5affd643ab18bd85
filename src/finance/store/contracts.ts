// Contracts, versions and terms: their loads and writes.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#platform';
import { contract, contractVersion, paymentTerm } from '../tables.ts';

export type ContractRow = typeof contract.$inferSelect;
export type VersionRow = typeof contractVersion.$inferSelect;
export type TermRow = typeof paymentTerm.$inferSelect;

/** Whether the study is within the actor's reach. */
export async function isStudyInReach(tx: Tx, studyId: string): Promise<boolean> {
  const { rowCount } = await tx.$client.query({
    name: 'finance-study',
    text: 'select 1 from studies.pub_study s where s.id = $1',
    values: [studyId],
  });
  return rowCount === 1;
}

/** Whether the site is within the actor's reach. */
export async function isSiteInReach(tx: Tx, siteId: string): Promise<boolean> {
  const { rowCount } = await tx.$client.query({
    name: 'finance-site',
    text: 'select 1 from network.pub_site s where s.id = $1',
    values: [siteId],
  });
  return rowCount === 1;
}

/** Whether the organization is known. */
export async function isOrganizationKnown(tx: Tx, organizationId: string): Promise<boolean> {
  const { rowCount } = await tx.$client.query({
    name: 'finance-payer',
    text: 'select 1 from network.pub_organization o where o.id = $1',
    values: [organizationId],
  });
  return rowCount === 1;
}

/** One contract, or null out of scope. */
export async function loadContract(tx: Tx, contractId: string): Promise<ContractRow | null> {
  const [row] = await tx.select().from(contract).where(eq(contract.id, contractId));
  return row ?? null;
}

/** Those of the contracts that lie within the actor's reach. */
export async function loadContractsOf(tx: Tx, contractIds: readonly string[]): Promise<ContractRow[]> {
  return tx
    .select()
    .from(contract)
    .where(inArray(contract.id, [...contractIds]));
}

/** The contracts of a study within the actor's reach, by code. */
export async function loadContracts(tx: Tx, studyId: string): Promise<ContractRow[]> {
  return tx.select().from(contract).where(eq(contract.studyId, studyId)).orderBy(asc(contract.code));
}

/** Inserts a contract; answers false when the study has one with this code. */
export async function insertContract(tx: Tx, row: typeof contract.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(contract).values(row).onConflictDoNothing();
  return inserted.rowCount === 1;
}

/** One version, or null out of scope. */
export async function loadVersion(tx: Tx, versionId: string): Promise<VersionRow | null> {
  const [row] = await tx.select().from(contractVersion).where(eq(contractVersion.id, versionId));
  return row ?? null;
}

/** The versions of contracts, by number. */
export async function loadVersions(tx: Tx, contractIds: readonly string[]): Promise<VersionRow[]> {
  if (contractIds.length === 0) return [];
  return tx
    .select()
    .from(contractVersion)
    .where(inArray(contractVersion.contractId, [...contractIds]))
    .orderBy(asc(contractVersion.number));
}

/** The terms of versions, in their order. */
export async function loadTerms(tx: Tx, versionIds: readonly string[]): Promise<TermRow[]> {
  if (versionIds.length === 0) return [];
  return tx
    .select()
    .from(paymentTerm)
    .where(inArray(paymentTerm.contractVersionId, [...versionIds]))
    .orderBy(asc(paymentTerm.position));
}

/** Inserts a draft; answers false when another one took its number or its date. */
export async function insertVersion(tx: Tx, row: typeof contractVersion.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(contractVersion).values(row).onConflictDoNothing();
  return inserted.rowCount === 1;
}

/** Changes a draft if the version is still the one that was read. */
export async function updateVersion(
  tx: Tx,
  versionId: string,
  version: number,
  change: Partial<typeof contractVersion.$inferInsert>,
): Promise<boolean> {
  const updated = await tx
    .update(contractVersion)
    .set({ ...change, version: version + 1 })
    .where(and(eq(contractVersion.id, versionId), eq(contractVersion.version, version)));
  return updated.rowCount === 1;
}

/** Puts new terms in the place of a draft's. */
export async function replaceTerms(tx: Tx, versionId: string, terms: readonly (typeof paymentTerm.$inferInsert)[]): Promise<void> {
  await tx.delete(paymentTerm).where(eq(paymentTerm.contractVersionId, versionId));
  if (terms.length > 0) await tx.insert(paymentTerm).values([...terms]);
}

/** The schedule versions that the study's sites follow, or one of them. */
export async function loadScheduleVersionIds(tx: Tx, studyId: string, siteId: string | null): Promise<string[]> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'finance-schedules',
    text: `select distinct ss.schedule_version_id as id from studies.pub_study_site ss
      where ss.study_id = $1 and ($2::uuid is null or ss.site_id = $2) and ss.schedule_version_id is not null`,
    values: [studyId, siteId],
  });
  return rows.map((row) => row.id);
}
