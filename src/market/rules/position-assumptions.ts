// What the network assumes of itself until it says otherwise: rates of currencies, and the chance that what is contracted is earned.
import type { StudySiteState } from '#studies/rules';
import type { AssumptionChange, MarginClaim } from './outlook-types.ts';

/** Assumptions about the network; every figure that they touch carries the tag `assumed`. */
export interface OwnAssumptions {
  /** The day from which they are held, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly reason: string;
  /** US dollars for one unit of the currency. */
  readonly usdPer: Readonly<Record<string, number>>;
  /** By the state of the study at the site; a state that is missing has no chance, and what is there is no pipeline. */
  readonly chanceByState: Readonly<Record<string, number>>;
}

/** Everything that the network holds instead of what ships. */
export interface AssumptionContent {
  readonly changes: readonly AssumptionChange[];
  readonly claims: readonly MarginClaim[];
  readonly own: OwnAssumptions;
}

const chances: Readonly<Partial<Record<StudySiteState, number>>> = {
  identified: 0.05,
  cda: 0.1,
  feasibility: 0.2,
  qualified: 0.35,
  selected: 0.6,
  'start-up': 0.75,
  'ready-to-activate': 0.9,
  'active-recruiting': 0.8,
  'on-hold': 0.3,
};

/** As they ship: round numbers that a network replaces by its own. */
export const shippedOwnAssumptions: OwnAssumptions = {
  asOf: '2026-11-01',
  reason:
    'Rates rounded to two digits for planning, and chances by stage as they are commonly assumed in pipelines; neither is published or counted, and both wait for the network’s own.',
  usdPer: {
    USD: 1,
    EUR: 1.1,
    GBP: 1.3,
    JPY: 0.0067,
    CAD: 0.73,
    MXN: 0.054,
    AUD: 0.65,
    CNY: 0.14,
    INR: 0.012,
    KRW: 0.00072,
    BRL: 0.18,
    ARS: 0.00095,
    COP: 0.00024,
    ZAR: 0.055,
    SAR: 0.27,
    AED: 0.27,
    CHF: 1.15,
  },
  chanceByState: chances,
};
