// The words of the desk: one search over everything that a person may open, the homes that look over several rooms, and kept views of tables.
import { z } from 'zod';
import { id, isPrintable, question } from '#platform/contract';
import { homesContract } from './contract/homes.ts';
import { viewsContract } from './contract/views.ts';

/** What a search finds. */
export const foundKinds = ['subject', 'study-site', 'study', 'contract', 'person'] as const;
export const foundKind = z.enum(foundKinds);

export const foundThing = z.object({
  kind: foundKind,
  id,
  /** What people call it: a participant's number, a study's code, a name. */
  label: z.string(),
  /** Where it stands, from the wide to the narrow: a study's code, the number and name of a site. */
  place: z.array(z.string()),
  /** What may be done there at once. */
  can: z.object({ consent: z.boolean(), find: z.boolean() }),
});

/** The room's routes. */
export const deskContract = {
  ...homesContract,
  ...viewsContract,
  search: question({
    name: 'desk.search',
    permission: 'access.self',
    path: '/desk/search',
    summary: 'Participants by number, studies, sites, contracts and people by name, as far as one may open them',
    query: {
      typed: z.string().trim().max(80).refine(isPrintable, 'holds a control character').default(''),
      only: foundKind.optional().meta({ description: 'Things of this kind alone' }),
    },
    output: z.array(foundThing).meta({ description: 'At most eight of a kind, the best first' }),
  }),
};
