// The words of the trail: the history of a record as sentences, and how rooms name their tables for people.
import { z } from 'zod';
import { id, instantText, question } from '#platform/contract';

export { type Description, describes } from './rules/words.ts';

const values = { from: z.string().nullable(), to: z.string().nullable() };

export const historyEntry = z.object({
  id: z.string().meta({ description: 'Number of the entry in the trail' }),
  record: z.object({ id, table: z.string(), noun: z.string() }),
  at: instantText,
  atSite: z
    .string()
    .nullable()
    .meta({
      description: 'The same instant in the asked zone, with offset and zone',
      examples: ['2026-04-07T09:00:00-05:00[America/Chicago]'],
    }),
  actorId: id.nullable(),
  actorName: z.string(),
  action: z.string(),
  reason: z.string().nullable(),
  outsideProgram: z.boolean(),
  sentence: z.string().meta({ description: 'In English' }),
  told: z
    .object({
      op: z.enum(['insert', 'update', 'delete']),
      verb: z.string().nullable(),
      name: z.string().nullable(),
      code: z.string().nullable(),
    })
    .meta({ description: 'The same in codes, for sentences in other languages' }),
  changes: z.array(z.object({ column: z.string(), field: z.string(), ...values, codes: z.object(values).optional() })),
});

export const historyView = z.object({ entries: z.array(historyEntry), next: z.string().nullable() });

/** The room's routes. */
export const auditContract = {
  history: question({
    name: 'audit.history',
    permission: 'audit.view',
    path: '/audit/records/{recordId}/history',
    summary: 'Everything that happened to a record, oldest first, with old and new values',
    params: { recordId: id },
    query: {
      with: z.enum(['children']).optional().meta({ description: 'Also the records that are parts of it' }),
      timeZone: z
        .string()
        .max(64)
        .optional()
        .meta({ description: "The site's zone, for local times", examples: ['America/Chicago'] }),
      after: z
        .string()
        .regex(/^\d{1,18}$/, 'must be the `next` of the part before')
        .optional(),
    },
    output: historyView,
  }),
};
