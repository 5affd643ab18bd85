// What a dry run warns of: gaps and overlaps between a schedule and the terms that price it.
import { formatMoney } from '#lib';
import type { Schedule } from '#studies/rules';
import type { ContractVersion, VisitTerm } from './contract-version.ts';
import type { DryRunCase } from './dry-run.ts';
import { priceOf } from './holdback.ts';
import type { InvoiceableTerm } from './invoiceable.ts';
import { type ScreenFailureRule, payableScreenFailures } from './screen-failure.ts';

/** Codes are put into words by the page; facts name the place. */
export interface DryRunWarning {
  readonly code:
    | 'visit-without-price'
    | 'price-without-visit'
    | 'price-of-nothing'
    | 'activity-priced-twice'
    | 'activity-without-price'
    | 'activity-not-planned'
    | 'required-not-planned'
    | 'unscheduled-without-price'
    | 'conditional-not-planned'
    | 'conditional-priced-twice'
    | 'cap-below-price'
    | 'cap-cuts-item'
    | 'cycles-open'
    | 'date-unknown'
    | 'failure-without-term'
    | 'failure-unpaid'
    | 'failure-deferred-after'
    | 'failure-limit';
  readonly facts: Readonly<Record<string, string>>;
}

/** Up to how many screen failures without one enrolment the rule is tried. */
const MOST_FAILURES = 1_000;

function ofActivities(schedule: Schedule, term: VisitTerm): DryRunWarning[] {
  const visit = schedule.visits.find((candidate) => candidate.key === term.visitKey);
  if (!visit || !term.partial || term.partial.kind === 'full') return [];
  const planned = visit.activities ?? [];
  const names = new Map(planned.map(({ key, name }) => [key, name]));
  const named =
    term.partial.kind === 'pro-rata' ? Object.keys(term.partial.directMinorByActivity) : (term.partial.requiredActivities ?? []);
  const place = { visit: visit.name };
  const strange = named.filter((key) => !names.has(key));
  const code = term.partial.kind === 'pro-rata' ? 'activity-not-planned' : 'required-not-planned';
  const unplanned = strange.map((activity): DryRunWarning => ({ code, facts: { ...place, activity } }));
  if (term.partial.kind !== 'pro-rata') return unplanned;
  const missing = planned
    .filter(({ key }) => !named.includes(key))
    .map(({ name }): DryRunWarning => ({ code: 'activity-without-price', facts: { ...place, activity: name } }));
  const priced = named.flatMap((key) => names.get(key) ?? []).map((name) => name.trim().toLowerCase());
  const twice = [...new Set(priced.filter((name, at) => priced.indexOf(name) !== at))].map((activity): DryRunWarning => ({
    code: 'activity-priced-twice',
    facts: { ...place, activity },
  }));
  return [...twice, ...missing, ...unplanned];
}

function ofVisits(schedule: Schedule, version: ContractVersion): DryRunWarning[] {
  const priced = new Set(version.visitTerms.map((term) => term.visitKey));
  const planned = new Map(schedule.visits.map((visit) => [visit.key, visit.name]));
  return [
    ...schedule.visits
      .filter((visit) => !priced.has(visit.key))
      .map((visit): DryRunWarning => ({ code: 'visit-without-price', facts: { visit: visit.name } })),
    ...version.visitTerms.flatMap((term): DryRunWarning[] => {
      if (!planned.has(term.visitKey)) return [{ code: 'price-without-visit', facts: { visit: term.visitKey } }];
      return term.directMinor === 0n ? [{ code: 'price-of-nothing', facts: { visit: planned.get(term.visitKey) ?? term.visitKey } }] : [];
    }),
    ...version.visitTerms.flatMap((term) => ofActivities(schedule, term)),
  ];
}

// What is paid beside the visits: whether the schedule knows it, and whether the price of a visit holds it already.
function ofInvoiceables(schedule: Schedule, version: ContractVersion): DryRunWarning[] {
  const names = new Map(schedule.visits.flatMap((visit) => (visit.activities ?? []).map(({ key, name }) => [key, name] as const)));
  const inVisits = new Set(
    version.visitTerms.flatMap(({ partial }) => (partial?.kind === 'pro-rata' ? Object.keys(partial.directMinorByActivity) : [])),
  );
  const isPriced = version.invoiceables.some(({ trigger }) => trigger === 'unscheduled-visit');
  return [
    ...(isPriced ? [] : [{ code: 'unscheduled-without-price' as const, facts: {} }]),
    ...version.invoiceables.flatMap((term) => ofAmountCap(term, version)),
    ...version.invoiceables.flatMap(({ label, trigger, activityKey }): DryRunWarning[] => {
      if (activityKey === null) return [];
      const activity = names.get(activityKey);
      if (activity === undefined) return [{ code: 'conditional-not-planned', facts: { item: label, activity: activityKey } }];
      const isTwice = trigger === 'conditional-procedure' && inVisits.has(activityKey);
      return isTwice ? [{ code: 'conditional-priced-twice', facts: { item: label, activity } }] : [];
    }),
  ];
}

// A cap by amount that no whole number of items fills cuts the last one.
function ofAmountCap(term: InvoiceableTerm, version: ContractVersion): DryRunWarning[] {
  const { grossMinor } = priceOf(term, version);
  if (term.maxMinorPerSite === null || grossMinor === 0n) return [];
  const left = term.maxMinorPerSite % grossMinor;
  if (left === 0n) return [];
  const facts = { item: term.label, left: `${formatMoney(left, version.currency)} ${version.currency}` };
  const paid = term.maxMinorPerSite / grossMinor;
  return [paid === 0n ? { code: 'cap-below-price', facts } : { code: 'cap-cuts-item', facts: { ...facts, paid: paid.toString() } }];
}

function ofFailures(rule: ScreenFailureRule): DryRunWarning[] {
  if (rule.kind === 'all') return [];
  if (rule.kind === 'none') return [{ code: 'failure-unpaid', facts: {} }];
  const paid = (failures: number) => payableScreenFailures(rule, { failures, enrolled: 0, screened: failures }).payable;
  const first = Array.from({ length: MOST_FAILURES }, (_, index) => index + 1).find((failures) => paid(failures) < failures);
  const limit = rule.kind === 'ratio' && rule.max !== null ? [{ code: 'failure-limit' as const, facts: { max: String(rule.max) } }] : [];
  return first === undefined
    ? limit
    : [{ code: 'failure-deferred-after', facts: { paid: String(first - 1), failure: String(first) } }, ...limit];
}

/** The warnings, gaps first. A visit that belongs to another timeline than the main one is no gap. */
export function dryRunWarnings(schedule: Schedule, version: ContractVersion, cases: readonly DryRunCase[]): DryRunWarning[] {
  const names = new Map(schedule.visits.map((visit) => [visit.key, visit.name]));
  const undated = new Set(
    cases.flatMap((each) => each.rows.filter((row) => row.serviceDate === null && row.kind !== 'invoiceable').map((row) => row.name)),
  );
  return [
    ...ofVisits(schedule, version),
    ...ofInvoiceables(schedule, version),
    ...(schedule.blocks ?? [])
      .filter((block) => block.maxCycles === undefined)
      .map((block): DryRunWarning => ({
        code: 'cycles-open',
        facts: { visits: block.visitKeys.map((key) => names.get(key) ?? key).join(', ') },
      })),
    ...[...undated].map((visit): DryRunWarning => ({ code: 'date-unknown', facts: { visit } })),
    ...(version.screenFailure ? ofFailures(version.screenFailure.rule) : [{ code: 'failure-without-term' as const, facts: {} }]),
  ];
}
