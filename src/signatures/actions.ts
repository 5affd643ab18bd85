// The shell of the room's commands: signing records as they were shown, and returning one instead.
import { type Act, type SigningProof, forEach, requireMay, signingNeeds, spendSigningProof } from '#access';
import { type LastEntry, lastEntriesOf } from '#audit';
import { Refusal, found } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import { type signaturesContract, recordReturned } from './contract.ts';
import { type Presented, loadStanding, mayBeSignedBy, present, viewPresented, viewSignature } from './questions/record.ts';
import { type Method, demoConfirmation } from './rules.ts';
import * as store from './store.ts';

type Routes = typeof signaturesContract;
type Asked = BodyOf<Routes['sign']>['records'][number];
type Signing = AnswerOf<Routes['sign']>;

/**
 * Signs records as they were shown, all or none. Refuses unless each is still exactly that (`version-conflict`, `content-changed`), is ready,
 * is not signed as it is, and is the actor's to sign; and unless the actor proved who they are for these very contents within a minute.
 */
export async function sign(act: Act, body: BodyOf<Routes['sign']>): Promise<Signing> {
  if (new Set(body.records.map((one) => `${one.kind} ${one.recordId}`)).size < body.records.length) throw new Refusal('record-named-twice');
  const presented = await forEach(act, body.records, async (own, asked) => {
    const one = await presentAsAsked(own, asked);
    requireMay(own, 'signatures.sign', one.shown.place);
    if (one.signable.withAct) throw new Refusal('signed-with-its-act', { kind: asked.kind, recordId: asked.recordId });
    return one;
  });
  return signPresented(act, presented, body);
}

/** Signs one record of a kind that is signed with an act of its room, in the transaction of that act; refuses as `sign` does. */
export async function signWithAct(act: Act, asked: Asked, demoConfirmation: string | null): Promise<Signing> {
  return signPresented(act, [await presentAsAsked(act, asked)], { records: [asked], demoConfirmation });
}

async function signPresented(act: Act, presented: readonly Presented[], body: BodyOf<Routes['sign']>): Promise<Signing> {
  const proof = await proofFor(
    act,
    presented.map((one) => one.sha256),
    body.demoConfirmation ?? null,
  );
  const signingId = act.newId();
  const entries = await lastEntriesOf(
    act,
    presented.map(({ signable }, at) => ({ table: signable.table, recordId: found(body.records[at]).recordId })),
  );
  const rows = presented.map((one, at) =>
    rowOf(act, one, { recordId: found(body.records[at]).recordId, signingId, proof, entry: found(entries[at]) }),
  );
  const kept = await store.insertSignatures(act.tx, rows);
  return {
    signingId,
    signatures: presented.map(({ shown, sha256 }, at) => viewSignature(found(kept[at]), { version: shown.version, sha256 })),
  };
}

async function presentAsAsked(act: Act, asked: Asked): Promise<Presented> {
  const presented = await present(act, asked.kind, asked.recordId);
  const { signable, shown } = presented;
  const record = { kind: asked.kind, recordId: asked.recordId };
  requireMay(act, signable.permission, shown.place);
  if (!mayBeSignedBy(act, presented)) throw new Refusal('not-yours-to-sign', record);
  if (shown.version !== asked.version)
    throw new Refusal('version-conflict', { yours: asked.version, current: await viewPresented(act, asked.recordId, presented) });
  if (presented.sha256 !== asked.sha256) throw new Refusal('content-changed', record);
  if (shown.notReady !== null) throw new Refusal('not-ready-to-sign', { ...record, why: shown.notReady });
  if ((await loadStanding(act, asked.recordId, presented)).standing === 'signed') throw new Refusal('already-signed', record);
  return presented;
}

async function proofFor(act: Act, contents: readonly string[], confirmation: string | null) {
  const needs = await signingNeeds(act);
  if (needs === null) throw new Refusal('not-allowed', { permission: 'signatures.sign', only: 'session' });
  if (needs === 'demo') {
    if (confirmation?.trim().toLowerCase() !== demoConfirmation) throw new Refusal('demo-confirmation-missing', { type: demoConfirmation });
    return { id: null, method: 'demo', provedAt: act.now } as const;
  }
  const proof = await spendSigningProof(act, contents);
  if (!proof) throw new Refusal('signing-proof-needed', { withinSeconds: 60, needs });
  return proof;
}

interface Signed {
  readonly recordId: string;
  readonly signingId: string;
  readonly proof: { readonly id: string | null; readonly method: Method; readonly provedAt: SigningProof['provedAt'] };
  readonly entry: LastEntry;
}

function rowOf(act: Act, { signable, shown, text, sha256, content }: Presented, { recordId, signingId, proof, entry }: Signed) {
  return {
    id: act.newId(),
    signingId,
    recordKind: signable.kind,
    recordTable: signable.table,
    recordId,
    recordVersion: shown.version,
    ...shown.place,
    content: text,
    contentSha256: sha256,
    meaning: content.meaning,
    statementKey: content.statement.key,
    signerId: act.actor.id,
    signerName: act.actor.name,
    method: proof.method,
    demo: proof.method === 'demo',
    proofId: proof.id,
    provedAt: proof.provedAt,
    signedAt: act.now,
    timeZone: shown.timeZone,
    happenedOn: shown.happenedOn,
    recordEntry: entry.entry,
    recordEntrySha256: entry.sha256,
  };
}

/** Returns a record to those who keep it, with a comment. It waits again as soon as it is changed. */
export async function returnRecord(
  act: Act,
  recordId: string,
  version: number,
  { kind, reason }: BodyOf<Routes['returnRecord']>,
): Promise<AnswerOf<Routes['returnRecord']>> {
  const presented = await present(act, kind, recordId);
  const { signable, shown } = presented;
  requireMay(act, signable.permission, shown.place);
  const view = await viewPresented(act, recordId, presented);
  if (shown.version !== version) throw new Refusal('version-conflict', { yours: version, current: view });
  if (view.standing === 'signed') throw new Refusal('already-signed', { kind, recordId });
  if (!view.can.return) throw new Refusal(view.standing === 'returned' ? 'already-returned' : 'not-yours-to-sign', { kind, recordId });
  const returnId = act.newId();
  const kept = await store.insertReturn(act.tx, {
    id: returnId,
    recordKind: kind,
    recordId,
    recordVersion: version,
    ...shown.place,
    reason,
    returnedBy: act.actor.id,
    returnedByName: act.actor.name,
    returnedAt: act.now,
  });
  if (!kept) throw new Refusal('already-returned', { kind, recordId });
  const { keptBy, subjectId, subjectNumber } = shown;
  await act.tell(recordReturned, { returnId, recordKind: kind, recordId, ...shown.place, subjectId, subjectNumber, keptBy });
  return viewPresented(act, recordId, presented);
}
