// Roles as sets of permissions, grants in force, and the one question every policy asks: may this actor do this here?
import type { Temporal } from '#lib';

/** The roles of the network; `roles` says what each may do. */
export const roleNames = [
  'coordinator',
  'investigator',
  'regulatory',
  'recruiter',
  'finance',
  'contracts',
  'site-director',
  'network-manager',
  'quality',
  'monitor',
  'sponsor',
  'institution',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roleNames)[number];

/** Where a grant holds: null stands for every site, or every study. */
export interface Scope {
  readonly siteId: string | null;
  readonly studyId: string | null;
}

/** A grant in force today. */
export interface Grant extends Scope {
  readonly role: Role;
}

/** Whoever acts: a person with today's grants, the local operator, or a job on somebody's behalf. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly kind: 'staff' | 'external' | 'operator' | 'service';
  readonly grants: readonly Grant[];
}

const READS_STUDIES = ['network.view', 'studies.view', 'studies.view-schedule'];
// What was done with a participant and why not: nobody who only counts or pays needs it.
const READS_COURSE = ['subjects.view', 'subjects.view-reasons', 'visits.view', 'safety.view', 'monitoring.view', 'signatures.view'];
const STAFF = [...READS_STUDIES, 'network.view-organizations'];
const FILES = ['files.view', 'files.add'];
const AT_THE_VISIT = [
  ...STAFF,
  ...READS_COURSE,
  ...FILES,
  'subjects.identify',
  'subjects.consent',
  'subjects.advance',
  'visits.complete',
  'visits.book',
  'visits.correct',
  'safety.record',
  'monitoring.draft',
  'finance.preview',
  'audit.view',
];

/** What each role may do; the authorisation test's table is written by hand beside it. */
export const roles: Readonly<Record<Role, readonly string[]>> = {
  coordinator: AT_THE_VISIT,
  investigator: [...AT_THE_VISIT, 'safety.judge', 'signatures.sign', 'visits.sign'],
  regulatory: [...STAFF, ...FILES, 'subjects.view', 'monitoring.view', 'access.view-people', 'audit.view'],
  recruiter: STAFF,
  finance: [
    ...STAFF,
    'subjects.view',
    'finance.view',
    'finance.view-terms',
    'finance.preview',
    'finance.record-event',
    'finance.issue-invoice',
  ],
  contracts: [...STAFF, ...FILES, 'finance.view-terms', 'finance.edit-terms', 'finance.release-terms'],
  'site-director': [
    ...STAFF,
    ...FILES,
    ...READS_COURSE,
    'desk.site',
    'forecasting.view',
    'market.view',
    'subjects.identify',
    'network.edit',
    'monitoring.assess',
    'monitoring.view-indicators',
    'monitoring.handle-signal',
    'finance.view',
    'finance.view-terms',
    'finance.preview',
    'access.view-people',
    'audit.view',
  ],
  'network-manager': [
    ...STAFF,
    ...FILES,
    ...READS_COURSE,
    'desk.network',
    'desk.site',
    'forecasting.view',
    'forecasting.run',
    'market.view',
    'market.edit',
    'market.run',
    'network.edit',
    'network.add',
    'studies.import',
    'studies.release-schedule',
    'studies.open-site',
    'finance.edit-issuer',
    'finance.view',
    'finance.view-terms',
    'finance.preview',
    'access.view-people',
    'audit.view',
    'interop.import',
    'monitoring.view-indicators',
    'monitoring.run-indicators',
  ],
  quality: [
    ...STAFF,
    ...FILES,
    ...READS_COURSE,
    'monitoring.assess',
    'monitoring.view-indicators',
    'monitoring.run-indicators',
    'monitoring.handle-signal',
    'audit.view',
  ],
  monitor: [...READS_STUDIES, ...READS_COURSE, 'desk.portal', 'files.view', 'audit.view'],
  sponsor: [...READS_STUDIES, ...READS_COURSE, 'desk.portal'],
  institution: ['network.view', 'studies.view'],
  auditor: [...READS_STUDIES, ...READS_COURSE, 'files.view', 'audit.view', 'finance.view-terms'],
  administrator: ['network.view', 'network.view-organizations', 'studies.view', 'access.view-people', 'access.administer'],
};

// What anybody who is signed in may do about themselves.
const OWN = ['access.self', 'platform.own-jobs'];
// The holder of the data directory's token file works for the network as a whole, but signs and posts nothing.
const OPERATOR = new Set([
  ...roles['network-manager'],
  ...roles.administrator,
  'subjects.consent',
  'subjects.advance',
  'visits.complete',
  'visits.correct',
  'finance.edit-terms',
  'finance.release-terms',
  ...OWN,
]);

/** Whether the actor holds the permission anywhere at all: the route's guard. */
export function holds(actor: Actor, permission: string): boolean {
  if (OWN.includes(permission)) return true;
  if (actor.kind === 'operator') return OPERATOR.has(permission);
  return actor.grants.some((grant) => roles[grant.role].includes(permission));
}

/**
 * Whether the actor holds the permission on a record at this site and study: the policies' question.
 * A record without a site (a study's schedule) is covered by any grant that reaches its study.
 */
export function may(
  actor: Actor,
  permission: string,
  record: { readonly siteId?: string | null; readonly studyId?: string | null },
): boolean {
  if (OWN.includes(permission)) return true;
  if (actor.kind === 'operator') return OPERATOR.has(permission);
  return actor.grants.some((grant) => roles[grant.role].includes(permission) && covers(grant, record));
}

function covers(grant: Grant, record: { readonly siteId?: string | null; readonly studyId?: string | null }): boolean {
  const siteFits = grant.siteId === null || record.siteId === undefined || grant.siteId === record.siteId;
  const studyFits = grant.studyId === null || record.studyId === undefined || grant.studyId === record.studyId;
  return siteFits && studyFits;
}

/** Where the actor holds the permission: the scopes of the grants that give it; the local operator holds it everywhere. */
export function scopesOf(actor: Actor, permission: string): Scope[] {
  if (actor.kind === 'operator') return OPERATOR.has(permission) ? [{ siteId: null, studyId: null }] : [];
  return actor.grants.filter((grant) => roles[grant.role].includes(permission)).map(({ siteId, studyId }) => ({ siteId, studyId }));
}

/**
 * The sites of a study at which the actor holds the permission; null stands for every site. Row-level security opens rows to any
 * grant of a person, so a list is also limited to the grants that carry its permission.
 */
export function sitesInReach(actor: Actor, permission: string, studyId: string): readonly string[] | null {
  const sites = scopesOf(actor, permission)
    .filter((scope) => scope.studyId === null || scope.studyId === studyId)
    .map((scope) => scope.siteId);
  return sites.includes(null) ? null : sites.filter((site) => site !== null);
}

/** Every permission that some role holds, for the session's view and the tests. */
export function permissionsOf(actor: Actor): string[] {
  const granted = actor.kind === 'operator' ? [...OPERATOR] : actor.grants.flatMap((grant) => roles[grant.role]);
  return [...new Set([...granted, ...OWN])].sort();
}

/** Whether a grant's dates include the day. */
export function isInForce(
  grant: { validFrom: Temporal.PlainDate; validTo: Temporal.PlainDate | null; revokedAt: unknown },
  day: Temporal.PlainDate,
): boolean {
  const text = day.toString();
  return grant.revokedAt === null && grant.validFrom.toString() <= text && (grant.validTo === null || grant.validTo.toString() >= text);
}
