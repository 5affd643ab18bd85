// A version that goes live after services it prices: what never earned earns in arrears, what earned by an older version is trued up (BR-05, BR-15).
import { type Temporal, formatMoney } from '#lib';
import { type ContractVersion, versionInForce } from './contract-version.ts';
import { type EarningVisit, visitLines } from './earn.ts';
import { explanation } from './explanation.ts';
import type { Price } from './holdback.ts';
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
 * One true-up line per part of a visit whose price changed after it had earned, because the version in force on its service date went live
 * only later (BR-15): the difference, never an edit. A visit that earned nothing, that already stands at the version's price, or that the
 * version does not price any more is left as it is. A further late version reverses the true-up before it; repeating yields no lines.
 *
 * @param existing all lines of the subject under this contract, reversals included
 */
export function decideTrueUp(
  visit: EarningVisit,
  versions: readonly ContractVersion[],
  existing: readonly AccrualLine[],
  wentLiveOn: Temporal.PlainDate,
): AccrualLine[] {
  const inForce = versionInForce(versions, visit.actualDate);
  if (!inForce.ok) return [];
  const version = inForce.value;
  const term = version.visitTerms.find((candidate) => candidate.visitKey === visit.visitKey);
  const live = liveLines(existing).filter((line) => line.visitId === visit.visitId && line.repeatNo === (visit.repeatNo ?? 1));
  const base = live.find((line) => line.kind === 'payable');
  if (!term || !base || base.contractVersion >= version.version) return [];
  const target = visitLines(visit, term, version, [])[0]?.price ?? zero;
  const delta = difference(target, base.price);
  return (['payable', 'holdback'] as const).flatMap((part) => {
    const amountMinor = part === 'payable' ? delta.payableMinor : delta.holdbackMinor;
    const kind = trueUpOf[part];
    const before = live.find((line) => line.kind === kind);
    if (before && before.contractVersion === version.version) return [];
    const reversal = before ? [reversalOf(before, `version ${version.version} of ${version.contractKey} prices the service anew`)] : [];
    if (amountMinor === 0n) return reversal;
    const money = (minor: bigint) => formatMoney(minor, version.currency);
    const [was, is] =
      part === 'payable' ? [base.price.payableMinor, target.payableMinor] : [base.price.holdbackMinor, target.holdbackMinor];
    const text = `version ${version.version}, effective ${version.effectiveFrom.toString()}, went live on ${wentLiveOn.toString()}: ${money(is)} instead of ${money(was)} by version ${base.contractVersion}`;
    const inputs = { visit: visit.visitKey, serviceDate: visit.actualDate.toString(), term: term.key, wentLiveOn: wentLiveOn.toString() };
    const line: AccrualLine = {
      ...base,
      termKey: term.key,
      kind,
      generation: 0,
      contractVersion: version.version,
      amountMinor,
      price: delta,
      reverses: null,
      why: explanation(version, term.clause, inputs, [{ name: 'true-up', text, amountMinor }]),
    };
    return [...reversal, { ...line, generation: nextGeneration(line, [...existing, ...reversal]) }];
  });
}

const zero: Price = { directMinor: 0n, overheadMinor: 0n, grossMinor: 0n, payableMinor: 0n, holdbackMinor: 0n };
