// "Completing this earns 1,950.00": the decision of the books, taken without posting anything.
import { type Act, requireMay } from '#access';
import { may } from '#access/rules';
import { found } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import { viewOneVisit } from '#visits';
import type { financeContract } from '../contract.ts';
import { type PublishedVisit, loadVisit } from '../questions/earned.ts';
import { type Books, loadBooks } from '../store/books.ts';
import { loadSiteCounts } from '../store/caps.ts';
import { earningsOf } from './earnings.ts';

type Routes = typeof financeContract;

/** What completing a visit would earn, by the same rules; amounts only, because terms are not everybody's to see. */
export async function previewEarnings(
  act: Act,
  visitId: string,
  query: QueryOf<Routes['previewEarnings']>,
): Promise<AnswerOf<Routes['previewEarnings']>> {
  const visit = found(await loadVisit(act, visitId));
  requireMay(act, 'finance.preview', visit);
  const books = await loadBooks(act.tx, visit);
  const notDone = query.notDone ?? [];
  const planned = await activitiesPaidBeside(act, { ...visit, visitId }, books);
  const mentioned = notDone.length === 0 ? planned : [...new Set([...activitiesInTerms(books, visit.visitKey), ...planned, ...notDone])];
  const activities = mentioned.map((key) => ({ key, done: !notDone.includes(key) }));
  const counts = await loadSiteCounts(act.tx, books.contracts, visit);
  const { lines, note } = earningsOf({ ...visit, visitId, serviceDate: query.serviceDate, activities }, books, counts);
  const sum = (kinds: readonly string[]) =>
    lines.filter((line) => kinds.includes(line.kind)).reduce((total, line) => total + line.amountMinor, 0n);
  const [first] = lines;
  if (!first) return { amounts: [], note };
  const [payable, held] = [sum(['payable', 'invoiceable']), sum(['holdback', 'invoiceable-holdback'])];
  return {
    amounts: [{ currency: first.currency, earnedMinor: `${payable + held}`, payableMinor: `${payable}`, heldBackMinor: `${held}` }],
    note,
  };
}

// Those of the visit's activities that a contract pays beside it; the visit is only asked where there are such.
async function activitiesPaidBeside(act: Act, visit: { readonly visitId: string } & PublishedVisit, books: Books): Promise<string[]> {
  const beside = new Set(
    books.contracts.flatMap(({ versions }) =>
      versions.flatMap((version) => version.invoiceables.flatMap(({ activityKey }) => activityKey ?? [])),
    ),
  );
  if (beside.size === 0 || !may(act.actor, 'visits.view', visit)) return [];
  const { activities } = await viewOneVisit(act, visit.visitId);
  return activities.map(({ key }) => key).filter((key) => beside.has(key));
}

// Activities that decide about a partly done visit; those that no term mentions change no amount.
function activitiesInTerms(books: Books, visitKey: string): string[] {
  const terms = books.contracts
    .flatMap((contract) => contract.versions.flatMap((version) => version.visitTerms))
    .filter((term) => term.visitKey === visitKey);
  return terms.flatMap(({ partial }) => {
    if (partial?.kind === 'pro-rata') return Object.keys(partial.directMinorByActivity);
    return partial?.kind === 'all-or-nothing' ? [...(partial.requiredActivities ?? [])] : [];
  });
}
