// The read side: what waits for the actor, what was returned, one record with its signatures, and the lag of oversight.
import { type Act, signingNeeds } from '#access';
import type { AnswerOf } from '#platform/contract';
import type { signaturesContract } from './contract.ts';
import { allKinds } from './questions/kinds.ts';
import { byUrgency } from './rules.ts';

export { present, viewPresented, viewRecord, viewSignature } from './questions/record.ts';

type Routes = typeof signaturesContract;

/** How many are listed at once; the rest comes up as these are done. */
const LISTED = 200;

/** What waits for the actor's signature, over all kinds, the most urgent first. */
export async function listToSign(act: Act): Promise<AnswerOf<Routes['toSign']>> {
  const parts = [];
  for (const kind of allKinds()) parts.push(await kind.waiting(act));
  const items = parts.flatMap((part) => part.items).sort(byUrgency);
  return {
    items: items.slice(0, LISTED),
    total: parts.reduce((sum, part) => sum + part.total, 0),
    needs: await signingNeeds(act),
    oversight: await oversightOf(act),
  };
}

/** What was returned and not changed since, the latest first. */
export async function listReturned(act: Act): Promise<AnswerOf<Routes['returned']>> {
  const items = [];
  for (const kind of allKinds()) items.push(...(await kind.returned(act)));
  return items.sort((a, b) => (a.returnedAt < b.returnedAt ? 1 : -1)).slice(0, LISTED);
}

/** KPI 28: the median of the days from a visit to the first signature under its source, by the site's calendar, over all in scope. */
async function oversightOf(act: Act): Promise<{ medianDays: number | null; signed: number }> {
  const { rows } = await act.tx.$client.query<{ median: string | null; n: number }>(
    `select percentile_cont(0.5) within group (order by lag)::text as median, count(*)::int as n from (
       select distinct on (record_id) (signed_at at time zone time_zone)::date - happened_on as lag
       from signatures.signature where record_kind = 'visits.source' and happened_on is not null order by record_id, signed_at) first`,
  );
  const row = rows[0];
  return { medianDays: row?.median === null || row?.median === undefined ? null : Number(row.median), signed: row?.n ?? 0 };
}
