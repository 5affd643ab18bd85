// The tabs of the market, in their order. A page has its line here as soon as it has an address.

/** A tab; its label is the word `section.<key>`. */
export interface MarketSection {
  readonly key: string;
  readonly to: string;
  /** Stands there only for holders of it. */
  readonly permission?: string;
}

export const marketSections: readonly MarketSection[] = [
  { key: 'outlook', to: '/market' },
  { key: 'segments', to: '/market/segments' },
  { key: 'scenarios', to: '/market/scenarios', permission: 'market.edit' },
  { key: 'position', to: '/market/position', permission: 'market.edit' },
  { key: 'recommendations', to: '/market/recommendations', permission: 'market.edit' },
  { key: 'newSite', to: '/market/new-site', permission: 'market.edit' },
  { key: 'evidence', to: '/market/evidence' },
  { key: 'assumptions', to: '/market/assumptions' },
  { key: 'activity', to: '/market/activity' },
  { key: 'companies', to: '/market/companies' },
  { key: 'strategy', to: '/market/strategy', permission: 'market.edit' },
  { key: 'report', to: '/market/report', permission: 'market.edit' },
];
