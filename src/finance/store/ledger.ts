// Posting: lines, their journals and the journals' legs, in one statement; and what the ratios of screen failures count.
import type { Temporal } from '#lib';
import { Records, type Tx, alone, forMany } from '#platform';
import { type AccrualLine, type ScreeningCounts, journalOf, lineKey } from '../rules.ts';
import type { CoveringContract, StoredLine } from './books.ts';
import { keptExplanation } from './kept-explanation.ts';

/** Where lines are posted: the site, and the contracts whose codes and versions they name. */
export interface PostingPlace {
  readonly studyId: string;
  readonly siteId: string;
  readonly contracts: readonly CoveringContract[];
}

// Lines whose key exists already are left out, and with them their journals: the same fact told twice posts once (BR-07).
const POST = forMany(
  {
    name: 'finance-post',
    text: `
    with line as (
      insert into finance.accrual_line (id, contract_id, contract_version_id, term_key, kind, state, study_id, site_id, subject_id, visit_id, event_id, visit_key, cycle,
        procedure_id, repeat_no, generation, correction, reverses_id, service_date, currency, amount_minor, direct_minor, overhead_minor, gross_minor, payable_minor,
        holdback_minor, explanation)
      select r.* from jsonb_to_recordset($1::jsonb) as r (id uuid, contract_id uuid, contract_version_id uuid, term_key text, kind text, state text, study_id uuid, site_id uuid,
        subject_id uuid, visit_id uuid, event_id uuid, visit_key text, cycle integer, procedure_id uuid, repeat_no integer, generation integer, correction integer, reverses_id uuid,
        service_date date, currency text, amount_minor bigint, direct_minor bigint, overhead_minor bigint, gross_minor bigint, payable_minor bigint, holdback_minor bigint,
        explanation jsonb)
      on conflict do nothing returning id
    ), journal as (
      insert into finance.journal (id, study_id, site_id, currency, effective_date, source_type, source_id)
      select j.id, $3, $4, j.currency, j.effective_date, 'accrual-line', j.source_id
      from jsonb_to_recordset($2::jsonb) as j (id uuid, currency text, effective_date date, source_id uuid) where j.source_id in (select l.id from line l)
      returning id
    ), posting as (
      insert into finance.posting (id, journal_id, study_id, site_id, currency, account, amount_minor)
      select p.id, p.journal_id, $3, $4, p.currency, p.account, p.amount_minor
      from unnest($5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::bigint[]) as p (id, journal_id, currency, account, amount_minor)
      where p.journal_id in (select j.id from journal j)
    )
    select l.id from line l`,
  },
  { by: 'id', keys: 0 },
);

/**
 * Posts lines with their journals and answers how many were new. Reversals find their lines among `known` and the lines themselves.
 *
 * @param effectiveOn the journals' date where it is not the service date: an adjustment falls into the month in which it is made
 */
export async function postLines(
  tx: Tx,
  newId: () => string,
  place: PostingPlace,
  lines: readonly AccrualLine[],
  known: readonly StoredLine[],
  effectiveOn?: Temporal.PlainDate,
): Promise<number> {
  if (lines.length === 0) return 0;
  const stored: StoredLine[] = lines.map((line) => ({ ...line, id: newId() }));
  const ids = new Map([...known, ...stored].map((line) => [lineKey(line), line.id]));
  const journals = stored.map((line) => ({ id: newId(), line, ...journalOf(line, effectiveOn ?? line.serviceDate) }));
  const legs = journals.flatMap((journal) => journal.postings.map((posting) => ({ id: newId(), journalId: journal.id, ...posting })));
  const { rows } = await tx.$client.query<{ id: string }>({
    ...POST,
    values: [
      new Records(stored.map((line) => lineRow(line, place, line.reverses === null ? null : (ids.get(line.reverses) ?? null)))),
      new Records(
        journals.map((journal) => ({
          id: journal.id,
          currency: journal.line.currency,
          effective_date: journal.effectiveOn.toString(),
          source_id: journal.line.id,
        })),
      ),
      place.studyId,
      place.siteId,
      legs.map((leg) => leg.id),
      legs.map((leg) => leg.journalId),
      legs.map((leg) => leg.currency),
      legs.map((leg) => leg.account),
      legs.map((leg) => leg.amountMinor.toString()),
    ],
  });
  return rows.length;
}

