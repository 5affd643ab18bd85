// What earning needs to see before it decides: the live versions that cover a site, and the lines there are. One statement each.
import { civilDate, type Temporal } from '#lib';
import { type Tx, forMany } from '#platform';
import { type AccrualLine, lineKey } from '../rules.ts';
import type { KeptLine } from './kept.ts';
import { asExplanation } from './kept-explanation.ts';
import { type CoveringContract, VERSIONS_IN_FORCE, type VersionName, liveContracts } from './live-versions.ts';

export type { CoveringContract } from './live-versions.ts';

/** A line with the id of its row. */
export type StoredLine = AccrualLine & { readonly id: string };

/** Everything about one subject's money: the contracts of its site, its lines, and whether it failed screening. */
export interface Books {
  readonly contracts: readonly CoveringContract[];
  readonly lines: readonly StoredLine[];
  readonly failedOn: Temporal.PlainDate | null;
}

const LINE = `json_build_object('id', l.id, 'versionId', l.contract_version_id, 'termKey', l.term_key, 'kind', l.kind, 'state', l.state, 'subjectId', l.subject_id,
    'visitId', l.visit_id, 'eventId', l.event_id, 'visitKey', l.visit_key, 'cycle', l.cycle, 'procedureId', l.procedure_id, 'repeatNo', l.repeat_no, 'generation', l.generation,
    'correction', l.correction, 'reversesId', l.reverses_id, 'serviceDate', l.service_date, 'currency', l.currency, 'amountMinor', l.amount_minor::text,
    'directMinor', l.direct_minor::text, 'overheadMinor', l.overhead_minor::text, 'grossMinor', l.gross_minor::text, 'payableMinor', l.payable_minor::text,
    'holdbackMinor', l.holdback_minor::text, 'explanation', l.explanation)`;
const LOAD_BOOKS = forMany(
  {
    name: 'finance-books',
    text: `select s.id, ${VERSIONS_IN_FORCE} as versions,
      coalesce((select json_agg(${LINE} order by l.id) from finance.accrual_line l where l.subject_id = s.id), '[]') as lines,
      (select e.on_date from finance.screening_event e where e.subject_id = s.id and e.kind = 'failed') as failed_on
    from unnest($3::uuid[]) s (id)`,
  },
  { by: 'id', keys: 2 },
);

/** The books of one subject. */
export async function loadBooks(tx: Tx, at: { studyId: string; siteId: string; subjectId: string }): Promise<Books> {
  const { rows } = await tx.$client.query<{ versions: VersionName[]; lines: KeptLine[]; failed_on: string | null }>({
    ...LOAD_BOOKS,
    values: [at.studyId, at.siteId, [at.subjectId]],
  });
  const row = rows[0];
  if (!row) throw new Error('the statement answers one row');
  const contracts = await liveContracts(tx, row.versions);
  return {
    contracts,
    lines: asLines(row.lines, contracts),
    failedOn: row.failed_on === null ? null : civilDate(row.failed_on),
  };
}

const LIVE = forMany(
  {
    name: 'finance-live-version',
    text: `select s.id from unnest($1::uuid[]) s (id) where exists (select 1 from finance.contract_version v where v.study_id = s.id and v.status = 'live')`,
  },
  { by: 'id', keys: 0 },
);

/** Whether the study has any contract in force or to come. */
export async function hasLiveVersion(tx: Tx, studyId: string): Promise<boolean> {
  return (await tx.$client.query({ ...LIVE, values: [[studyId]] })).rows.length > 0;
}

/** The contracts that cover a site, with their live versions. */
export async function loadSiteContracts(tx: Tx, at: { studyId: string; siteId: string }): Promise<CoveringContract[]> {
  const { rows } = await tx.$client.query<{ versions: VersionName[] }>({
    name: 'finance-site-contracts',
    text: `select ${VERSIONS_IN_FORCE} as versions`,
    values: [at.studyId, at.siteId],
  });
  return liveContracts(tx, rows[0]?.versions ?? []);
}

/** The screen-failure lines of a site under one contract, reversals included. */
export async function loadFailureLines(tx: Tx, contract: CoveringContract, siteId: string): Promise<StoredLine[]> {
  const { rows } = await tx.$client.query<{ lines: KeptLine[] }>({
    name: 'finance-failure-lines',
    text: `select coalesce(json_agg(${LINE} order by l.id), '[]') as lines from finance.accrual_line l
      where l.contract_id = $1 and l.site_id = $2 and l.kind = 'screen-failure'`,
    values: [contract.id, siteId],
  });
  return asLines(rows[0]?.lines ?? [], [contract]);
}

// A line was priced by a live version of a contract that covers its site, and those are at hand.
function asLines(kept: readonly KeptLine[], contracts: readonly CoveringContract[]): StoredLine[] {
  const names = new Map(
    contracts.flatMap(({ code, versionIds }) => [...versionIds].map(([number, id]) => [id, { code, number }] as const)),
  );
  const lines = kept.map((line) => {
    const name = names.get(line.versionId);
    if (!name) throw new Error('a line names a contract version that does not cover its site');
    return asLine(line, name);
  });
  const keys = new Map(lines.map((line) => [line.id, lineKey(line)]));
  return lines.map((line, index) => ({ ...line, reverses: keys.get(kept[index]?.reversesId ?? '') ?? null }));
}

function asLine(kept: KeptLine, version: { readonly code: string; readonly number: number }): StoredLine {
  return {
    id: kept.id,
    contractKey: version.code,
    contractVersion: version.number,
    termKey: kept.termKey,
    kind: kept.kind,
    state: kept.state,
    subjectId: kept.subjectId,
    visitId: kept.visitId,
    eventId: kept.eventId,
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
    why: asExplanation(kept.explanation, kept.id),
  };
}
