// Live contract versions with their terms. A live version never changes, so it is read once per process; whether it covers a site and is in
// the actor's scope is asked of the database every time.
import type { Tx } from '#platform';
import type { ContractVersion } from '../rules.ts';
import { type KeptTerm, type KeptVersion, asVersion } from './kept.ts';

/** A contract that covers a site, with its live versions by number. */
export interface CoveringContract {
  readonly id: string;
  readonly code: string;
  /** Null: it covers every site of the study. */
  readonly siteId: string | null;
  readonly versions: readonly ContractVersion[];
  /** Row ids by version number. */
  readonly versionIds: ReadonlyMap<number, string>;
}

/** A version as the books name it: the row's id and how often it was changed while it was a draft. */
export interface VersionName {
  readonly id: string;
  readonly version: number;
}

/** The live versions that cover a site (`$1` study, `$2` site), as JSON. */
export const VERSIONS_IN_FORCE = `coalesce((select json_agg(json_build_object('id', v.id, 'version', v.version)) from finance.contract_version v
    where v.study_id = $1 and (v.site_id = $2 or v.site_id is null) and v.status = 'live'), '[]')`;

interface LiveVersion {
  readonly id: string;
  readonly contract: Pick<CoveringContract, 'id' | 'code' | 'siteId'>;
  readonly terms: ContractVersion;
}

interface KeptLiveVersion extends KeptVersion {
  readonly id: string;
  readonly version: number;
  readonly contract: LiveVersion['contract'] & { readonly currency: string };
  readonly terms: KeptTerm[];
}

const READ = {
  name: 'finance-live-versions',
  text: `select v.id, v.version, v.number, v.effective_from as "effectiveFrom", v.overhead_basis_points as "overheadBasisPoints",
      v.holdback_basis_points as "holdbackBasisPoints", v.holdback_base as "holdbackBase", v.holdback_clause as "holdbackClause",
      json_build_object('id', c.id, 'code', c.code, 'siteId', c.site_id, 'currency', c.currency) as contract,
      coalesce((select json_agg(json_build_object('key', t.key, 'kind', t.kind, 'visitKey', t.visit_key, 'clause', t.clause, 'directMinor', t.direct_minor::text,
        'withOverhead', t.with_overhead, 'withHoldback', t.with_holdback, 'partialVisit', t.partial_visit, 'requiredActivities', t.required_activities,
        'activityPrices', t.activity_prices, 'screenFailure', t.screen_failure, 'label', t.label, 'trigger', t.trigger, 'activityKey', t.activity_key,
        'submitWithinDays', t.submit_within_days, 'maxPerSubject', t.max_per_subject, 'maxPerSite', t.max_per_site,
        'maxMinorPerSite', t.max_minor_per_site::text) order by t.position) from finance.payment_term t
        where t.contract_version_id = v.id), '[]') as terms
    from finance.contract_version v join finance.contract c on c.id = v.contract_id where v.id = any($1::uuid[])`,
};

// A release that was rolled back leaves the row a draft, which may change: its next release has another version.
const nameOf = ({ id, version }: VersionName) => `${id} ${version}`;

/** Reads the contracts behind versions, a site's own before those for all sites. */
export type ReadLiveContracts = (tx: Tx, names: readonly VersionName[]) => Promise<CoveringContract[]>;

/** A reader that keeps what it read; before it would keep more than `mostKept` versions it forgets all of them. */
export function keepLiveContracts(mostKept: number): ReadLiveContracts {
  const known = new Map<string, LiveVersion>();
  return async (tx, names) => {
    // Taken before the wait, in which a request may make the reader forget.
    const atHand = names.flatMap((name) => known.get(nameOf(name)) ?? []);
    const unknown = names.filter((name) => !known.has(nameOf(name)));
    if (unknown.length === 0) return contractsOf(atHand);
    const read = await readVersions(tx, unknown);
    if (known.size + read.size > mostKept) known.clear();
    for (const [name, version] of read) known.set(name, version);
    return contractsOf([...atHand, ...read.values()]);
  };
}

/** The contracts behind these versions, as this process keeps them. */
export const liveContracts = keepLiveContracts(1_000);

function contractsOf(live: readonly LiveVersion[]): CoveringContract[] {
  const versions = [...live].sort((a, b) => a.terms.version - b.terms.version);
  const contracts = new Map(versions.map(({ contract }) => [contract.id, contract]));
  return [...contracts.values()]
    .map((contract) => ({ ...contract, ...versionsOf(versions.filter((version) => version.contract.id === contract.id)) }))
    .sort((a, b) => Number(a.siteId === null) - Number(b.siteId === null) || (a.code < b.code ? -1 : 1));
}

function versionsOf(list: readonly LiveVersion[]): Pick<CoveringContract, 'versions' | 'versionIds'> {
  return { versions: list.map(({ terms }) => terms), versionIds: new Map(list.map(({ id, terms }) => [terms.version, id])) };
}

async function readVersions(tx: Tx, names: readonly VersionName[]): Promise<ReadonlyMap<string, LiveVersion>> {
  const { rows } = await tx.$client.query<KeptLiveVersion>({ ...READ, values: [names.map(({ id }) => id)] });
  return new Map(
    rows.map(({ contract, terms, ...head }) => {
      const { id, code, siteId } = contract;
      return [nameOf(head), { id: head.id, contract: { id, code, siteId }, terms: asVersion(contract, head, terms) }];
    }),
  );
}
