// What earning needs to see before it decides: the live versions that cover a site, and the lines there are. One statement each.
import { civilDate, type Temporal } from '#lib';
import type { Tx } from '#platform';
import { type AccrualLine, type ContractVersion, lineKey } from '../rules.ts';
import { type KeptLine, type KeptTerm, type KeptVersion, asExplanation, asVersion } from './kept.ts';

/** A line with the id of its row. */
export type StoredLine = AccrualLine & { readonly id: string };

/** A contract that covers the site, with its live versions. */
export interface CoveringContract {
  readonly id: string;
  readonly code: string;
  /** Null: it covers every site of the study. */
  readonly siteId: string | null;
  readonly versions: readonly ContractVersion[];
  /** Row ids by version number. */
  readonly versionIds: ReadonlyMap<number, string>;
}

/** Everything about one subject's money: the contracts of its site, its lines, and whether it failed screening. */
export interface Books {
  readonly contracts: readonly CoveringContract[];
  readonly lines: readonly StoredLine[];
  readonly failedOn: Temporal.PlainDate | null;
}

interface KeptContract {
  readonly id: string;
  readonly code: string;
  readonly currency: string;
  readonly siteId: string | null;
  readonly versions: (KeptVersion & { readonly id: string; readonly terms: KeptTerm[] })[];
}

const CONTRACTS = `
  coalesce((select json_agg(json_build_object('id', c.id, 'code', c.code, 'currency', c.currency, 'siteId', c.site_id, 'versions', v.list) order by c.site_id nulls last, c.code)
    from finance.contract c
    cross join lateral (
      select json_agg(json_build_object('id', v.id, 'number', v.number, 'effectiveFrom', v.effective_from, 'overheadBasisPoints', v.overhead_basis_points,
          'holdbackBasisPoints', v.holdback_basis_points, 'holdbackBase', v.holdback_base, 'holdbackClause', v.holdback_clause, 'terms', t.list) order by v.number) as list
      from finance.contract_version v
      cross join lateral (
        select coalesce(json_agg(json_build_object('key', t.key, 'kind', t.kind, 'visitKey', t.visit_key, 'clause', t.clause, 'directMinor', t.direct_minor::text,
            'withOverhead', t.with_overhead, 'withHoldback', t.with_holdback, 'partialVisit', t.partial_visit, 'requiredActivities', t.required_activities,
            'activityPrices', t.activity_prices, 'screenFailure', t.screen_failure) order by t.position), '[]') as list
        from finance.payment_term t where t.contract_version_id = v.id
      ) t
      where v.contract_id = c.id and v.status = 'live'
    ) v
    where c.study_id = $1 and (c.site_id = $2 or c.site_id is null) and v.list is not null), '[]')`;

const LINE = `json_build_object('id', l.id, 'contractKey', c.code, 'contractVersion', v.number, 'termKey', l.term_key, 'kind', l.kind, 'state', l.state, 'subjectId', l.subject_id,
    'visitId', l.visit_id, 'visitKey', l.visit_key, 'cycle', l.cycle, 'procedureId', l.procedure_id, 'repeatNo', l.repeat_no, 'generation', l.generation,
    'correction', l.correction, 'reversesId', l.reverses_id, 'serviceDate', l.service_date, 'currency', l.currency, 'amountMinor', l.amount_minor::text,
    'directMinor', l.direct_minor::text, 'overheadMinor', l.overhead_minor::text, 'grossMinor', l.gross_minor::text, 'payableMinor', l.payable_minor::text,
    'holdbackMinor', l.holdback_minor::text, 'explanation', l.explanation)`;
const LINES = `from finance.accrual_line l join finance.contract c on c.id = l.contract_id join finance.contract_version v on v.id = l.contract_version_id`;

const LOAD_BOOKS = {
  name: 'finance-books',
  text: `select ${CONTRACTS} as contracts, coalesce((select json_agg(${LINE} order by l.id) ${LINES} where l.subject_id = $3), '[]') as lines,
    (select e.on_date from finance.screening_event e where e.subject_id = $3 and e.kind = 'failed') as failed_on`,
};

