// Evidence: the published frame and what the network adds, with what contradicts what and what that does to the outlook.
import { z } from 'zod';
import { command, id, prose, question } from '#platform/contract';
import { effectView } from './effect.ts';
import { draftInAddress, evidenceDraft, evidenceId, evidenceRecord, segment } from './words.ts';

const entry = z.object({
  record: evidenceRecord,
  origin: z.enum(['published', 'network']),
  /** Only what counts bears on the outlook. */
  state: z.enum(['counts', 'superseded', 'withdrawn']),
  supersedes: z.string().nullable(),
  supersededBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** Why, by whom and when it stopped to count. */
  ended: z.object({ reason: z.string().nullable(), by: z.string(), at: z.string() }).nullable(),
  addedBy: z.string().nullable(),
  addedAt: z.string().nullable(),
});

const contradiction = z.object({
  quantity: z.string(),
  year: z.number().int().nullable(),
  segment: segment.nullable(),
  records: z.array(z.string()),
  values: z.array(z.union([z.number(), z.string()])),
  /** What it does to the outlook, in English. */
  effect: z.string(),
});

const book = z.object({
  entries: z.array(entry),
  contradictions: z.array(contradiction),
  can: z.object({ edit: z.boolean() }),
});

const superseding = z
  .strictObject({ record: evidenceDraft.nullable(), supersedes: evidenceId.nullable() })
  .refine(({ record, supersedes }) => record !== null || supersedes !== null, 'a record, or which one is withdrawn');

/** The routes of evidence. */
export const evidenceContract = {
  evidence: question({
    name: 'market.evidence',
    permission: 'market.view',
    path: '/market/evidence',
    summary: 'Every record of evidence, published or added, those that stopped to count included, and where they contradict each other',
    output: book,
  }),
  previewEvidence: question({
    name: 'market.preview-evidence',
    permission: 'market.edit',
    path: '/market/evidence/preview',
    summary:
      'What a record would contradict, and what the outlook would become with it, or without the one that is withdrawn; changes nothing',
    query: { draft: draftInAddress(superseding) },
    output: z.object({ contradictions: z.array(contradiction), effect: effectView }),
  }),
  addEvidence: command({
    name: 'market.add-evidence',
    permission: 'market.edit',
    path: '/market/evidence',
    summary: 'Add a record of evidence',
    body: { record: evidenceDraft },
    output: z.object({ id, contradictions: z.array(contradiction) }),
  }),
  supersedeEvidence: command({
    name: 'market.supersede-evidence',
    permission: 'market.edit',
    path: '/market/evidence/{evidenceId}/successor',
    summary: 'Let a record stand in for another, which stays in the book; without a record, the other is withdrawn',
    params: { evidenceId },
    body: { record: evidenceDraft.nullable(), reason: prose(2_000) },
    output: z.object({ id, contradictions: z.array(contradiction) }),
  }),
};
