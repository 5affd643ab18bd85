// From an occasion and a price to lines: payable, and the part held back on a line of its own; or one line beyond a cap.
import { type Temporal, formatMoney } from '#lib';
import type { ContractVersion, PricedTerm } from './contract-version.ts';
import { type Explanation, type ExplanationStep, explainPrice, explanation } from './explanation.ts';
import { type Price, priceOf } from './holdback.ts';
import { type InvoiceableTerm, type SiteCounts, type Trigger, capReached } from './invoiceable.ts';
import { type AccrualLine, type LineKind, type LineState, nextGeneration } from './line.ts';

/** What was performed, and for whom: a visit or else an event. */
export interface Occasion {
  readonly subjectId: string;
  readonly visitId: string | null;
  readonly eventId: string | null;
  /** Empty for an event. */
  readonly visitKey: string;
  readonly cycle: number;
  readonly repeatNo: number;
  /** Which correction of its record the lines answer. */
  readonly correction: number;
  readonly on: Temporal.PlainDate;
}

/** A price and what came of it; `note` says how the direct amount came about. */
export interface Priced {
  readonly term: PricedTerm;
  readonly directMinor: bigint;
  readonly note: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly kinds: { readonly paid: LineKind; readonly held: LineKind };
}

const none: Price = { directMinor: 0n, overheadMinor: 0n, grossMinor: 0n, payableMinor: 0n, holdbackMinor: 0n };

/** The lines of a price, whose parts add up to it. */
export function splitLines(occasion: Occasion, priced: Priced, version: ContractVersion, existing: readonly AccrualLine[]): AccrualLine[] {
  const { term, directMinor, note, inputs, kinds } = priced;
  const price = priceOf(term, version, directMinor);
  const why = explanation(version, term.clause, inputs, explainPrice(price, term, version, note));
  const line = (kind: LineKind, amountMinor: bigint) => lineOf(occasion, { term, kind, price, amountMinor, why }, version, existing);
  return [line(kinds.paid, price.payableMinor), ...(price.holdbackMinor === 0n ? [] : [line(kinds.held, price.holdbackMinor)])];
}

/** The lines of an invoiceable; beyond a cap it is on record and worth nothing (BR-14). */
export function invoiceableLines(
  occasion: Occasion,
  term: InvoiceableTerm,
  version: ContractVersion,
  existing: readonly AccrualLine[],
  siteCounts: SiteCounts,
): AccrualLine[] {
  const { directMinor } = term;
  const inputs = invoiceableInputs(occasion, term);
  const cap = capReached(term, existing, siteCounts);
  if (cap === null)
    return splitLines(
      occasion,
      { term, directMinor, note: '', inputs, kinds: { paid: 'invoiceable', held: 'invoiceable-holdback' } },
      version,
      existing,
    );
  const lost = formatMoney(priceOf(term, version).grossMinor, version.currency);
  const step: ExplanationStep = { name: 'cap', text: `the contract pays ${cap}: ${lost} not billable`, amountMinor: 0n };
  const why = explanation(version, term.clause, inputs, [step]);
  return [lineOf(occasion, { term, kind: 'invoiceable', price: none, amountMinor: 0n, why, state: 'capped' }, version, existing)];
}

function invoiceableInputs({ visitKey, on }: Occasion, term: InvoiceableTerm): Readonly<Record<string, string>> {
  const submitBy = term.submitWithinDays === null ? null : on.add({ days: term.submitWithinDays }).toString();
  const trigger: Trigger = term.trigger;
  return {
    ...(visitKey === '' ? {} : { visit: visitKey }),
    serviceDate: on.toString(),
    term: term.key,
    trigger,
    ...(term.activityKey === null ? {} : { activity: term.activityKey }),
    ...(submitBy === null ? {} : { submitBy }),
  };
}

interface NewLine {
  readonly term: PricedTerm;
  readonly kind: LineKind;
  readonly price: Price;
  readonly amountMinor: bigint;
  readonly why: Explanation;
  readonly state?: LineState;
}

function lineOf(occasion: Occasion, line: NewLine, version: ContractVersion, existing: readonly AccrualLine[]): AccrualLine {
  const { subjectId, visitId, eventId, repeatNo, correction, visitKey, cycle, on } = occasion;
  const { term, kind, price, amountMinor, why, state = 'earned' } = line;
  const slot = { contractKey: version.contractKey, termKey: term.key, kind, subjectId, visitId, eventId, procedureId: null, repeatNo };
  return {
    ...slot,
    generation: nextGeneration(slot, existing),
    correction,
    contractVersion: version.version,
    visitKey,
    cycle,
    serviceDate: on,
    currency: version.currency,
    state,
    amountMinor,
    price,
    reverses: null,
    why,
  };
}
