// The door of signatures: who signed what, shown how, and what waits to be signed.
import './contract/trail-words.ts';
import type { Act } from '#access';
import { type SignatureView, viewRecord } from './questions/record.ts';
import { loadSigners } from './store.ts';

export { returnRecord, sign, signWithAct } from './actions.ts';
export { type SignatureProblem, verifySignatures } from './commands.ts';
export { type QueueItem, type ReturnedItem, type Shown, type Signable, offersToSign } from './questions/kinds.ts';
export { type QueuedRow, type ReturnedRow, inPlaces, isItsReturn, queueLine, returnedLine, waited } from './questions/queue.ts';
export { present, viewRecord } from './questions/record.ts';
export { listToSign } from './questions.ts';
export { placesToSign } from './policy.ts';
export { signaturesRoutes } from './routes.ts';

/** The latest signature of each of these records, for a list that says who signed when. */
export async function signersOf(act: Act, kind: string, recordIds: readonly string[]) {
  const rows = recordIds.length === 0 ? [] : await loadSigners(act.tx, kind, recordIds);
  return new Map(rows.reverse().map((row) => [row.recordId, row]));
}

/** The signatures of a record, the latest first, each with whether it covers the record as it is now. 404 out of scope. */
export async function signaturesOf(act: Act, record: { readonly kind: string; readonly id: string }): Promise<SignatureView[]> {
  return (await viewRecord(act, record.kind, record.id)).signatures;
}
