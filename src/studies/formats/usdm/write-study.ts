// The study's identity as it is written: organizations that issued identifiers, the sponsor's role, amendments.
import type { Amendment, Coded, StudyIdentity } from '../../rules/protocol.ts';
import { type Pen, type Written, writtenName } from './write-parts.ts';

const SPONSOR: Coded = { code: 'C70793', decode: 'Sponsor' };
const COMPANY: Coded = { code: 'C54149', decode: 'Pharmaceutical Company' };
/** "Other": what was meant stands in words beside it. */
const OTHER = 'C17649';

interface Issuer {
  readonly id: string;
  readonly name: string;
  readonly type: Coded | null;
}

/** Organizations by name and kind, the sponsor among them. */
function issuersOf({ identifiers, sponsor }: StudyIdentity, pen: Pen): Issuer[] {
  const issuers = new Map<string, Issuer>();
  const add = (name: string, type: Coded | null) => {
    const known = JSON.stringify([name, type?.code ?? null, type?.decode ?? null]);
    if (!issuers.has(known)) issuers.set(known, { id: pen.id('Organization'), name, type });
  };
  for (const { scope, scopeType } of identifiers) if (scope !== null) add(scope, scopeType);
  if (sponsor !== null && ![...issuers.values()].some((issuer) => issuer.name === sponsor)) add(sponsor, COMPANY);
  return [...issuers.values()];
}

/** Identifiers, organizations and the sponsor's role. */
export function writtenIdentity(
  study: StudyIdentity,
  pen: Pen,
): Record<'studyIdentifiers' | 'organizations' | 'roles', readonly Written[]> {
  const issuers = issuersOf(study, pen);
  const issuerOf = (name: string | null, type: Coded | null) =>
    issuers.find((issuer) => issuer.name === name && issuer.type?.code === type?.code && issuer.type?.decode === type?.decode);
  const sponsor = issuers.find((issuer) => issuer.name === study.sponsor);
  return {
    studyIdentifiers: study.identifiers.map(({ scope, scopeType, value }) => ({
      id: pen.id('StudyIdentifier'),
      text: value,
      scopeId: issuerOf(scope, scopeType)?.id ?? '',
      instanceType: 'StudyIdentifier',
    })),
    organizations: issuers.map(({ id, name, type }) => ({
      id,
      name,
      label: null,
      type: pen.code(type),
      identifierScheme: '',
      identifier: '',
      legalAddress: null,
      instanceType: 'Organization',
    })),
    roles: sponsor
      ? [
          {
            id: pen.id('StudyRole'),
            name: 'SPONSOR',
            label: null,
            description: null,
            code: pen.code(SPONSOR),
            organizationIds: [sponsor.id],
            instanceType: 'StudyRole',
          },
        ]
      : [],
  };
}

function writtenReason(reason: Coded | undefined, pen: Pen): Written {
  const isWorded = reason !== undefined && ((reason.code === OTHER && reason.decode !== 'Other') || reason.code === '');
  const term = isWorded ? (reason.code === '' ? null : { ...reason, decode: 'Other' }) : reason;
  return {
    id: pen.id('StudyAmendmentReason'),
    code: pen.code(term),
    otherReason: isWorded ? reason.decode : null,
    instanceType: 'StudyAmendmentReason',
  };
}

/** An amendment; its first reason is the primary one. */
export function writtenAmendment(amendment: Amendment, pen: Pen): Written {
  const [primary, ...secondary] = amendment.reasons;
  return {
    ...writtenName({ ...amendment, name: amendment.name === '' ? amendment.id : amendment.name }),
    number: amendment.number ?? '',
    summary: amendment.summary ?? '',
    primaryReason: writtenReason(primary, pen),
    secondaryReasons: secondary.map((reason) => writtenReason(reason, pen)),
    changes: [],
    impacts: amendment.impacts.map((text, at) => ({
      id: pen.id('StudyAmendmentImpact'),
      type: pen.code(amendment.impactKinds?.[at]?.type),
      text,
      isSubstantial: amendment.impactKinds?.[at]?.isSubstantial ?? false,
      instanceType: 'StudyAmendmentImpact',
    })),
    geographicScopes: [],
    previousId: amendment.previousId,
    instanceType: 'StudyAmendment',
  };
}
