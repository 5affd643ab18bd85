// Invoice runs: a preview of what would be invoiced, and the drafts that follow it exactly.
import { type Act, forEach } from '#access';
import { civilDate } from '#lib';
import { Refusal, found } from '#platform';
import type { AnswerOf, BodyOf, QueryOf } from '#platform/contract';
import type { financeContract } from '../contract.ts';
import { canIssueInvoice } from '../policy.ts';
import { listedInvoices } from '../questions/invoices.ts';
import { type UninvoicedLine, billableLines, linesForRun } from '../questions/uninvoiced.ts';
import { type RunGroup, type RunLine, planRun, taxOn } from '../rules.ts';
import { loadContractsOf } from '../store/contracts.ts';
import * as store from '../store/invoices.ts';
import { type IssuerRow, loadIssuer } from '../store/issuer.ts';
import { requireIssuing } from './issuing-duty.ts';

type Routes = typeof financeContract;
type Candidate = Omit<UninvoicedLine, 'amountMinor'> & RunLine;

const MOST_SHOWN = 500;

/** What a run would invoice and what it leaves out; nothing changes. */
export async function previewRun(act: Act, query: QueryOf<Routes['previewRun']>): Promise<AnswerOf<Routes['previewRun']>> {
  const { cutOff, ...chosen } = query;
  const { lines, behind } = await linesForRun(act, { ...chosen, asOf: cutOff });
  const { groups, leftOut } = planRun<Candidate>(lines.map(exact), behind.map(exact));
  return {
    groups: groups.map((group) => groupView(act, group, query.siteId ?? null)),
    lines: groups
      .flatMap((group) => group.lines)
      .slice(0, MOST_SHOWN)
      .map((line) => ({ ...line, amountMinor: line.amountMinor.toString() })),
    leftOut: leftOut.map((part) => ({ ...part, amountMinor: part.amountMinor.toString() })),
  };
}

function groupView(act: Act, { contractId, lines, totalMinor }: RunGroup<Candidate>, siteId: string | null) {
  const first = found(lines[0]);
  const { contractCode, studyId, studyCode, payer, currency } = first;
  const can = { draft: canIssueInvoice(act.actor, { studyId, siteId }) };
  return {
    contractId,
    contractCode,
    studyId,
    studyCode,
    siteId,
    payerId: found(first.payerId),
    payer: payer ?? '',
    currency,
    lineCount: lines.length,
    totalMinor: totalMinor.toString(),
    can,
  };
}

/** Drafts the invoices that were previewed. Refuses where another line has come or gone since, so that nothing unseen is invoiced. */
export async function runInvoices(act: Act, body: BodyOf<Routes['runInvoices']>): Promise<AnswerOf<Routes['runInvoices']>> {
  const issuer = found(await loadIssuer(act.tx, body.issuerId));
  const wanted = body.invoices.map(({ contractId }) => contractId);
  const contracts = new Map((await loadContractsOf(act.tx, wanted)).map((contract) => [contract.id, contract]));
  for (const id of wanted) {
    const { studyId, siteId } = found(contracts.get(id));
    requireIssuing(act, { studyId, siteId: body.siteId ?? siteId });
  }
  const chosen = { asOf: body.cutOff, contractId: wanted, ...(body.siteId === null ? {} : { siteId: body.siteId }) };
  const { groups } = planRun((await billableLines(act, chosen)).map(exact), []);
  const previewed = body.invoices.map(({ contractId, lineCount, totalMinor }) => {
    const contract = found(contracts.get(contractId));
    const group = groups.find((one) => one.contractId === contractId);
    if (group?.lines.length !== lineCount || group.totalMinor.toString() !== totalMinor)
      throw new Refusal('preview-outdated', { contract: contract.code });
    return { group, siteId: body.siteId ?? contract.siteId };
  });
  const drafted = await forEach(act, previewed, (own, { group, siteId }) => draftInvoice(own, issuer, { ...body, siteId }, group));
  return listedInvoices(act, drafted);
}

async function draftInvoice(
  act: Act,
  issuer: IssuerRow,
  run: { readonly cutOff: string; readonly siteId: string | null },
  { contractId, lines }: RunGroup<Candidate>,
): Promise<string> {
  const first = found(lines[0]);
  const id = act.newId();
  const { taxLabel, taxBasisPoints } = issuer;
  await store.insertInvoice(act.tx, {
    id,
    kind: 'invoice',
    status: 'draft',
    issuerId: issuer.id,
    contractId,
    payerId: found(first.payerId),
    studyId: first.studyId,
    siteId: run.siteId,
    currency: first.currency,
    cutOffOn: civilDate(run.cutOff),
    taxLabel,
    taxBasisPoints,
    creditsId: null,
    reason: null,
  });
  const visitNames = await store.loadVisitNames(
    act.tx,
    lines.map((line) => line.id),
  );
  const rows = lines.map((line, at) => ({
    id: act.newId(),
    invoiceId: id,
    studyId: line.studyId,
    siteId: line.siteId,
    currency: line.currency,
    accrualLineId: line.id,
    position: at + 1,
    subjectNumber: line.subjectNumber,
    visitKey: line.visitKey,
    visitName: visitNames.get(line.id) ?? line.visitKey,
    label: line.label,
    serviceDate: civilDate(line.serviceDate),
    amountMinor: line.amountMinor,
    taxMinor: taxOn(line.amountMinor, taxBasisPoints),
  }));
  await store.insertLines(act.tx, rows);
  if ((await store.claim(act.tx, act.newId, rows)) !== rows.length) throw new Refusal('preview-outdated', { contract: first.contractCode });
  return id;
}

const exact = <L extends { readonly amountMinor: string }>(line: L) => ({ ...line, amountMinor: BigInt(line.amountMinor) });
