// Who the study is: names, titles, identifiers, sponsor, amendments.
import type { Amendment, Coded, Design, StudyIdentifier, StudyIdentity } from '../../rules/protocol.ts';
import { child, coded, codedList, list, neededText, note, text } from './place.ts';
import type { Place } from './place.ts';
import { reference } from './references.ts';
import type { References } from './references.ts';

/** "Sponsor" as a role, and "Clinical Study Sponsor" as a kind of organization. */
const SPONSOR = 'C70793';
/** "Drug Company": later terminologies dropped the sponsor as a kind of organization. */
const DRUG_COMPANY = 'C54149';

function organizationName(place: Place): string | null {
  return text(place, 'label') ?? text(place, 'name');
}

function organizationType(place: Place): Coded | null {
  return coded(place, 'type') ?? coded(place, 'organizationType');
}

/** v4 refers to an organization of the version; v3 and v2 nest it in the identifier. */
function readIdentifiers(version: Place, organizations: ReadonlyMap<string, Place>, refs: References): StudyIdentifier[] {
  return list(version, 'studyIdentifiers').flatMap((place) => {
    const scopeId = reference(refs, place, 'scopeId', 'organization');
    const scope = (scopeId === null ? null : organizations.get(scopeId)) ?? child(place, 'studyIdentifierScope') ?? child(place, 'scope');
    const value = text(place, 'text') ?? text(place, 'studyIdentifier');
    if (value === null) {
      note(place.findings.warnings, 'empty-identifier', place.path, 'The identifier has no value and is left out.');
      return [];
    }
    if (!scope) note(place.findings.warnings, 'no-scope', place.path, 'The identifier names no organization.');
    return [{ scope: scope && organizationName(scope), scopeType: scope && organizationType(scope), value }];
  });
}

/** The organization in the sponsor's role; else the sponsor or, with a warning, the only drug company among the identifiers' scopes. */
function readSponsor(version: Place, organizations: ReadonlyMap<string, Place>, identifiers: readonly StudyIdentifier[]): string | null {
  for (const role of list(version, 'roles')) {
    if (coded(role, 'code')?.code !== SPONSOR) continue;
    const ids = role.value['organizationIds'];
    const organization = Array.isArray(ids) ? organizations.get(String(ids[0])) : undefined;
    if (organization) return organizationName(organization);
  }
  const named = identifiers.find((identifier) => identifier.scopeType?.code === SPONSOR);
  if (named) return named.scope;
  const companies = new Set(
    identifiers.filter((identifier) => identifier.scopeType?.code === DRUG_COMPANY).map((identifier) => identifier.scope),
  );
  const [company] = companies;
  const known = companies.size === 1 && company !== undefined;
  note(
    version.findings.warnings,
    known ? 'sponsor-inferred' : 'no-sponsor',
    version.path,
    known
      ? 'No organization is named as the sponsor; the drug company that issued an identifier is taken for it.'
      : 'No organization is named as the sponsor.',
  );
  return known ? company : null;
}

/** The phase stands under the version in v3 and v2, under each design in v4. */
export function readIdentity(
  study: Place,
  version: Place,
  organizations: ReadonlyMap<string, Place>,
  designs: readonly Design[],
  refs: References,
): StudyIdentity {
  const identifiers = readIdentifiers(version, organizations, refs);
  const rationale = text(version, 'rationale');
  const phases = [coded(version, 'studyPhase'), ...designs.map((design) => design.phase)].filter((phase) => phase !== null);
  return {
    name: neededText(study, 'name'),
    versionIdentifier: text(version, 'versionIdentifier'),
    ...(rationale === null ? {} : { rationale }),
    titles: list(version, 'titles').map((title) => ({ type: coded(title, 'type'), text: text(title, 'text') ?? '' })),
    phases: phases.filter((phase, at) => phases.findIndex((other) => other.decode === phase.decode) === at),
    businessAreas: codedList(version, 'businessTherapeuticAreas'),
    identifiers,
    sponsor: readSponsor(version, organizations, identifiers),
  };
}

/** A reason's own words where its code says only "Other". */
function readReason(place: Place | null): Coded[] {
  if (!place) return [];
  const code = coded(place, 'code');
  const other = text(place, 'otherReason');
  if (!code) return other === null ? [] : [{ code: '', decode: other }];
  return [other === null ? code : { code: code.code, decode: other }];
}

function readImpact(place: Place) {
  const type = coded(place, 'type');
  const words = text(place, 'text') ?? type?.decode;
  return words === undefined ? [] : [{ words, type, isSubstantial: place.value['isSubstantial'] === true }];
}

export function readAmendments(version: Place): Amendment[] {
  return list(version, 'amendments').map((place) => {
    const number = text(place, 'number');
    const impacts = list(place, 'impacts').flatMap(readImpact);
    return {
      id: neededText(place, 'id'),
      name: text(place, 'name') ?? number ?? '',
      label: text(place, 'label'),
      description: text(place, 'description'),
      number,
      summary: text(place, 'summary'),
      reasons: [child(place, 'primaryReason'), ...list(place, 'secondaryReasons')].flatMap(readReason),
      impacts: impacts.map((impact) => impact.words),
      impactKinds: impacts.map(({ type, isSubstantial }) => ({ type, isSubstantial })),
      previousId: text(place, 'previousId'),
    };
  });
}
