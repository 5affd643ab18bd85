// A record with exactly what its signature binds, and the signatures and returns it has.
import { type Act, requireMay, signingNeeds } from '#access';
import { found, sha256Hex } from '#platform';
import type { AnswerOf } from '#platform/contract';
import type { signaturesContract } from '../contract.ts';
import { canSign } from '../policy.ts';
import { type Standing, canonicalJson, covers, standingOf } from '../rules.ts';
import { type SignatureRow, loadReturns, loadSignatures } from '../store.ts';
import { type Shown, type Signable, kindOf } from './kinds.ts';

type Routes = typeof signaturesContract;
export type RecordView = AnswerOf<Routes['record']>;
export type SignatureView = RecordView['signatures'][number];

/** What will be signed: the record as it is shown, its canonical text and the digest of that text. */
export interface Presented {
  readonly signable: Signable;
  readonly shown: Shown;
  readonly content: RecordView['content'];
  readonly text: string;
  readonly sha256: string;
}

/** Presents a record as it is now; 404 for an unknown kind and out of scope, 403 without the right to see it. */
export async function present(act: Act, kind: string, recordId: string): Promise<Presented> {
  const signable = found(kindOf(kind));
  const shown = found(await signable.show(act, recordId));
  const { siteId, studyId } = shown.place;
  // A record of a whole study is read by whoever reads it at one of its sites.
  requireMay(act, signable.viewPermission, siteId === null ? { studyId } : shown.place);
  const content = {
    record: { kind, id: recordId, version: shown.version },
    meaning: signable.meaning,
    statement: { ...signable.statement },
    facts: shown.facts.map(({ name, value }) => ({ name, value })),
    rows: shown.rows.map(({ name, value, note }) => ({ name, value, note })),
  };
  const text = canonicalJson(content);
  return { signable, shown, content, text, sha256: sha256Hex(text) };
}

/** Whether the actor signs this record, leaving aside whether it is ready. */
export function mayBeSignedBy(act: Act, { signable, shown }: Pick<Presented, 'signable' | 'shown'>): boolean {
  return canSign(act.actor, signable, shown.place) && (shown.onlyBy === null || shown.onlyBy === act.actor.id);
}

/** The record's page: what is bound, where it stands, and what the actor may do. */
export async function viewRecord(act: Act, kind: string, recordId: string): Promise<RecordView> {
  return viewPresented(act, recordId, await present(act, kind, recordId));
}

/** Where a presented record stands, with its signatures and returns. */
export async function loadStanding(act: Act, recordId: string, { signable, shown, sha256 }: Presented) {
  const signed = await loadSignatures(act.tx, signable.kind, recordId);
  const returns = await loadReturns(act.tx, signable.kind, recordId);
  const standing: Standing = standingOf(
    { version: shown.version, sha256 },
    signed.map((row) => ({ version: row.recordVersion, sha256: row.contentSha256 })),
    returns.map((row) => row.recordVersion),
  );
  return { standing, signed, returns };
}

/** A presented record as pages see it. */
export async function viewPresented(act: Act, recordId: string, presented: Presented): Promise<RecordView> {
  const { signable, shown, content, sha256 } = presented;
  const { standing, signed, returns } = await loadStanding(act, recordId, presented);
  const now = { version: shown.version, sha256 };
  const open = mayBeSignedBy(act, presented) && standing !== 'signed' && shown.notReady === null;
  const last = standing === 'returned' ? returns.find((row) => row.recordVersion === shown.version) : undefined;
  return {
    kind: signable.kind,
    recordId,
    version: shown.version,
    ...shown.place,
    title: shown.title,
    standing,
    notReady: shown.notReady,
    content,
    contentSha256: sha256,
    signatures: signed.map((row) => viewSignature(row, now)),
    returned: last
      ? {
          recordVersion: last.recordVersion,
          reason: last.reason,
          returnedByName: last.returnedByName,
          returnedAt: last.returnedAt.toString(),
        }
      : null,
    needs: open ? await signingNeeds(act) : null,
    can: { sign: open, return: open && standing !== 'returned' && signable.withAct !== true },
  };
}

/** A signature as pages and prints show it. */
export function viewSignature(row: SignatureRow, now: { readonly version: number; readonly sha256: string }): SignatureView {
  return {
    id: row.id,
    signingId: row.signingId,
    recordKind: row.recordKind,
    recordId: row.recordId,
    recordVersion: row.recordVersion,
    contentSha256: row.contentSha256,
    meaning: row.meaning,
    statementKey: row.statementKey,
    signerId: row.signerId,
    signerName: row.signerName,
    method: row.method,
    demo: row.demo,
    signedAt: row.signedAt.toString(),
    signedAtSite: row.signedAt.toZonedDateTimeISO(row.timeZone).toString({ smallestUnit: 'second' }),
    covers: covers({ version: row.recordVersion, sha256: row.contentSha256 }, now),
  };
}
