// What must hold before terms are kept, and before a version is put into force.
import { type Outcome, type Temporal, daysBetween, ok, refuse } from '#lib';
import type { BodyOf } from '#platform/contract';
import type { financeContract } from '../contract.ts';
import type { Trigger } from '../rules.ts';
import type { TermRow, VersionRow } from '../store/contracts.ts';

type Terms = BodyOf<(typeof financeContract)['saveTerms']>;

/** Refusals of terms that contradict themselves; `position` counts from 1. */
export function checkTerms(
  terms: Terms,
): Outcome<null, 'term-repeated' | 'visit-repeated' | 'trigger-repeated' | 'activity-prices-differ' | 'visit-not-priced'> {
  const keys = [...terms.visitTerms, ...terms.invoiceables, ...(terms.screenFailure ? [terms.screenFailure] : [])].map((term) => term.key);
  const repeatedKey = firstRepeated(keys);
  if (repeatedKey !== undefined) return refuse('term-repeated', { term: repeatedKey });
  const visitKeys = terms.visitTerms.map((term) => term.visitKey);
  const repeatedVisit = firstRepeated(visitKeys);
  if (repeatedVisit !== undefined) return refuse('visit-repeated', { visit: repeatedVisit });
  const repeated = repeatedTrigger(terms.invoiceables);
  if (repeated) return refuse('trigger-repeated', { term: repeated.key, item: repeated.label });
  for (const [index, { key, directMinor, partial }] of terms.visitTerms.entries()) {
    if (partial.kind !== 'pro-rata') continue;
    const sum = Object.values(partial.directMinorByActivity).reduce((total, minor) => total + BigInt(minor), 0n);
    if (sum !== BigInt(directMinor))
      return refuse('activity-prices-differ', { position: index + 1, term: key, sumMinor: sum.toString(), directMinor });
  }
  const unpriced = terms.screenFailure?.visitKeys.filter((visit) => !visitKeys.includes(visit)) ?? [];
  return unpriced.length > 0 ? refuse('visit-not-priced', { term: terms.screenFailure?.key, visits: unpriced }) : ok(null);
}

// What is recorded by hand names its term, so that several may be of one kind.
function repeatedTrigger(terms: Terms['invoiceables']): Terms['invoiceables'][number] | undefined {
  const byHand: readonly Trigger[] = ['re-consent', 're-screen', 'other'];
  return terms.find(
    (term, at) =>
      !byHand.includes(term.trigger) &&
      terms.findIndex(({ trigger, activityKey }) => trigger === term.trigger && activityKey === term.activityKey) !== at,
  );
}

/** What a release is judged by. */
export interface Release {
  readonly effectiveFrom: Temporal.PlainDate;
  readonly terms: readonly Pick<TermRow, 'key' | 'kind' | 'visitKey'>[];
  /** The live versions of the same contract. */
  readonly live: readonly Pick<VersionRow, 'number' | 'effectiveFrom'>[];
  /** Visit keys of the released schedules; null while the study has none. */
  readonly planned: ReadonlySet<string> | null;
  /** Visit keys that another contract of the same coverage prices, with its code. */
  readonly pricedElsewhere: ReadonlyMap<string, string>;
}

/** Whether a version may be put into force. */
export function checkRelease(
  release: Release,
): Outcome<null, 'terms-missing' | 'effective-date-not-later' | 'visit-not-planned' | 'visit-priced-elsewhere'> {
  const visits = release.terms.flatMap((term) => (term.visitKey === null ? [] : [term.visitKey]));
  if (visits.length === 0) return refuse('terms-missing', {});
  const later = release.live.find((version) => daysBetween(version.effectiveFrom, release.effectiveFrom) <= 0);
  if (later) return refuse('effective-date-not-later', { number: later.number, effectiveFrom: later.effectiveFrom.toString() });
  const unplanned = visits.filter((visit) => release.planned !== null && !release.planned.has(visit));
  if (unplanned.length > 0) return refuse('visit-not-planned', { visits: unplanned });
  const elsewhere = visits.find((visit) => release.pricedElsewhere.has(visit));
  return elsewhere === undefined
    ? ok(null)
    : refuse('visit-priced-elsewhere', { visit: elsewhere, contract: release.pricedElsewhere.get(elsewhere) });
}

function firstRepeated(texts: readonly string[]): string | undefined {
  return texts.find((text, index) => texts.indexOf(text) !== index);
}
