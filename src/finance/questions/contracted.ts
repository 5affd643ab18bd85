// What a participant is worth by contract: the dry run of the terms in force at each study-site, for whoever values what is still to come.
import { and, asc, eq, lte } from 'drizzle-orm';
import type { Act } from '#access';
import { may } from '#access/rules';
import { civilDate } from '#lib';
import { dryRun } from '../rules.ts';
import { type TermRow, loadTerms } from '../store/contracts.ts';
import { asVersion } from '../store/kept.ts';
import { contract, contractVersion } from '../tables.ts';
import { followedSchedules } from './planned-visits.ts';

/** Of one participant who comes to every visit of the schedule, gross, the mean over the arms. */
export interface ContractedWorth {
  readonly contract: string;
  readonly currency: string;
  readonly amountMinor: bigint;
}

interface Place {
  readonly id: string;
  readonly studyId: string;
  readonly siteId: string;
}

/** By study-site where the actor sees terms; places without a live contract or a schedule are absent. A site's own contract goes before one for all sites. */
export async function contractedWorth(act: Act, places: readonly Place[]): Promise<ReadonlyMap<string, ContractedWorth>> {
  const today = civilDate(act.now.toString().slice(0, 10));
  const live = await act.tx
    .select({ contract, version: contractVersion })
    .from(contractVersion)
    .innerJoin(contract, eq(contract.id, contractVersion.contractId))
    .where(and(eq(contractVersion.status, 'live'), lte(contractVersion.effectiveFrom, today)))
    .orderBy(asc(contractVersion.effectiveFrom));
  const newest = new Map(live.map((row) => [row.contract.id, row]));
  const seen = [...newest.values()].filter(({ version }) =>
    may(act.actor, 'finance.view-terms', { studyId: version.studyId, ...(version.siteId === null ? {} : { siteId: version.siteId }) }),
  );
  const terms = await loadTerms(
    act.tx,
    seen.map(({ version }) => version.id),
  );
  const worth: ((typeof seen)[number] & { readonly worth: ContractedWorth | null })[] = [];
  for (const row of seen)
    worth.push({
      ...row,
      worth: await worthBy(
        act,
        row,
        terms.filter((term) => term.contractVersionId === row.version.id),
      ),
    });
  return new Map(
    places.flatMap(({ id, studyId, siteId }) => {
      const here = worth.filter((row) => row.version.studyId === studyId && row.worth !== null);
      const found = here.find((row) => row.version.siteId === siteId) ?? here.find((row) => row.version.siteId === null);
      return found?.worth ? [[id, found.worth] as const] : [];
    }),
  );
}

async function worthBy(
  act: Act,
  row: { readonly contract: typeof contract.$inferSelect; readonly version: typeof contractVersion.$inferSelect },
  terms: readonly TermRow[],
): Promise<ContractedWorth | null> {
  const schedules = await followedSchedules(act, row.version);
  const [newest] = schedules.toSorted((a, b) => b.number - a.number);
  if (!newest) return null;
  const complete = dryRun(newest.schedule, asVersion(row.contract, row.version, terms)).cases.filter(({ kind }) => kind === 'complete');
  if (complete.length === 0) return null;
  const sum = complete.reduce((total, { totals }) => total + totals.grossMinor, 0n);
  return { contract: row.contract.code, currency: row.contract.currency, amountMinor: sum / BigInt(complete.length) };
}
