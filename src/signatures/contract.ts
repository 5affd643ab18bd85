// The words of signatures: what waits to be signed, exactly what will be signed, who signed it, and what was returned instead.
import { z } from 'zod';
import { amendment, command, date, fact, id, instantText, prose, question } from '#platform/contract';
import { meanings, methods, standings } from './rules.ts';

/** A record went back to who keeps it, with a comment; `returnId` is that of this return. */
export interface RecordReturned {
  readonly returnId: string;
  readonly recordKind: string;
  readonly recordId: string;
  readonly siteId: string | null;
  readonly studyId: string | null;
  readonly subjectId: string | null;
  readonly subjectNumber: string | null;
  /** Who completed or wrote it; null where nobody in particular did. */
  readonly keptBy: string | null;
}

/** A record was returned instead of signed. */
export const recordReturned = fact<RecordReturned>('signatures.record-returned');

/** A kind of record that is signed, `visits.source`. */
export const recordKind = z
  .string()
  .regex(/^[a-z]+\.[a-z-]{1,60}$/)
  .meta({ examples: ['visits.source'] });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A fact of a record by its name, as it was shown. */
const shownFact = z.object({ name: z.string(), value: z.string().nullable() });

/** What is shown, and what its digest binds. */
export const shownContent = z.object({
  record: z.object({ kind: recordKind, id, version: z.number().int() }),
  meaning: z.enum(meanings),
  statement: z.object({ key: z.string(), text: z.string() }),
  facts: z.array(shownFact),
  /** Rows that belong to the record: what was done at a visit, and why not. */
  rows: z.array(z.object({ name: z.string(), value: z.string(), note: z.string().nullable() })),
});

export const signatureView = z.object({
  id,
  signingId: id,
  recordKind,
  recordId: id,
  recordVersion: z.number().int(),
  contentSha256: sha256,
  meaning: z.enum(meanings),
  statementKey: z.string(),
  signerId: id,
  signerName: z.string(),
  method: z.enum(methods),
  /** A signature of a demo, which proves nothing. */
  demo: z.boolean(),
  signedAt: instantText,
  /** The same instant at the record's site, with offset and zone. */
  signedAtSite: z.string(),
  /** Whether it covers the record as it is now. */
  covers: z.boolean(),
});

export const returnView = z.object({
  recordVersion: z.number().int(),
  reason: z.string(),
  returnedByName: z.string(),
  returnedAt: instantText,
});

export const signedRecord = z.object({
  kind: recordKind,
  recordId: id,
  version: z.number().int(),
  siteId: id.nullable(),
  studyId: id.nullable(),
  title: z.string(),
  standing: z.enum(standings),
  /** Why it cannot be signed as it is now. */
  notReady: z.string().nullable(),
  content: shownContent,
  contentSha256: sha256,
  signatures: z.array(signatureView),
  returned: returnView.nullable(),
  /** What proving oneself takes here and now; null for whoever cannot sign. */
  needs: z.enum(['both', 'one', 'demo']).nullable(),
  can: z.object({ sign: z.boolean(), return: z.boolean() }),
});

export const queueItem = z.object({
  kind: recordKind,
  recordId: id,
  version: z.number().int(),
  siteId: id,
  studyId: id,
  subjectId: id.nullable(),
  studyCode: z.string(),
  siteNumber: z.string(),
  /** The zone of the site, in which its day and its deadline are shown. */
  timeZone: z.string(),
  subjectNumber: z.string().nullable(),
  /** What it is called: the visit's name, the event's term. */
  title: z.string(),
  on: date.nullable(),
  since: instantText,
  waitingDays: z.number().int(),
  dueAt: instantText.nullable(),
  standing: z.enum(['waiting', 'changed-since', 'not-ready']),
});

export const returnedItem = queueItem.omit({ since: true, waitingDays: true, dueAt: true, standing: true }).extend({
  reason: z.string(),
  returnedByName: z.string(),
  returnedAt: instantText,
});

/** The room's routes. */
export const signaturesContract = {
  toSign: question({
    name: 'signatures.to-sign',
    permission: 'signatures.sign',
    path: '/signatures/to-sign',
    summary: 'What waits for my signature over all my studies, by deadline and age',
    output: z.object({
      items: z.array(queueItem),
      /** How many wait, beyond the part that is listed. */
      total: z.number().int(),
      needs: z.enum(['both', 'one', 'demo']).nullable(),
      /** Days from a visit to the first signature under its source [KPI 28]; null without any. */
      oversight: z.object({ medianDays: z.number().nullable(), signed: z.number().int() }),
    }),
  }),
  returned: question({
    name: 'signatures.returned',
    permission: 'signatures.view',
    path: '/signatures/returned',
    summary: 'What investigators returned instead of signing, and what was not changed since',
    output: z.array(returnedItem),
  }),
  record: question({
    name: 'signatures.record',
    permission: 'signatures.view',
    path: '/signatures/records/{recordId}',
    summary: 'Exactly what a signature of this record binds, and the signatures it has',
    params: { recordId: id },
    query: { kind: recordKind },
    output: signedRecord,
  }),
  sign: command({
    name: 'signatures.sign',
    path: '/signatures',
    interactive: true,
    summary: 'Sign records as they were shown, after proving once more who one is',
    body: {
      records: z
        .array(z.strictObject({ kind: recordKind, recordId: id, version: z.number().int().min(1), sha256 }))
        .min(1)
        .max(100),
      /** In a demo alone, where nobody has a password: the words `demo signature`. */
      demoConfirmation: z.string().max(100).nullish(),
    },
    output: z.object({ signingId: id, signatures: z.array(signatureView) }),
  }),
  returnRecord: amendment({
    name: 'signatures.return',
    permission: 'signatures.sign',
    interactive: true,
    path: '/signatures/records/{recordId}/return',
    summary: 'Return a record with a comment instead of signing it',
    params: { recordId: id },
    body: { kind: recordKind, reason: prose(2_000) },
    output: signedRecord,
  }),
};
