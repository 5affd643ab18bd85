// Companies as they are profiled: facts with their source, and what people judge of them and of the network itself.
import { z } from 'zod';
import { command, id, line, prose, question } from '#platform/contract';
import { factSections, forces, swotSections } from '../rules.ts';
import { evidenceId, evidenceRecord, sourceDate } from './words.ts';

const section = z.enum([...factSections, ...swotSections, ...forces]);

const note = z.object({
  /** Of a note that the program proposes out of the evidence: a key. */
  id: z.string(),
  section,
  text: z.string(),
  /** How strong a force is, from 1 to 5; null where nobody judged it. */
  strength: z.number().int().nullable(),
  source: z.string().nullable(),
  sourceDate: z.string().nullable(),
  /** The records that it stands on. */
  evidence: z.array(evidenceRecord),
  /** `proposed`: seeded from the evidence; `written`: by the network's people. */
  origin: z.enum(['proposed', 'written']),
  supersedes: z.string().nullable(),
  reason: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
});

const companyView = z.object({
  /** A key in lower case. */
  company: z.string(),
  name: z.string(),
  /** The record that names it among those profiled. */
  evidence: evidenceRecord.nullable(),
  notes: z.array(note),
});

/** The routes of companies and strategy. */
export const companiesContract = {
  companies: question({
    name: 'market.companies',
    permission: 'market.view',
    path: '/market/companies',
    summary:
      'The profiled companies: business overview, products and services, recent developments, key personnel, SWOT; no share of any is known',
    output: z.object({ companies: z.array(companyView), can: z.object({ edit: z.boolean() }) }),
  }),
  strategy: question({
    name: 'market.strategy',
    permission: 'market.view',
    path: '/market/strategy',
    summary: "The network's own SWOT and the five forces of its market, seeded from the evidence",
    output: z.object({ notes: z.array(note), can: z.object({ edit: z.boolean() }) }),
  }),
  addNote: command({
    name: 'market.add-note',
    permission: 'market.edit',
    path: '/market/notes',
    summary:
      'Write a note about a company or, without one, about the network; facts need a source. With `supersedes` it stands in for another',
    body: {
      company: line(100).nullable(),
      section,
      /** Null withdraws the note that it supersedes. */
      text: prose(4_000).nullable(),
      strength: z.number().int().min(1).max(5).nullable(),
      source: line(500).nullable(),
      sourceDate: sourceDate.nullable(),
      evidenceIds: z.array(evidenceId).max(20),
      supersedes: z
        .string()
        .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'must be the id of a note')
        .nullable(),
      reason: prose(2_000).nullable(),
    },
    output: z.object({ id }),
  }),
};
