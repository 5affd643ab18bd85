// The dry run of a version (FIN-02): its terms walked through the schedule that the covered sites follow, and the hash by which a release names it.
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { type Act, requireMay } from '#access';
import { found } from '#platform';
import type { dryRunView } from '../contract/dry-run.ts';
import { followedSchedules } from '../questions/planned-visits.ts';
import { type DryRunCase, type DryRunDue, type DryRunTotals, dryRun, dryRunDue } from '../rules.ts';
import { type TermRow, type VersionRow, loadContract, loadTerms, loadVersion } from '../store/contracts.ts';
import { asVersion } from '../store/kept.ts';

type DryRunView = z.infer<typeof dryRunView>;

/** What a perfect participant, a screen failure and one who leaves half-way would earn by a version. */
export async function viewDryRun(act: Act, versionId: string): Promise<DryRunView> {
  const version = found(await loadVersion(act.tx, versionId));
  requireMay(act, 'finance.view-terms', { studyId: version.studyId, ...(version.siteId === null ? {} : { siteId: version.siteId }) });
  return dryRunOf(act, version, await loadTerms(act.tx, [versionId]));
}

/** The dry run as it stands now. Where sites follow several schedules, the newest of them is walked through. */
export async function dryRunOf(act: Act, version: VersionRow, terms: readonly TermRow[]): Promise<DryRunView> {
  const contract = found(await loadContract(act.tx, version.contractId));
  const schedules = await followedSchedules(act, version);
  const newest = schedules.reduce<(typeof schedules)[number] | null>(
    (best, each) => (best && best.number >= each.number ? best : each),
    null,
  );
  const run = newest
    ? dryRun(newest.schedule, asVersion(contract, version, terms))
    : { cases: [], warnings: [{ code: 'no-schedule', facts: {} }] };
  const shown = {
    versionId: version.id,
    currency: contract.currency,
    scheduleNumber: newest?.number ?? null,
    cases: run.cases.map((each) => viewCase(each, version)),
    warnings: run.warnings.map(({ code, facts }) => ({ code, facts: { ...facts } })),
  };
  // The version counts too: terms that change nothing in the dry run, such as a clause, were not seen either.
  const sha256 = createHash('sha256')
    .update(JSON.stringify([version.version, shown]))
    .digest('hex');
  return { ...shown, sha256 };
}

function viewCase({ kind, arm, rows, totals }: DryRunCase, version: VersionRow): DryRunView['cases'][number] {
  const billing = { clock: version.billingClock, termDays: version.termDays };
  return {
    kind,
    arm,
    rows: rows.map((row) => ({
      ...viewDue(dryRunDue(row, billing)),
      visitKey: row.visitKey,
      name: row.name,
      cycle: row.cycle,
      kind: row.kind,
      serviceDate: row.serviceDate?.toString() ?? null,
      directMinor: row.directMinor.toString(),
      overheadMinor: row.overheadMinor.toString(),
      ...viewTotals(row),
    })),
    totals: viewTotals(totals),
  };
}

function viewDue({ billableOn, dueOn }: DryRunDue) {
  return { billableOn: billableOn?.toString() ?? null, dueOn: dueOn?.toString() ?? null };
}

function viewTotals({ grossMinor, payableMinor, heldBackMinor, deferredMinor }: DryRunTotals) {
  return {
    grossMinor: grossMinor.toString(),
    payableMinor: payableMinor.toString(),
    heldBackMinor: heldBackMinor.toString(),
    deferredMinor: deferredMinor.toString(),
  };
}
