// A valid site and organization for tests, the demo and the docs.

/** A site as `createSite` takes it. */
export const sampleSite = {
  code: 'AUS',
  name: 'Austin Research Center',
  city: 'Austin',
  country: 'US',
  timeZone: 'America/Chicago',
  operatingModel: 'owned',
  institutionId: null,
} as const;

/** An organization as `createOrganization` takes it. */
export const sampleOrganization = { name: 'Aurelia Therapeutics', kind: 'sponsor', country: 'US' } as const;
