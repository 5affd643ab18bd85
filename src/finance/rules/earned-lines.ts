// From an occasion and a price to lines: payable, and the part held back on a line of its own; or one line beyond a cap.
import type { Temporal } from '#lib';
import { type SiteCounts, capReached, roomLeft } from './caps.ts';
import type { ContractVersion, PricedTerm } from './contract-version.ts';
import { explainCut, explainPrice, explanation } from './explain.ts';
import type { Explanation, ExplanationInputs, PartlyDone } from './explanation.ts';
import { type Price, cutPrice, priceOf } from './holdback.ts';
import type { InvoiceableTerm } from './invoiceable.ts';
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

/** A price and what came of it; `partly` says how the direct amount of a partly done visit came about. */
export interface Priced {
  readonly term: PricedTerm;
  readonly directMinor: bigint;
  readonly partly: PartlyDone | null;
  readonly inputs: ExplanationInputs;
  readonly kinds: { readonly paid: LineKind; readonly held: LineKind };
}

const none: Price = { directMinor: 0n, overheadMinor: 0n, grossMinor: 0n, payableMinor: 0n, holdbackMinor: 0n };

/** The lines of a price, whose parts add up to it. */
export function splitLines(occasion: Occasion, priced: Priced, version: ContractVersion, existing: readonly AccrualLine[]): AccrualLine[] {
  const { term, directMinor, partly, inputs, kinds } = priced;
  const price = priceOf(term, version, directMinor);
  const why = explanation(version, term.clause, inputs, explainPrice(price, term, version, partly));
  return partLines(occasion, { term, price, why, kinds }, version, existing);
}

function partLines(
  occasion: Occasion,
  { term, price, why, kinds }: Pick<Priced, 'term' | 'kinds'> & Pick<NewLine, 'price' | 'why'>,
  version: ContractVersion,
  existing: readonly AccrualLine[],
): AccrualLine[] {
  const line = (kind: LineKind, amountMinor: bigint) => lineOf(occasion, { term, kind, price, amountMinor, why }, version, existing);
  return [line(kinds.paid, price.payableMinor), ...(price.holdbackMinor === 0n ? [] : [line(kinds.held, price.holdbackMinor)])];
}

const kindsBeside = { paid: 'invoiceable', held: 'invoiceable-holdback' } as const;

/** The lines of an invoiceable. One that a cap by amount has no full room for is cut to what is left; beyond a cap it is worth nothing (BR-14). */
export function invoiceableLines(
  occasion: Occasion,
  term: InvoiceableTerm,
  version: ContractVersion,
  existing: readonly AccrualLine[],
  siteCounts: SiteCounts,
): AccrualLine[] {
  const inputs = invoiceableInputs(occasion, term);
  const full = priceOf(term, version);
  const cap = capReached(term, existing, siteCounts);
  if (cap === null) {
    const room = roomLeft(term, existing, siteCounts);
    if (room === null || room.roomMinor >= full.grossMinor)
      return splitLines(occasion, { term, directMinor: term.directMinor, partly: null, inputs, kinds: kindsBeside }, version, existing);
    const { mostMinor, earlierMinor, roomMinor } = room;
    const price = cutPrice(full, roomMinor, term.hasHoldback ? version.holdback : null);
    const steps = explainCut(full, price, term, version, { mostMinor, earlierMinor, ownMinor: 0n });
    return partLines(
      occasion,
      { term, price, why: explanation(version, term.clause, inputs, steps), kinds: kindsBeside },
      version,
      existing,
    );
  }
  const why = explanation(version, term.clause, inputs, [{ kind: 'cap-reached', cap, lostMinor: full.grossMinor, amountMinor: 0n }]);
  return [lineOf(occasion, { term, kind: 'invoiceable', price: none, amountMinor: 0n, why, state: 'capped' }, version, existing)];
}

function invoiceableInputs({ visitKey, on }: Occasion, term: InvoiceableTerm): ExplanationInputs {
  const submitBy = term.submitWithinDays === null ? null : on.add({ days: term.submitWithinDays }).toString();
  return {
    ...(visitKey === '' ? {} : { visitKey }),
    serviceDate: on.toString(),
    termKey: term.key,
    trigger: term.trigger,
    ...(term.activityKey === null ? {} : { activityKey: term.activityKey }),
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
