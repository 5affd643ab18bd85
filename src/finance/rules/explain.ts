// Builds explanations: the steps from a direct amount to its split, and what a cap leaves of it.
import type { ContractVersion, HoldbackRule, PricedTerm } from './contract-version.ts';
import type { Explanation, ExplanationInputs, ExplanationStep, PartlyDone, StepOf } from './explanation.ts';
import type { Price } from './holdback.ts';

function grossSteps(price: Price, term: PricedTerm, version: ContractVersion, partly: PartlyDone | null): ExplanationStep[] {
  const { directMinor, overheadMinor, grossMinor } = price;
  return [
    { kind: 'direct', partly, amountMinor: directMinor },
    term.hasOverhead
      ? { kind: 'overhead', basisPoints: version.overheadBasisPoints, directMinor, amountMinor: overheadMinor }
      : { kind: 'no-overhead', amountMinor: overheadMinor },
    { kind: 'gross', directMinor, overheadMinor, amountMinor: grossMinor },
  ];
}

function splitSteps(price: Price, rule: HoldbackRule | null): ExplanationStep[] {
  const { directMinor, overheadMinor, grossMinor, payableMinor, holdbackMinor } = price;
  if (rule === null) return [{ kind: 'payable-in-full', amountMinor: payableMinor }];
  const basisPoints = 10_000 - rule.basisPoints;
  return [
    rule.of === 'gross'
      ? { kind: 'payable-of-gross', basisPoints, grossMinor, amountMinor: payableMinor }
      : { kind: 'payable-of-direct', basisPoints, directMinor, overheadMinor, amountMinor: payableMinor },
    { kind: 'holdback', clause: rule.clause, grossMinor, payableMinor, amountMinor: holdbackMinor },
  ];
}

const ruleOf = (term: PricedTerm, version: ContractVersion) => (term.hasHoldback ? version.holdback : null);

/** Explains a direct amount with its overhead, of which nothing is held back. */
export function explainFlat(price: Price, term: PricedTerm, version: ContractVersion): readonly ExplanationStep[] {
  return grossSteps(price, term, version, null);
}

/** Explains a price, step by step from direct amount to split. */
export function explainPrice(
  price: Price,
  term: PricedTerm,
  version: ContractVersion,
  partly: PartlyDone | null = null,
): readonly ExplanationStep[] {
  return [...grossSteps(price, term, version, partly), ...splitSteps(price, ruleOf(term, version))];
}

/** What a cap by amount has room for: the cap, what was paid under it before, and what the service itself was paid already. */
export interface AmountRoom {
  readonly mostMinor: bigint;
  readonly earlierMinor: bigint;
  readonly ownMinor: bigint;
}

/** Explains a price of which a cap leaves a part: what it would be, what is left and what is lost, and the split of what is left. */
export function explainCut(
  full: Price,
  left: Price,
  term: PricedTerm,
  version: ContractVersion,
  room: AmountRoom,
): readonly ExplanationStep[] {
  const { directMinor, overheadMinor, grossMinor: amountMinor } = left;
  const fullMinor = full.grossMinor;
  const cut: StepOf<'cap-cut'> = {
    kind: 'cap-cut',
    ...room,
    fullMinor,
    directMinor,
    overheadMinor,
    lostMinor: fullMinor - amountMinor,
    amountMinor,
  };
  return [...grossSteps(full, term, version, null), cut, ...splitSteps(left, ruleOf(term, version))];
}

/** The frame of an explanation: where the amount is agreed, and what it was computed from. */
export function explanation(
  version: ContractVersion,
  clause: string,
  inputs: ExplanationInputs,
  steps: readonly ExplanationStep[],
): Explanation {
  return {
    clause,
    contractKey: version.contractKey,
    contractVersion: version.version,
    effectiveFrom: version.effectiveFrom.toString(),
    currency: version.currency,
    inputs,
    steps,
  };
}

/** An explanation with one more step, and what the step was computed from. */
export function explainedFurther(why: Explanation, step: ExplanationStep, inputs: ExplanationInputs = {}): Explanation {
  return { ...why, inputs: { ...why.inputs, ...inputs }, steps: [...why.steps, step] };
}