/** The books of one subject. */
export async function loadBooks(tx: Tx, at: { studyId: string; siteId: string; subjectId: string }): Promise<Books> {
  const { rows } = await tx.$client.query<{ contracts: KeptContract[]; lines: KeptLine[]; failed_on: string | null }>({
    ...LOAD_BOOKS,
    values: [at.studyId, at.siteId, at.subjectId],
  });
  const row = rows[0];
  if (!row) throw new Error('the statement answers one row');
  return {
    contracts: row.contracts.map(asContract),
    lines: asLines(row.lines),
    failedOn: row.failed_on === null ? null : civilDate(row.failed_on),
  };
}

/** Whether the study has any contract in force or to come. */
export async function hasLiveVersion(tx: Tx, studyId: string): Promise<boolean> {
  const { rowCount } = await tx.$client.query({
    name: 'finance-live-version',
    text: `select 1 from finance.contract_version v where v.study_id = $1 and v.status = 'live' limit 1`,
    values: [studyId],
  });
  return rowCount === 1;
}

/** The contracts that cover a site, with their live versions. */
export async function loadSiteContracts(tx: Tx, at: { studyId: string; siteId: string }): Promise<CoveringContract[]> {
  const { rows } = await tx.$client.query<{ contracts: KeptContract[] }>({
    name: 'finance-site-contracts',
    text: `select ${CONTRACTS} as contracts`,
    values: [at.studyId, at.siteId],
  });
  return (rows[0]?.contracts ?? []).map(asContract);
}

/** The screen-failure lines of a site under one contract, reversals included. */
export async function loadFailureLines(tx: Tx, contractId: string, siteId: string): Promise<StoredLine[]> {
  const { rows } = await tx.$client.query<{ lines: KeptLine[] }>({
    name: 'finance-failure-lines',
    text: `select coalesce(json_agg(${LINE} order by l.id), '[]') as lines ${LINES} where l.contract_id = $1 and l.site_id = $2 and l.kind = 'screen-failure'`,
    values: [contractId, siteId],
  });
  return asLines(rows[0]?.lines ?? []);
}

function asContract(kept: KeptContract): CoveringContract {
  return {
    id: kept.id,
    code: kept.code,
    siteId: kept.siteId,
    versions: kept.versions.map((version) => asVersion(kept, version, version.terms)),
    versionIds: new Map(kept.versions.map((version) => [version.number, version.id])),
  };
}

function asLines(kept: readonly KeptLine[]): StoredLine[] {
  const lines = kept.map(asLine);
  const keys = new Map(lines.map((line) => [line.id, lineKey(line)]));
  return lines.map((line, index) => ({ ...line, reverses: keys.get(kept[index]?.reversesId ?? '') ?? null }));
}

function asLine(kept: KeptLine): StoredLine {
  return {
    id: kept.id,
    contractKey: kept.contractKey,
    contractVersion: kept.contractVersion,
    termKey: kept.termKey,
    kind: kept.kind,
    state: kept.state,
    subjectId: kept.subjectId,
    visitId: kept.visitId,
    visitKey: kept.visitKey,
    cycle: kept.cycle,
    procedureId: kept.procedureId,
    repeatNo: kept.repeatNo,
    generation: kept.generation,
    correction: kept.correction,
    reverses: null,
    serviceDate: civilDate(kept.serviceDate),
    currency: kept.currency,
    amountMinor: BigInt(kept.amountMinor),
    price: {
      directMinor: BigInt(kept.directMinor),
      overheadMinor: BigInt(kept.overheadMinor),
      grossMinor: BigInt(kept.grossMinor),
      payableMinor: BigInt(kept.payableMinor),
      holdbackMinor: BigInt(kept.holdbackMinor),
    },
    why: asExplanation(kept.explanation),
  };
}
