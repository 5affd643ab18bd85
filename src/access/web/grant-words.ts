// People and grants in words: where a role holds, whether it is in force, how far a person's sign-in has come.
import { formatInstant, zoneHere, type Say, type Tone } from '#ui';
import type { ScopeChoice } from './scopes.ts';

/** What the words need of a grant. */
export interface GrantLike {
  readonly role: string;
  readonly siteId: string | null;
  readonly studyId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly revokedAt: string | null;
  readonly inForce: boolean;
}

/** The lists that names are looked up in. */
export interface Scopes {
  readonly sites: readonly ScopeChoice[];
  readonly studies: readonly ScopeChoice[];
}

/** Where a grant holds: "NLX-301 at Austin". A place outside the reader's reach stays "one site". */
export function whereOf(grant: Pick<GrantLike, 'siteId' | 'studyId'>, scopes: Scopes, say: Say): string {
  const site = grant.siteId === null ? undefined : (scopes.sites.find((each) => each.id === grant.siteId)?.name ?? say('oneSite'));
  const study = grant.studyId === null ? undefined : (scopes.studies.find((each) => each.id === grant.studyId)?.code ?? say('oneStudy'));
  if (site && study) return say('both', { site, study });
  if (site) return say('atSite', { site });
  return study ? say('inStudy', { study }) : say('everywhere');
}

/** A grant's state on a day (`YYYY-MM-DD`), with its tone. */
export function stateOfGrant(grant: GrantLike, today: string, say: Say, language: string): { tone: Tone; text: string } {
  if (grant.revokedAt !== null)
    return { tone: 'neutral', text: say('revoked', { date: formatInstant(grant.revokedAt, zoneHere(), { language }) }) };
  if (grant.inForce) return { tone: 'good', text: say('inForce') };
  return grant.validFrom > today ? { tone: 'neutral', text: say('notYet') } : { tone: 'neutral', text: say('ended') };
}

/** What the words need of a person. */
export interface PersonLike {
  readonly disabled: boolean;
  readonly lockedUntil?: string | null;
  readonly account: 'open' | 'invited' | 'none';
  readonly invitation: { readonly expiresAt: string; readonly mailed: boolean; readonly expired: boolean } | null;
}

/** How far a person's sign-in has come. */
export function stateOfPerson(person: PersonLike, say: Say, language: string): { tone: Tone; text: string } {
  if (person.disabled) return { tone: 'blocked', text: say('state.disabled') };
  if (person.lockedUntil)
    return { tone: 'blocked', text: say('state.locked', { time: formatInstant(person.lockedUntil, zoneHere(), { language }) }) };
  if (person.account === 'open') return { tone: 'good', text: say('state.open') };
  if (person.account === 'none') return { tone: 'neutral', text: say('state.none') };
  const { invitation } = person;
  if (!invitation) return { tone: 'neutral', text: say('state.invitedOnly') };
  const date = formatInstant(invitation.expiresAt, zoneHere(), { language });
  if (invitation.expired) return { tone: 'attention', text: say('state.expired', { date }) };
  return invitation.mailed ? { tone: 'neutral', text: say('state.invited', { date }) } : { tone: 'attention', text: say('state.writing') };
}

/** The roles in force, in words and without repetition: "Coordinator, Quality". */
export function rolesInForce(grants: readonly GrantLike[], say: Say): string {
  return [...new Set(grants.filter((grant) => grant.inForce).map((grant) => say(`roles.${grant.role}`)))].join(', ');
}