function lineRow(line: StoredLine, place: PostingPlace, reversesId: string | null): Record<string, unknown> {
  const contract = place.contracts.find((candidate) => candidate.code === line.contractKey);
  return {
    id: line.id,
    contract_id: contract?.id,
    contract_version_id: contract?.versionIds.get(line.contractVersion),
    term_key: line.termKey,
    kind: line.kind,
    state: line.state,
    study_id: place.studyId,
    site_id: place.siteId,
    subject_id: line.subjectId,
    visit_id: line.visitId,
    event_id: line.eventId,
    visit_key: line.visitKey,
    cycle: line.cycle,
    procedure_id: line.procedureId,
    repeat_no: line.repeatNo,
    generation: line.generation,
    correction: line.correction,
    reverses_id: reversesId,
    service_date: line.serviceDate.toString(),
    currency: line.currency,
    amount_minor: line.amountMinor.toString(),
    direct_minor: line.price.directMinor.toString(),
    overhead_minor: line.price.overheadMinor.toString(),
    gross_minor: line.price.grossMinor.toString(),
    payable_minor: line.price.payableMinor.toString(),
    holdback_minor: line.price.holdbackMinor.toString(),
    explanation: keptExplanation(line.why),
  };
}

/** What happened to a subject that a ratio counts. */
export type ScreeningKind = 'screened' | 'enrolled' | 'failed' | 'issued-in-error';

/** Something that a ratio counts, once per subject and kind. */
export interface ScreeningEvent {
  readonly id: string;
  readonly subjectId: string;
  readonly studyId: string;
  readonly siteId: string;
  readonly kind: ScreeningKind;
  readonly on: Temporal.PlainDate;
}

const REMEMBER = forMany(
  {
    name: 'finance-screening-events',
    text: `insert into finance.screening_event (id, subject_id, study_id, site_id, kind, on_date)
      select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::date[]) on conflict (subject_id, kind) do nothing
      returning id`,
  },
  { by: 'id', keys: 0 },
);

/** Remembers what happened and answers how much of it was new. */
export async function insertScreeningEvents(tx: Tx, events: readonly ScreeningEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  const { rowCount } = await tx.$client.query({
    ...REMEMBER,
    values: [
      events.map((event) => event.id),
      events.map((event) => event.subjectId),
      events.map((event) => event.studyId),
      events.map((event) => event.siteId),
      events.map((event) => event.kind),
      events.map((event) => event.on.toString()),
    ],
  });
  return rowCount ?? 0;
}

/**
 * Looks at how the study-site stands and acts on it. Waits for whoever else counts there, so that two failures never take the same paid place;
 * what `work` posts must be awaited in it.
 */
export function countingScreening(
  tx: Tx,
  { studyId, siteId }: { readonly studyId: string; readonly siteId: string },
  work: (counts: ScreeningCounts) => Promise<void>,
): Promise<void> {
  return alone(tx, `finance.screening ${studyId} ${siteId}`, async () => work(await countScreening(tx, studyId, siteId)));
}

async function countScreening(tx: Tx, studyId: string, siteId: string): Promise<ScreeningCounts> {
  const { rows } = await tx.$client.query<ScreeningCounts>({
    name: 'finance-screening-counts',
    text: `select count(*) filter (where e.kind = 'failed')::integer as failures, count(*) filter (where e.kind = 'enrolled')::integer as enrolled,
        count(distinct e.subject_id)::integer as screened
      from finance.screening_event e
      where e.study_id = $1 and e.site_id = $2
        and not exists (select 1 from finance.screening_event x where x.subject_id = e.subject_id and x.kind = 'issued-in-error')`,
    values: [studyId, siteId],
  });
  return rows[0] ?? { failures: 0, enrolled: 0, screened: 0 };
}
