// A version that goes live after services it prices: what never earned earns in arrears, what earned by an older version is trued up (BR-05, BR-15).
import { type Temporal, formatMoney } from '#lib';
import { type SiteCounts, amountCapInWords, roomLeft } from './caps.ts';
import { type ContractVersion, type PricedTerm, versionInForce } from './contract-version.ts';
import { type EarningEvent, type EarningVisit, occasionOf, visitLines } from './earn.ts';
import { invoiceableLines } from './earned-lines.ts';
import { type Explanation, type ExplanationStep, cutStep, explanation } from './explanation.ts';
import { type Price, cutPrice, priceOf } from './holdback.ts';
import { type InvoiceableTerm, triggeredBy } from './invoiceable.ts';
import { type AccrualLine, type LineKind, liveLines, nextGeneration, reversalOf } from './line.ts';

const trueUpOf = { payable: 'true-up', holdback: 'true-up-holdback' } as const satisfies Partial<Record<LineKind, LineKind>>;

/** The lines of a visit that was performed before the version that prices it went live; their explanation says so. */
export function inArrears(lines: readonly AccrualLine[], wentLiveOn: Temporal.PlainDate): AccrualLine[] {
  return lines.map((line) => {
    const { contractKey, contractVersion, effectiveFrom } = line.why;
    const text = `version ${contractVersion} of ${contractKey}, effective ${effectiveFrom}, went live on ${wentLiveOn.toString()}, after this service was recorded: earned in arrears`;
    return {
      ...line,
      why: {
        ...line.why,
        inputs: { ...line.why.inputs, wentLiveOn: wentLiveOn.toString() },
        steps: [...line.why.steps, { name: 'arrears', text, amountMinor: line.amountMinor }],
      },
    };
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
  const at = { version, existing, wentLiveOn, inputs: { visit: visit.visitKey, serviceDate: visit.actualDate.toString() } };
  const visitLive = live.filter((line) => !beside.has(line.termKey));
  const trued =
    term && base ? trueUps(base, term, { price: visitLines(visit, term, version, [])[0]?.price ?? zero, cut: [] }, visitLive, at) : [];
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
  readonly inputs: Readonly<Record<string, string>>;
}

/** What a service is to be worth, and the step that says so where a cap cuts it. */
interface Target {
  readonly price: Price;
  readonly cut: readonly ExplanationStep[];
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
  const room = roomLeft(term, others, siteCounts) ?? full.grossMinor;
  const earned = own.reduce((sum, line) => sum + line.amountMinor, 0n);
  const most = room > earned ? room : earned;
  if (most >= full.grossMinor) return { price: full, cut: [] };
  const price = cutPrice(full, most, term.hasHoldback ? version.holdback : null);
  return { price, cut: [cutStep(full, price, version, amountCapInWords(term, version.currency))] };
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
    const reversal = before ? [reversalOf(before, `version ${version.version} of ${version.contractKey} prices the service anew`)] : [];
    if (amountMinor === 0n) return reversal;
    const [was, is] =
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
      why: whyTrueUp(at, term, base, { was, is, amountMinor, cut: target.cut }),
    };
    return [...reversal, { ...line, generation: nextGeneration(line, [...existing, ...reversal]) }];
  });
}

function whyTrueUp(
  { version, wentLiveOn, inputs }: TrueUp,
  term: PricedTerm,
  base: AccrualLine,
  { was, is, amountMinor, cut }: { readonly was: bigint; readonly is: bigint; readonly amountMinor: bigint } & Pick<Target, 'cut'>,
): Explanation {
  const money = (minor: bigint) => formatMoney(minor, version.currency);
  const text = `version ${version.version}, effective ${version.effectiveFrom.toString()}, went live on ${wentLiveOn.toString()}: ${money(is)} instead of ${money(was)} by version ${base.contractVersion}`;
  return explanation(version, term.clause, { ...inputs, term: term.key, wentLiveOn: wentLiveOn.toString() }, [
    ...cut,
    { name: 'true-up', text, amountMinor },
  ]);
}

const zero: Price = { directMinor: 0n, overheadMinor: 0n, grossMinor: 0n, payableMinor: 0n, holdbackMinor: 0n };
