// Kinds of organizations, and how a site is operated.

export const organizationKinds = ['smo', 'sponsor', 'cro', 'irb', 'institution', 'practice', 'lab', 'vendor'] as const;
export type OrganizationKind = (typeof organizationKinds)[number];

/** Owned sites, practices whose investigators own the patients, and institutions to which we send coordinators (domain 3.4). */
export const operatingModels = ['owned', 'partner-practice', 'dispatched-coordinators'] as const;
export type OperatingModel = (typeof operatingModels)[number];
