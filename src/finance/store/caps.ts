// How often and how much capped terms were paid at a site, for the rule that says whether one more is.
import { type Tx, alone } from '#platform';
import { type SiteCounts, amountCapKinds } from '../rules.ts';
import type { CoveringContract } from './live-versions.ts';

/** Counts by the code of the contract. */
export type CountsByContract = ReadonlyMap<string, SiteCounts>;

interface At {
  readonly studyId: string;
  readonly siteId: string;
  readonly subjectId: string;
}

/** Whether any version of these contracts pays something only so often, or only so much of it, at one site. */
function hasSiteCap(contracts: readonly CoveringContract[]): boolean {
  return contracts.some(({ versions }) =>
    versions.some(({ invoiceables }) => invoiceables.some((term) => term.maxPerSite !== null || term.maxMinorPerSite !== null)),
  );
}

/** What was paid at the site for other participants. Nothing is asked where no contract caps by site. */
export async function loadSiteCounts(tx: Tx, contracts: readonly CoveringContract[], at: At): Promise<CountsByContract> {
  if (!hasSiteCap(contracts)) return new Map();
  const { rows } = await tx.$client.query<{ contractId: string; termKey: string; count: number; amountMinor: string }>({
    name: 'finance-site-counts',
    text: `select l.contract_id as "contractId", l.term_key as "termKey", count(*) filter (where l.kind = 'invoiceable')::integer as count,
        sum(l.amount_minor)::text as "amountMinor" from finance.accrual_line l
      where l.study_id = $1 and l.site_id = $2 and l.subject_id <> $3 and l.kind = any ($4) and l.state = 'earned' and l.reverses_id is null
        and not exists (select 1 from finance.accrual_line r where r.reverses_id = l.id)
      group by l.contract_id, l.term_key`,
    values: [at.studyId, at.siteId, at.subjectId, amountCapKinds],
  });
  return new Map(
    contracts.map(({ id, code }) => [
      code,
      new Map(
        rows
          .filter(({ contractId }) => contractId === id)
          .map(({ termKey, count, amountMinor }) => [termKey, { count, amountMinor: BigInt(amountMinor) }]),
      ),
    ]),
  );
}

/**
 * The same for whoever posts next: waits for others who count there, so that two never take the same last place; what `work` posts under counts
 * must be awaited in it. Where no contract caps by site there is nothing to wait for, and no counts.
 */
export function countingAtSite<T>(
  tx: Tx,
  contracts: readonly CoveringContract[],
  at: At,
  work: (counts: CountsByContract) => Promise<T>,
): Promise<T> {
  if (!hasSiteCap(contracts)) return work(new Map());
  return alone(tx, `finance.cap ${at.studyId} ${at.siteId}`, async () => work(await loadSiteCounts(tx, contracts, at)));
}
