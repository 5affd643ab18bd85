// "Why this amount": the clause, the version, the inputs and the arithmetic of a line as values; readers put them into words.
import type { Currency } from '#lib';
import type { Trigger } from './invoiceable.ts';
import type { ScreenFailureRule, ScreeningCounts } from './screen-failure.ts';

/** How the direct amount of a partly done visit came about (BR-13); `parts` are the procedures done that have a price. */
export type PartlyDone =
  | { readonly kind: 'full' }
  | { readonly kind: 'all-or-nothing'; readonly isMet: boolean }
  | {
      readonly kind: 'pro-rata';
      readonly done: number;
      readonly planned: number;
      readonly parts: readonly { readonly activityKey: string; readonly directMinor: bigint }[];
    };

/** A cap that left no room (BR-14). `earlierMinor` is what was paid under it before. */
export type Cap =
  | { readonly kind: 'per-subject' | 'per-site'; readonly count: number }
  | { readonly kind: 'amount-per-site'; readonly mostMinor: bigint; readonly earlierMinor: bigint };

/** What a screen failure takes the place of: a visit's price, or a true-up of one. */
export interface ReplacedVisit {
  readonly visitKey: string;
  readonly isTrueUp: boolean;
  readonly directMinor: bigint;
  readonly overheadMinor: bigint;
}

/** How the ratio of screen failures stood (BR-10). */
export interface RatioFound extends ScreeningCounts {
  readonly rule: ScreenFailureRule;
  readonly payable: number;
}

/** The version behind a late line: a version that went live after the service. */
export interface WentLiveLate {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly wentLiveOn: string;
}

/** Why a line was reversed; a `reason` is what a person typed. */
export type ReversalCause =
  | { readonly kind: 'record-changed'; readonly reason: string }
  | { readonly kind: 'screen-failure'; readonly failedOn: string }
  | { readonly kind: 'payable-now' }
  | { readonly kind: 'priced-anew'; readonly version: number };

/**
 * One step of the arithmetic; `amountMinor` is its result, which the other values of the step give. Amounts are minor units of the explanation's
 * currency, shares basis points. A direct amount or what a cap leaves is where the arithmetic begins anew.
 */
export type ExplanationStep = { readonly amountMinor: bigint } & (
  | { readonly kind: 'direct'; readonly partly: PartlyDone | null }
  | { readonly kind: 'overhead'; readonly basisPoints: number; readonly directMinor: bigint }
  | { readonly kind: 'no-overhead' }
  | { readonly kind: 'gross'; readonly directMinor: bigint; readonly overheadMinor: bigint }
  /** `basisPoints` of the gross is paid now. */
  | { readonly kind: 'payable-of-gross'; readonly basisPoints: number; readonly grossMinor: bigint }
  /** `basisPoints` of the direct amount is paid now, and the overhead in full (BR-09). */
  | { readonly kind: 'payable-of-direct'; readonly basisPoints: number; readonly directMinor: bigint; readonly overheadMinor: bigint }
  | { readonly kind: 'payable-in-full' }
  /** The rest, by a clause of its own. */
  | { readonly kind: 'holdback'; readonly clause: string; readonly grossMinor: bigint; readonly payableMinor: bigint }
  /** Left is the cap less what was paid before, and no less than `ownMinor`, which the service was paid already; direct and overhead in proportion. */
  | {
      readonly kind: 'cap-cut';
      readonly mostMinor: bigint;
      readonly earlierMinor: bigint;
      readonly ownMinor: bigint;
      readonly fullMinor: bigint;
      readonly directMinor: bigint;
      readonly overheadMinor: bigint;
      readonly lostMinor: bigint;
    }
  | { readonly kind: 'cap-reached'; readonly cap: Cap; readonly lostMinor: bigint }
  | { readonly kind: 'visits-replaced'; readonly visits: readonly ReplacedVisit[] }
  | { readonly kind: 'flat-fee'; readonly visitKeys: readonly string[] }
  | ({ readonly kind: 'ratio'; readonly payableBefore: number; readonly isPaid: boolean } & RatioFound)
  | ({ readonly kind: 'release' } & RatioFound)
  | ({ readonly kind: 'arrears' } & WentLiveLate)
  | ({
      readonly kind: 'true-up';
      readonly part: 'payable' | 'holdback';
      readonly formerVersion: number;
      readonly formerMinor: bigint;
      readonly newMinor: bigint;
    } & WentLiveLate)
  | { readonly kind: 'reversal'; readonly cause: ReversalCause }
);

/** A step of one kind. */
export type StepOf<K extends ExplanationStep['kind']> = Extract<ExplanationStep, { readonly kind: K }>;

/** What an amount was computed from; dates are `YYYY-MM-DD`. */
export interface ExplanationInputs {
  readonly visitKey?: string;
  readonly serviceDate?: string;
  readonly termKey?: string;
  readonly trigger?: Trigger;
  readonly activityKey?: string;
  /** The last day on which it may be invoiced. */
  readonly submitBy?: string;
  readonly failedOn?: string;
  readonly screenedOn?: string;
  readonly wentLiveOn?: string;
}

export interface Explanation {
  readonly clause: string;
  readonly contractKey: string;
  readonly contractVersion: number;
  readonly effectiveFrom: string;
  readonly currency: Currency;
  readonly inputs: ExplanationInputs;
  readonly steps: readonly ExplanationStep[];
}

/** A value as JSON carries it: amounts as text, so that no reader rounds them. */
export type AsJson<T> = T extends bigint
  ? string
  : T extends readonly (infer E)[]
    ? readonly AsJson<E>[]
    : T extends object
      ? { readonly [K in keyof T]: AsJson<T[K]> }
      : T;

/** An explanation as it is kept and answered. */
export type KeptExplanation = AsJson<Explanation>;

/** Basis points as a percentage without trailing zeros: 3000 is `30%`, 1250 is `12.5%`. */
export function percent(basisPoints: number): string {
  return `${basisPoints / 100}%`;
}
