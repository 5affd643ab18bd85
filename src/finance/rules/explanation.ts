// "Why this amount": the clause, the version, the inputs and the arithmetic of a line, in words a payer can check.
import { type Currency, formatMoney } from '#lib';
import type { ContractVersion, PricedTerm } from './contract-version.ts';
import type { Price } from './holdback.ts';

/** One step of the arithmetic; `amountMinor` is its result. */
export interface ExplanationStep {
  readonly name:
    | 'direct'
    | 'overhead'
    | 'gross'
    | 'payable'
    | 'holdback'
    | 'ratio'
    | 'screen-failure'
    | 'release'
    | 'reversal'
    | 'arrears'
    | 'true-up'
    | 'cap';
  readonly text: string;
  readonly amountMinor: bigint;
}

export interface Explanation {
  readonly clause: string;
  readonly contractKey: string;
  readonly contractVersion: number;
  readonly effectiveFrom: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly steps: readonly ExplanationStep[];
}

/** Basis points as a percentage without trailing zeros: 3000 is `30%`, 1250 is `12.5%`. */
export function percent(basisPoints: number): string {
  return `${basisPoints / 100}%`;
}

function overheadStep(price: Price, term: PricedTerm, version: ContractVersion, amount: (minor: bigint) => string): ExplanationStep {
  const text = term.hasOverhead
    ? `overhead ${percent(version.overheadBasisPoints)} of ${amount(price.directMinor)} = ${amount(price.overheadMinor)}`
    : 'no overhead on this term';
  return { name: 'overhead', text, amountMinor: price.overheadMinor };
}

function splitSteps(price: Price, term: PricedTerm, version: ContractVersion, amount: (minor: bigint) => string): ExplanationStep[] {
  const rule = term.hasHoldback ? version.holdback : null;
  if (rule === null)
    return [{ name: 'payable', text: `no holdback: payable ${amount(price.payableMinor)}`, amountMinor: price.payableMinor }];
  const paid = percent(10_000 - rule.basisPoints);
  const payable =
    rule.of === 'gross'
      ? `payable ${paid} of ${amount(price.grossMinor)} = ${amount(price.payableMinor)}`
      : `payable ${paid} of ${amount(price.directMinor)} + overhead ${amount(price.overheadMinor)} = ${amount(price.payableMinor)}`;
  const held = `holdback ${amount(price.grossMinor)} - ${amount(price.payableMinor)} = ${amount(price.holdbackMinor)}`;
  return [
    { name: 'payable', text: payable, amountMinor: price.payableMinor },
    { name: 'holdback', text: held, amountMinor: price.holdbackMinor },
  ];
}

/** Explains a price, step by step from direct amount to split. */
export function explainPrice(price: Price, term: PricedTerm, version: ContractVersion, directNote: string): readonly ExplanationStep[] {
  const amount = (minor: bigint, currency: Currency = version.currency) => formatMoney(minor, currency);
  return [...grossSteps(price, term, version, directNote, amount), ...splitSteps(price, term, version, amount)];
}

function grossSteps(
  price: Price,
  term: PricedTerm,
  version: ContractVersion,
  directNote: string,
  amount: (minor: bigint) => string,
): ExplanationStep[] {
  return [
    { name: 'direct', text: `direct ${amount(price.directMinor)}${directNote}`, amountMinor: price.directMinor },
    overheadStep(price, term, version, amount),
    {
      name: 'gross',
      text: `gross ${amount(price.directMinor)} + ${amount(price.overheadMinor)} = ${amount(price.grossMinor)}`,
      amountMinor: price.grossMinor,
    },
  ];
}

/** Explains a price of which a cap leaves a part: what it would be, what is left and what is lost, and the split of what is left. */
export function explainCut(full: Price, left: Price, term: PricedTerm, version: ContractVersion, cap: string): readonly ExplanationStep[] {
  const amount = (minor: bigint) => formatMoney(minor, version.currency);
  return [...grossSteps(full, term, version, '', amount), cutStep(full, left, version, cap), ...splitSteps(left, term, version, amount)];
}

/** The step that says what a cap leaves of a price. */
export function cutStep(full: Price, left: Price, version: ContractVersion, cap: string): ExplanationStep {
  const amount = (minor: bigint) => formatMoney(minor, version.currency);
  const parts = `direct ${amount(left.directMinor)} + overhead ${amount(left.overheadMinor)}`;
  const lost = amount(full.grossMinor - left.grossMinor);
  return {
    name: 'cap',
    text: `the contract pays ${cap}: cut to the ${amount(left.grossMinor)} that are left (${parts}), ${lost} not billable`,
    amountMinor: left.grossMinor,
  };
}

/** The frame of an explanation: where the amount is agreed, and what it was computed from. */
export function explanation(
  version: ContractVersion,
  clause: string,
  inputs: Readonly<Record<string, string>>,
  steps: readonly ExplanationStep[],
): Explanation {
  return {
    clause,
    contractKey: version.contractKey,
    contractVersion: version.version,
    effectiveFrom: version.effectiveFrom.toString(),
    inputs: { currency: version.currency, ...inputs },
    steps,
  };
}
