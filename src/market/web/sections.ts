// The tabs of the market, in their order, and who may open which. A page has its line here as soon as it has an address.
import { type Actor, may } from '#access/rules';

/** A tab; its label is the word `section.<key>`. */
export interface MarketSection {
  readonly key: string;
  readonly to: string;
  /** What its page asks for the whole network, as the room's policy does; absent where everybody who sees the market may. */
  readonly needs?: 'market.view' | 'market.edit';
}

export const marketSections: readonly MarketSection[] = [
  { key: 'outlook', to: '/market' },
  { key: 'segments', to: '/market/segments' },
  { key: 'scenarios', to: '/market/scenarios', needs: 'market.edit' },
  { key: 'position', to: '/market/position', needs: 'market.view' },
  { key: 'recommendations', to: '/market/recommendations', needs: 'market.view' },
  { key: 'newSite', to: '/market/new-site', needs: 'market.edit' },
  { key: 'evidence', to: '/market/evidence' },
  { key: 'assumptions', to: '/market/assumptions' },
  { key: 'activity', to: '/market/activity' },
  { key: 'companies', to: '/market/companies' },
  { key: 'strategy', to: '/market/strategy', needs: 'market.view' },
  { key: 'report', to: '/market/report', needs: 'market.view' },
];

const wholeNetwork = { siteId: null, studyId: null };

/** The tabs whose pages the person may open. */
export function sectionsFor(actor: Actor): readonly MarketSection[] {
  return marketSections.filter(({ needs }) => needs === undefined || may(actor, needs, wholeNetwork));
}
