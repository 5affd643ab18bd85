// Rates and terms of a contract as sentences, and the rules' own shapes of what the server sends.
import { civilDate, minorUnits } from '#lib';
import { formatMinor, type Say } from '#ui';
import { percent, priceOf, versionInForce, type ContractVersion, type Price } from '../rules.ts';
import type { ContractVersionView, InvoiceableView, ScreenFailureView, VisitTermView } from './queries.ts';
import type { TermNames } from './term-names.ts';

type Rates = Pick<ContractVersionView, 'effectiveFrom' | 'overheadBasisPoints' | 'holdback'>;

/** The two sentences over a table of prices. */
export function ratesInWords({ overheadBasisPoints, holdback }: Omit<Rates, 'effectiveFrom'>, say: Say): readonly string[] {
  return [
    overheadBasisPoints === 0 ? say('rates.noOverhead') : say('rates.overhead', { percent: percent(overheadBasisPoints) }),
    holdback === null
      ? say('rates.noHoldback')
      : say(`rates.holdback-${holdback.of}`, { percent: percent(holdback.basisPoints), clause: holdback.clause }),
  ];
}

/** What a partly done visit earns, in words. */
export function partialInWords(partial: VisitTermView['partial'], names: TermNames, say: Say): string {
  if (partial.kind === 'pro-rata') return say('partial.pro-rataCount', { count: Object.keys(partial.directMinorByActivity).length });
  if (partial.kind === 'all-or-nothing' && partial.requiredActivities)
    return say('partial.required', { activities: partial.requiredActivities.map(names.activity).join(', ') });
  return say(`partial.${partial.kind}`);
}

/** What an item beside the visits is paid for, in words. */
export function triggerInWords(
  { trigger, activityKey }: Pick<InvoiceableView, 'trigger' | 'activityKey'>,
  names: TermNames,
  say: Say,
): string {
  const word = say(`trigger.${trigger}`);
  return activityKey === null ? word : say('items.ofProcedure', { trigger: word, activity: names.activity(activityKey) });
}

/** How often and how much of an item is paid, in words; empty without a cap. */
export function capsInWords(
  { maxPerSubject, maxPerSite, maxMinorPerSite }: Pick<InvoiceableView, 'maxPerSubject' | 'maxPerSite' | 'maxMinorPerSite'>,
  currency: string,
  say: Say,
): string {
  const caps = [
    ...(maxPerSubject === null ? [] : [say('items.capSubject', { count: maxPerSubject })]),
    ...(maxPerSite === null ? [] : [say('items.capSite', { count: maxPerSite })]),
    ...(maxMinorPerSite === null ? [] : [say('items.capAmount', { amount: `${formatMinor(maxMinorPerSite, currency)} ${currency}` })]),
  ];
  return caps.join(', ');
}

/** How many screen failures are paid and what one is worth, in words. */
export function failureInWords({ rule, amount, visitKeys }: ScreenFailureView, currency: string, names: TermNames, say: Say): string {
  const worth =
    amount.kind === 'visits-gross'
      ? say('failure.visits-gross', { visits: visitKeys.map(names.visit).join(', ') })
      : say('failure.flat', { amount: `${formatMinor(amount.directMinor, currency)} ${currency}` });
  return `${worth} ${ruleInWords(rule, say)}`;
}

/** How many screen failures are paid, as a sentence. */
export function ruleInWords(rule: ScreenFailureView['rule'], say: Say): string {
  if (rule.kind === 'ratio') return say(rule.max === null ? 'failure.ratio' : 'failure.ratioMax', { ...rule });
  return say(`failure.${rule.kind}`, 'basisPoints' in rule ? { percent: percent(rule.basisPoints) } : {});
}

/** Rates as the rules read them. What a price comes to does not depend on the day a version begins, so a day not typed yet counts as any. */
function ruleVersion(
  { overheadBasisPoints, holdback }: Omit<Rates, 'effectiveFrom'>,
  currency: string,
  effectiveFrom = '2000-01-01',
): ContractVersion {
  return {
    contractKey: '',
    version: 0,
    effectiveFrom: civilDate(effectiveFrom),
    currency,
    overheadBasisPoints,
    holdback,
    visitTerms: [],
    invoiceables: [],
    screenFailure: null,
  };
}

/** A term's price in full: direct, overhead, gross, payable and held back. */
export function priceOfTerm(
  term: Pick<VisitTermView, 'key' | 'clause' | 'directMinor' | 'withOverhead' | 'withHoldback'>,
  rates: Omit<Rates, 'effectiveFrom'>,
  currency: string,
): Price {
  const { key, clause, withOverhead: hasOverhead, withHoldback: hasHoldback } = term;
  return priceOf({ key, clause, directMinor: BigInt(term.directMinor), hasOverhead, hasHoldback }, ruleVersion(rates, currency));
}

/** The live version that prices a service on `day`; undefined when none does. */
export function inForceOn<V extends Rates & { readonly status: string; readonly number: number }>(
  versions: readonly V[],
  day: string,
): V | undefined {
  const live = versions.filter((version) => version.status === 'live');
  const inForce = versionInForce(
    live.map((version) => ({ ...ruleVersion(version, 'USD', version.effectiveFrom), version: version.number })),
    civilDate(day),
  );
  return inForce.ok ? live.find((version) => version.number === inForce.value.version) : undefined;
}

/** Minor units as a person types them: `150000`, `USD` as `1500.00`. */
export function typedAmount(amountMinor: string, currency: string): string {
  const digits = minorUnits(currency);
  const padded = amountMinor.padStart(digits + 1, '0');
  return digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
