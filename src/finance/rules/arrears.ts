// A version that goes live after services it prices: what never earned earns in arrears, what earned by an older version is trued up (BR-05, BR-15).
import type { Temporal } from '#lib';
import { type SiteCounts, roomLeft } from './caps.ts';
import { type ContractVersion, type PricedTerm, type VisitTerm, versionInForce } from './contract-version.ts';
import { type EarningEvent, type EarningVisit, occasionOf, pricedVisit } from './earn.ts';
import { invoiceableLines } from './earned-lines.ts';
import { explainCut, explainPrice, explainedFurther, explanation } from './explain.ts';
import type { Explanation, ExplanationInputs, ExplanationStep, StepOf } from './explanation.ts';
import { type Price, cutPrice, priceOf } from './holdback.ts';
import { type InvoiceableTerm, triggeredBy } from './invoiceable.ts';
import { type AccrualLine, type LineKind, liveLines, nextGeneration, reversalOf } from './line.ts';

const trueUpOf = { payable: 'true-up', holdback: 'true-up-holdback' } as const satisfies Partial<Record<LineKind, LineKind>>;

/** The lines of a visit that was performed before the version that prices it went live; their explanation says so. */
export function inArrears(lines: readonly AccrualLine[], wentLiveOn: Temporal.PlainDate): AccrualLine[] {
  return lines.map((line) => {
    const late = { wentLiveOn: wentLiveOn.toString() };
    const { contractVersion: version, effectiveFrom } = line.why;
    const step: ExplanationStep = { kind: 'arrears', version, effectiveFrom, ...late, amountMinor: line.amountMinor };
    return { ...line, why: explainedFurther(line.why, step, late) };
  });
}

function difference(target: Price, earned: Price): Price {
  return {
    directMinor: target.directMinor - earned.directMinor,
    overheadMinor: target.overheadMinor - earned.overheadMinor,
    grossMinor: target.grossMinor - earned.grossMinor,
    payableMinor: target.payableMinor - earned.payableMinor,
    holdbackMinor: target.holdbackMinor - earned.holdbackMinor,
  };
}

/**
 * One true-up line per part of what a visit earned whose price changed afterwards, because the version in force on its service date went live
 * only later (BR-15): the difference, never an edit. A visit that earned nothing, that already stands at the version's price, or that the
 * version does not price any more is left as it is. A further late version reverses the true-up before it; repeating yields no lines. What
 * the version pays beside the visit and nobody paid yet earns in arrears.
 *
 * @param existing all lines of the subject under this contract, reversals included
 */
export function decideTrueUp(
  visit: EarningVisit,
  versions: readonly ContractVersion[],
  existing: readonly AccrualLine[],
  wentLiveOn: Temporal.PlainDate,
  siteCounts: SiteCounts = new Map(),
): AccrualLine[] {
  const inForce = versionInForce(versions, visit.actualDate);
  if (!inForce.ok) return [];
  const version = inForce.value;
  const live = liveLines(existing).filter((line) => line.visitId === visit.visitId && line.repeatNo === (visit.repeatNo ?? 1));
  // Another contract pays this visit, and what it triggered.
  if (live.length === 0) return [];
  const term = version.visitTerms.find((candidate) => candidate.visitKey === visit.visitKey);
  const base = live.find((line) => line.kind === 'payable');
  const beside = new Set(version.invoiceables.map(({ key }) => key));
  const at = { version, existing, wentLiveOn, inputs: { visitKey: visit.visitKey, serviceDate: visit.actualDate.toString() } };
  const visitLive = live.filter((line) => !beside.has(line.termKey));
  const trued = term && base ? trueUps(base, term, visitTarget(visit, term, version), visitLive, at) : [];
  return [
    ...trued,
    ...triggeredBy(visit, version).flatMap((each) => {
      const own = live.filter((line) => line.termKey === each.key);
      const paid = own.find((line) => line.kind === 'invoiceable');
      if (!paid) return inArrears(invoiceableLines(occasionOf(visit), each, version, existing, siteCounts), wentLiveOn);
      return paid.state === 'capped' ? [] : trueUps(paid, each, targetOf(each, own, siteCounts, at), own, at);
    }),
  ];
}

