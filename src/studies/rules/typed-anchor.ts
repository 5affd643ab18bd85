// What a visit counts from, as people type it: a visit by key or name, a milestone in English or Spanish, consent.
import { type Outcome, ok, refuse } from '#lib';
import { type Milestone, milestones } from './milestone.ts';
import type { AnchorRule, VisitDefinition } from './schedule.ts';
import { folded } from './typed-words.ts';

/** A visit that text may name. */
export type NamedVisit = Pick<VisitDefinition, 'key' | 'name'>;

const MILESTONE_WORDS: Readonly<Record<string, Milestone>> = {
  ...Object.fromEntries(milestones.map((milestone) => [milestone, milestone])),
  randomisation: 'randomised',
  randomization: 'randomised',
  randomized: 'randomised',
  aleatorizacion: 'randomised',
  'first dose': 'first-dose',
  'primera dosis': 'first-dose',
  'last dose': 'last-dose',
  'ultima dosis': 'last-dose',
  progresion: 'progression',
  completion: 'completed',
};
const CONSENT_WORDS: readonly string[] = ['consent', 'informed consent', 'consentimiento'];

function visitNamed(text: string, visits: readonly NamedVisit[]): Outcome<string | null, 'anchor-ambiguous'> {
  for (const field of ['key', 'name'] as const) {
    const named = visits.filter((visit) => folded(visit[field]) === text);
    const exact = named.find((visit) => visit.key === text);
    if (named.length > 1 && !exact) return refuse('anchor-ambiguous', { text });
    const [only] = named;
    if (only) return ok((exact ?? only).key);
  }
  return ok(null);
}

/** Reads an anchor; a visit of that key or name goes before a milestone, `last-dose@V5` names the visit that carries it. */
export function readAnchor(typed: string, visits: readonly NamedVisit[]): Outcome<AnchorRule, 'anchor-unknown' | 'anchor-ambiguous'> {
  const text = folded(typed);
  const visit = visitNamed(text, visits);
  if (!visit.ok) return visit;
  if (visit.value !== null) return ok({ kind: 'visit', visitKey: visit.value });
  if (CONSENT_WORDS.includes(text)) return ok({ kind: 'consent' });
  const [milestoneText = '', carrierText] = text.split('@');
  const milestone = Object.hasOwn(MILESTONE_WORDS, milestoneText.trim()) ? MILESTONE_WORDS[milestoneText.trim()] : undefined;
  if (!milestone) return refuse('anchor-unknown', { text });
  if (carrierText === undefined) return ok({ kind: 'milestone', milestone });
  const carrier = visitNamed(carrierText.trim(), visits);
  if (!carrier.ok) return carrier;
  return carrier.value === null ? refuse('anchor-unknown', { text }) : ok({ kind: 'milestone', milestone, carriedBy: carrier.value });
}
