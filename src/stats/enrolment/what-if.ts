// Changes to a study as plain values, and the forecast under them: the fit is kept, so an answer costs no more than a forecast.
import { DomainError } from '#lib';
import { needCount } from './domain.ts';
import type { FittedStudy } from './fitted.ts';
import type { NetworkEffects } from './network.ts';
import {
  type EnrolmentSite,
  type EnrolmentStudy,
  type Opening,
  type SiteHistory,
  checkHistory,
  expectedOpening,
  startRanks,
} from './sites.ts';

/**
 * A change that can be tried. `open`: sites that are added, each with its opening, and with what other studies say of its rate where they do. `opening`: a waiting site opens otherwise. `close`: a
 * site enrols nobody from a day on. `screen-failure`: the share of those screened that fails moves `from` one value `to` another.
 * `target`: another number of patients.
 */
export type StudyChange =
  | { readonly kind: 'open'; readonly sites: readonly AddedSite[] }
  | { readonly kind: 'opening'; readonly siteId: string; readonly opening: Opening }
  | { readonly kind: 'close'; readonly siteId: string; readonly day: number }
  | { readonly kind: 'screen-failure'; readonly from: number; readonly to: number }
  | { readonly kind: 'target'; readonly target: number };

/** A site that is added. */
export interface AddedSite {
  readonly id: string;
  readonly opening: Opening;
  readonly history?: SiteHistory | null;
}

/** A study with changes applied. */
export interface ChangedStudy {
  readonly fitted: FittedStudy;
  readonly target: number | null;
}

function changedSite(fitted: FittedStudy, siteId: string, change: (site: EnrolmentSite) => EnrolmentSite): FittedStudy {
  const { study } = fitted;
  if (!study.sites.some((site) => site.id === siteId)) throw new DomainError(`there is no site ${siteId}`);
  return { ...fitted, study: { ...study, sites: study.sites.map((site) => (site.id === siteId ? change(site) : site)) } };
}

function withSites(fitted: FittedStudy, added: readonly EnrolmentSite[]): FittedStudy {
  const known = new Set(fitted.study.sites.map(({ id }) => id));
  for (const site of added) {
    if (known.has(site.id)) throw new DomainError(`there is a site ${site.id} already`);
    checkHistory(site);
    known.add(site.id);
  }
  const placed = added.map((site) => ({ ...site, startRank: placeAmong(fitted.study, site) }));
  return { ...fitted, study: { ...fitted.study, sites: [...fitted.study.sites, ...placed] } };
}

// A site that comes later takes the place of those that start when it is expected, or the last one.
function placeAmong({ asOf, sites }: EnrolmentStudy, site: EnrolmentSite): number {
  const expected = Math.max(asOf, expectedOpening(site.opening));
  const ranks = startRanks({ asOf, sites });
  return sites.reduce((place, one, at) => {
    const day = one.openedOn ?? Math.max(asOf, expectedOpening(one.opening));
    return day <= expected ? Math.max(place, ranks[at] ?? 0) : place;
  }, -0.5);
}

function passFactor(effects: NetworkEffects, from: number, to: number): NetworkEffects {
  if (!(from >= 0 && from < 1 && to >= 0 && to <= 1))
    throw new DomainError('screen-failure shares lie between 0 and 1, the present one below 1');
  return { ...effects, factor: (effects.factor ?? 1) * ((1 - to) / (1 - from)) };
}

function applyOne({ fitted, target }: ChangedStudy, change: StudyChange): ChangedStudy {
  switch (change.kind) {
    case 'target':
      needCount('target', change.target);
      return { fitted, target: change.target };
    case 'open':
      return {
        fitted: withSites(
          fitted,
          change.sites.map((site) => ({ ...site, openedOn: null, enrolled: 0 })),
        ),
        target,
      };
    case 'opening':
      return { fitted: changedSite(fitted, change.siteId, (site) => ({ ...site, opening: change.opening })), target };
    case 'close':
      return {
        fitted: changedSite(fitted, change.siteId, (site) => ({ ...site, closesOn: Math.min(change.day, site.closesOn ?? Infinity) })),
        target,
      };
    case 'screen-failure':
      return { fitted: { ...fitted, effects: passFactor(fitted.effects, change.from, change.to) }, target };
  }
}

/**
 * The study under changes, in their order. What was fitted stays as it is: a change acts on what is to come. Throws a DomainError on a
 * site that is not known, one that is added twice, or shares outside 0 to 1.
 */
export function applyChanges(fitted: FittedStudy, target: number | null, changes: readonly StudyChange[]): ChangedStudy {
  return changes.reduce(applyOne, { fitted, target });
}