/** The same for what happened apart from visits. */
export function decideEventTrueUp(
  event: EarningEvent,
  versions: readonly ContractVersion[],
  existing: readonly AccrualLine[],
  wentLiveOn: Temporal.PlainDate,
  siteCounts: SiteCounts = new Map(),
): AccrualLine[] {
  const inForce = versionInForce(versions, event.on);
  if (!inForce.ok) return [];
  const version = inForce.value;
  const live = liveLines(existing).filter((line) => line.eventId === event.eventId);
  const base = live.find((line) => line.kind === 'invoiceable' && line.state === 'earned');
  const term = base && version.invoiceables.find(({ key }) => key === base.termKey);
  const inputs = { serviceDate: event.on.toString() };
  const at = { version, existing, wentLiveOn, inputs };
  return term ? trueUps(base, term, targetOf(term, live, siteCounts, at), live, at) : [];
}

interface TrueUp {
  readonly version: ContractVersion;
  readonly existing: readonly AccrualLine[];
  readonly wentLiveOn: Temporal.PlainDate;
  readonly inputs: ExplanationInputs;
}

/** What a service is to be worth, and how that comes about. */
interface Target {
  readonly price: Price;
  readonly steps: readonly ExplanationStep[];
}

function visitTarget(visit: EarningVisit, term: VisitTerm, version: ContractVersion): Target {
  const { directMinor, partly } = pricedVisit(visit, term, version).priced;
  const price = priceOf(term, version, directMinor);
  return { price, steps: explainPrice(price, term, version, partly) };
}

/** The price by the version, raised no further than its cap by amount leaves room; a lower cap takes nothing back. */
function targetOf(
  term: InvoiceableTerm,
  own: readonly AccrualLine[],
  siteCounts: SiteCounts,
  { version, existing }: Pick<TrueUp, 'version' | 'existing'>,
): Target {
  const full = priceOf(term, version);
  const others = existing.filter((line) => !own.includes(line));
  const room = roomLeft(term, others, siteCounts);
  const ownMinor = own.reduce((sum, line) => sum + line.amountMinor, 0n);
  const roomMinor = room?.roomMinor ?? full.grossMinor;
  const most = roomMinor > ownMinor ? roomMinor : ownMinor;
  if (room === null || most >= full.grossMinor) return { price: full, steps: explainPrice(full, term, version) };
  const price = cutPrice(full, most, term.hasHoldback ? version.holdback : null);
  const { mostMinor, earlierMinor } = room;
  return { price, steps: explainCut(full, price, term, version, { mostMinor, earlierMinor, ownMinor }) };
}

function trueUps(base: AccrualLine, term: PricedTerm, target: Target, live: readonly AccrualLine[], at: TrueUp): AccrualLine[] {
  const { version, existing } = at;
  if (base.contractVersion >= version.version) return [];
  const delta = difference(target.price, base.price);
  return (['payable', 'holdback'] as const).flatMap((part) => {
    const amountMinor = part === 'payable' ? delta.payableMinor : delta.holdbackMinor;
    const kind = trueUpOf[part];
    const before = live.find((line) => line.kind === kind);
    if (before && before.contractVersion === version.version) return [];
    const reversal = before ? [reversalOf(before, { kind: 'priced-anew', version: version.version })] : [];
    if (amountMinor === 0n) return reversal;
    const [formerMinor, newMinor] =
      part === 'payable' ? [base.price.payableMinor, target.price.payableMinor] : [base.price.holdbackMinor, target.price.holdbackMinor];
    const line: AccrualLine = {
      ...base,
      termKey: term.key,
      kind,
      generation: 0,
      contractVersion: version.version,
      amountMinor,
      price: delta,
      reverses: null,
      why: whyTrueUp(at, term, target, { part, formerVersion: base.contractVersion, formerMinor, newMinor, amountMinor }),
    };
    return [...reversal, { ...line, generation: nextGeneration(line, [...existing, ...reversal]) }];
  });
}

function whyTrueUp(
  { version, wentLiveOn, inputs }: TrueUp,
  term: PricedTerm,
  target: Target,
  step: Pick<StepOf<'true-up'>, 'part' | 'formerVersion' | 'formerMinor' | 'newMinor' | 'amountMinor'>,
): Explanation {
  const late = { wentLiveOn: wentLiveOn.toString() };
  return explanation(version, term.clause, { ...inputs, termKey: term.key, ...late }, [
    ...target.steps,
    { kind: 'true-up', version: version.version, effectiveFrom: version.effectiveFrom.toString(), ...late, ...step },
  ]);
}
