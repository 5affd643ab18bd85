// A study's sites as plain records: what is known of each on the as-of day, and how it may go on.
import { DomainError } from '#lib';
import { needAtLeast, needCount, needFinite, needShare } from './domain.ts';

/**
 * When a site that is not open yet may open. `window`: uniform over the days of the window, and only with `probability`. `spread`: at
 * `days[j]` with `weights[j]`, the rest never; `draws` are the same weights under other openings that the history allows as well,
 * draw by draw the same for every site, so that what is not known about openings is shared between sites.
 */
export type Opening =
  | { readonly kind: 'on'; readonly day: number }
  | { readonly kind: 'window'; readonly from: number; readonly to: number; readonly probability: number }
  | {
      readonly kind: 'spread';
      readonly days: readonly number[];
      readonly weights: readonly number[];
      readonly draws: readonly (readonly number[])[];
    }
  | { readonly kind: 'never' };

/** What other studies say of a site's rate: patients it enrolled there, and those that a site of their mean rate would have enrolled. */
export interface SiteHistory {
  readonly enrolled: number;
  readonly expected: number;
}

/** A site of a study. Days are whole numbers on any axis that all sites share. */
export interface EnrolmentSite {
  readonly id: string;
  /** The day it opened; null while it is not open. */
  readonly openedOn: number | null;
  /** Patients enrolled up to the as-of day. */
  readonly enrolled: number;
  /** The days of those enrolments, where known: only they can tell a rate that moves with age. */
  readonly enrolledOn?: readonly number[];
  /** Days on which it could enrol, where pauses make them fewer than its age. */
  readonly exposureDays?: number;
  /** From this day it enrols nobody. */
  readonly closesOn?: number | null;
  /** The most patients it may enrol in all. */
  readonly cap?: number | null;
  /** For each of those in its screening on the as-of day, the days since that began; read only where the study says how screening goes. */
  readonly inScreening?: readonly number[];
  /** How it may open; required while it is not open. */
  readonly opening?: Opening;
  /** Of a site that is not open. Without it its rate is one of the study's own distribution of rates. */
  readonly history?: SiteHistory | null;
  /** Its place in the order of starts, where that was fixed when the study was fitted. */
  readonly startRank?: number;
}

/** A study on the as-of day. */
export interface EnrolmentStudy {
  readonly asOf: number;
  readonly sites: readonly EnrolmentSite[];
}

function checkOpening(site: EnrolmentSite): void {
  const { opening } = site;
  if (opening === undefined) throw new DomainError(`site ${site.id} is not open and has no opening`);
  if (opening.kind === 'on') needFinite(`opening day of site ${site.id}`, opening.day);
  if (opening.kind === 'window') {
    needShare(`opening probability of site ${site.id}`, opening.probability);
    needFinite(`opening window of site ${site.id}`, opening.from);
    needAtLeast(`end of the opening window of site ${site.id}`, opening.to, opening.from);
  }
  if (opening.kind === 'spread') {
    if (opening.days.length !== opening.weights.length) throw new DomainError(`site ${site.id} has days and weights of unequal number`);
    for (const weights of [opening.weights, ...opening.draws]) {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      if (weights.length !== opening.days.length || weights.some((weight) => !(weight >= 0)) || total > 1 + 1e-9)
        throw new DomainError(`the opening weights of site ${site.id} are no probabilities`);
    }
  }
}

/** Throws a DomainError, with the site's name, on a history that is negative. */
export function checkHistory({ id, history }: Pick<EnrolmentSite, 'id' | 'history'>): void {
  if (history === undefined || history === null) return;
  needAtLeast(`enrolments elsewhere of site ${id}`, history.enrolled, 0);
  needAtLeast(`expected enrolments elsewhere of site ${id}`, history.expected, 0);
}

function checkOpen(site: EnrolmentSite, asOf: number): void {
  const openedOn = site.openedOn ?? 0;
  if (!(openedOn <= asOf)) throw new DomainError(`site ${site.id} opened on ${openedOn}, after the as-of day ${asOf}`);
  for (const days of site.inScreening ?? []) needAtLeast(`days in screening of site ${site.id}`, days, 0);
  if (site.exposureDays !== undefined) needAtLeast(`exposure of site ${site.id}`, site.exposureDays, 0);
  if (site.enrolledOn && site.enrolledOn.length !== site.enrolled)
    throw new DomainError(`site ${site.id} has ${site.enrolled} enrolments and ${site.enrolledOn.length} days of them`);
}

/** Throws a DomainError, with the site's name, where a record is outside the kernel's domain. */
export function checkStudy({ asOf, sites }: EnrolmentStudy): void {
  needFinite('asOf', asOf);
  const seen = new Set<string>();
  for (const site of sites) {
    if (seen.has(site.id)) throw new DomainError(`there are two sites ${site.id}`);
    seen.add(site.id);
    needCount(`enrolments of site ${site.id}`, site.enrolled);
    if (site.cap !== undefined && site.cap !== null) needCount(`cap of site ${site.id}`, site.cap);
    if (site.openedOn === null) {
      if (site.enrolled > 0) throw new DomainError(`site ${site.id} is not open and has enrolments`);
      checkOpening(site);
      checkHistory(site);
    } else checkOpen(site, asOf);
  }
}

/** The last day, at most `day`, on which the site may enrol. */
export function lastDay(site: EnrolmentSite, day: number): number {
  return site.closesOn === undefined || site.closesOn === null ? day : Math.min(day, site.closesOn);
}

/** The share of a site's age on which it could enrol; 1 without pauses. */
export function openShare(site: EnrolmentSite, asOf: number): number {
  const age = lastDay(site, asOf) - (site.openedOn ?? asOf);
  if (site.exposureDays === undefined) return 1;
  if (age <= 0) return 0;
  return site.exposureDays / age;
}

/** The day on which an unopened site is expected, if it opens at all; Infinity when it never does. */
export function expectedOpening(opening: Opening | undefined): number {
  if (opening === undefined || opening.kind === 'never') return Infinity;
  if (opening.kind === 'on') return opening.day;
  if (opening.kind === 'window') return (opening.from + opening.to) / 2;
  const total = opening.weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? opening.days.reduce((sum, day, at) => sum + day * (opening.weights[at] ?? 0), 0) / total : Infinity;
}

/** The probability that an unopened site ever opens. */
export function openingProbability(opening: Opening | undefined): number {
  if (opening === undefined || opening.kind === 'never') return 0;
  if (opening.kind === 'on') return 1;
  if (opening.kind === 'window') return opening.probability;
  return Math.min(
    1,
    opening.weights.reduce((sum, weight) => sum + weight, 0),
  );
}

/**
 * Each site's place in the order of starts, between -1/2 (first) and 1/2 (last): opened sites by their day, the others after them by the
 * day they are expected. Equal days share a place. Places that are fixed stay, so that sites which are added or left out later move nobody.
 */
export function startRanks({ asOf, sites }: EnrolmentStudy): readonly number[] {
  const days = sites.map((site) => site.openedOn ?? Math.max(asOf, expectedOpening(site.opening)));
  const sorted = [...days].sort((a, b) => a - b);
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  sorted.forEach((day, at) => {
    if (!first.has(day)) first.set(day, at);
    last.set(day, at);
  });
  return days.map((day, at) => sites[at]?.startRank ?? ((first.get(day) ?? 0) + (last.get(day) ?? 0) + 1) / (2 * sites.length) - 0.5);
}
