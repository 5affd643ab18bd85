// What goes into an outlook and what comes out of it, as plain JSON values: stored, hashed, sent and shown as they are.
import type { Outcome } from '#lib';
import type { Region } from '#network/rules';
import type { Area, Phase, Service } from './taxonomy.ts';

/** Where a figure comes from. `modelled` is whatever follows from the others by the model. */
export type Tag = 'published' | 'counted' | 'assumed' | 'modelled';

/** The cuts of the market. A country stands in one region. */
export const outlookAxes = ['service', 'area', 'phase', 'region', 'country'] as const;
export type OutlookAxis = (typeof outlookAxes)[number];

/** One key of one cut, as `{ axis: 'area', key: 'Oncology' }`. */
export interface Segment {
  readonly axis: OutlookAxis;
  readonly key: string;
}

/**
 * A claim with its source. Two records of the same `quantity`, year and segment with different values contradict each other; a record
 * without a quantity is told and never compared.
 */
export interface EvidenceRecord {
  readonly id: string;
  readonly kind: 'total' | 'growth' | 'rank' | 'share' | 'driver' | 'challenge' | 'trend' | 'development' | 'company';
  readonly claim: string;
  /** What is measured, as `market-size`, `cagr`, `share`, `largest-region`, `fastest-growing-area`, `registered-trials`. */
  readonly quantity: string | null;
  readonly value: number | string | null;
  /** `USD million`, `%`, `studies` ... */
  readonly unit: string | null;
  /** The year that the claim speaks of. */
  readonly year: number | null;
  readonly source: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly sourceDate: string | null;
  /** The part of the market on which it bears; null for the whole. */
  readonly segment: Segment | null;
  readonly tag: Tag;
  /** Whether others contradict it, with the reason in `note`. */
  readonly disputed: boolean;
  readonly note: string | null;
  /** Relative standard deviation of a total or a share; null where the default of the assumptions counts. */
  readonly sd: number | null;
}

/** One number on which the outlook stands. Its id is a path of words, as `price.phase.III` or `growth.area.Oncology`. */
export interface Assumption {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  /** Standard deviation: of the logarithm where `spread` is `relative`, else in the unit of the value; 0 is taken as certain. */
  readonly sd: number;
  readonly spread: 'relative' | 'absolute';
  readonly tag: Tag;
  /** The day from which it is held, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Why this value: the derivation in words. */
  readonly reason: string;
}

/** What somebody holds instead of a default: the id of an assumption and what changes. */
export interface AssumptionChange {
  readonly id: string;
  readonly value?: number;
  readonly sd?: number;
  readonly tag?: Tag;
  readonly asOf?: string;
  readonly reason?: string;
}

/**
 * A share or a value of a part of the market in a year, held by somebody. With `sd` 0 it is met exactly or the outlook is refused;
 * with more it pulls, the harder the smaller its relative standard deviation.
 */
export interface MarginClaim {
  readonly id: string;
  readonly axis: OutlookAxis;
  readonly key: string;
  readonly year: number;
  /** Of the year's total; one of `share` and `value` (USD million) is given. */
  readonly share?: number;
  readonly value?: number;
  readonly sd: number;
  readonly tag: Tag;
  readonly reason: string;
}

/** A change of a scenario: to a value, by a factor or by an amount. */
export type ScenarioChange =
  | { readonly id: string; readonly value: number }
  | { readonly id: string; readonly factor: number }
  | { readonly id: string; readonly add: number };

/** A named list of changes to assumptions. */
export interface Scenario {
  readonly name: string;
  readonly reason: string;
  readonly changes: readonly ScenarioChange[];
}

/** Site-years of studies in a year, counted from registry records. */
export interface ActivityRow {
  /** ISO 3166-1 alpha-2, a key of the market's countries, or `Unknown`. */
  readonly country: string;
  readonly phase: Phase;
  readonly area: Area;
  readonly year: number;
  readonly siteYears: number;
}

/** A market's value in a year of the past, in any one unit. */
export interface HistoryPoint {
  readonly year: number;
  readonly value: number;
}

/** Everything an outlook depends on but chance: its canonical text is what is hashed and kept. */
export interface OutlookQuestion {
  /** Empty: the shipped activity weights are used, and every share is tagged `assumed`. */
  readonly activity: readonly ActivityRow[];
  /** Differences from the shipped assumptions; empty: all as shipped. */
  readonly changes: readonly AssumptionChange[];
  readonly claims: readonly MarginClaim[];
  /** Records beside the published frame, which is always there. */
  readonly evidence: readonly EvidenceRecord[];
  /** Records of the published frame, by their ids, that somebody superseded or withdrew: they count no more. */
  readonly ended?: readonly string[];
  readonly scenario: Scenario | null;
  /** The market's past for the back-test; may be empty. */
  readonly history: readonly HistoryPoint[];
  /** Seeded refits behind the intervals; 1,000 unless there is a reason. */
  readonly refits: number;
  /** The answer whose dependence on each assumption is told. */
  readonly tornadoOf: Segment & { readonly year: number };
}

/** Lower and upper end. */
export type Interval = readonly [lower: number, upper: number];

/** USD million. */
export interface OutlookTotal {
  readonly year: number;
  readonly value: number;
  readonly tag: Tag;
  readonly interval50: Interval;
  readonly interval80: Interval;
  readonly interval95: Interval;
}

/** One key of a cut in one year; USD million. `cagr` runs from the first to the last year of the outlook. */
export interface OutlookMargin {
  readonly key: string;
  /** The region of a country; null on the other cuts. */
  readonly region: OutlookRegion | null;
  readonly year: number;
  readonly value: number;
  readonly share: number;
  /** Null where the first year has nothing. */
  readonly cagr: number | null;
  readonly median: number;
  readonly interval50: Interval;
  readonly interval80: Interval;
  readonly interval95: Interval;
  readonly tag: Tag;
}

/** A region, or `Unknown` for activity whose country is not known. */
export type OutlookRegion = Region | 'Unknown';

export interface OutlookCell {
  readonly service: Service;
  readonly area: Area;
  readonly phase: Phase;
  readonly country: string;
  readonly region: OutlookRegion;
  readonly year: number;
  readonly value: number;
}

export interface OutlookCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Records of the same quantity, year and segment that say different things, and what that does. */
export interface EvidenceConflict {
  readonly quantity: string;
  readonly year: number | null;
  readonly segment: Segment | null;
  readonly records: readonly string[];
  readonly values: readonly (number | string)[];
  readonly effect: string;
}

/** Several published totals of one year taken together (DerSimonian-Laird on logarithms); USD million. */
export interface Triangulation {
  readonly year: number;
  readonly pooled: number;
  readonly interval80: Interval;
  /** Where the total of one more source would lie with 80 %. */
  readonly prediction80: Interval;
  /** Standard deviation between sources, of the logarithm. */
  readonly between: number;
  readonly sources: readonly { readonly id: string; readonly value: number; readonly sd: number; readonly weight: number }[];
}

/** What an answer becomes where one assumption stands at the ends of its 80 %; USD million. */
export interface TornadoBar {
  readonly id: string;
  readonly low: number;
  readonly high: number;
  readonly answerAtLow: number;
  readonly answerAtHigh: number;
}

/** How far shares move where the interactions of the seed table are left out: margins alone cannot tell them. */
export interface SeedElasticity {
  readonly axes: readonly [OutlookAxis, OutlookAxis];
  /** The largest relative change of a two-way cell, and the mean one weighted by value. */
  readonly largest: number;
  readonly mean: number;
}

/** Forecasts of the given history from its own past. Scores are of logarithms; `ratio` is to the random walk with drift. */
export interface HistoryBacktest {
  readonly from: number;
  readonly to: number;
  readonly forecasts: number;
  readonly methods: readonly {
    readonly method: 'random-walk-with-drift' | 'log-linear-trend';
    readonly covered50: number;
    readonly covered80: number;
    readonly covered95: number;
    readonly crps: number;
    readonly ratio: number;
  }[];
}

/** The outlook. Amounts are USD million, shares and growth rates fractions. */
export interface Outlook {
  readonly total: readonly OutlookTotal[];
  readonly cagr: { readonly published: number; readonly implied: number };
  readonly cells: readonly OutlookCell[];
  readonly margins: Readonly<Record<OutlookAxis, readonly OutlookMargin[]>>;
  readonly checks: readonly OutlookCheck[];
  readonly evidence: readonly EvidenceRecord[];
  readonly assumptions: readonly Assumption[];
  readonly conflicts: readonly EvidenceConflict[];
  readonly triangulation: readonly Triangulation[];
  readonly tornado: { readonly of: Segment & { readonly year: number }; readonly answer: number; readonly bars: readonly TornadoBar[] };
  readonly elasticity: readonly SeedElasticity[];
  readonly backtest: HistoryBacktest | null;
  readonly scenario: Scenario | null;
  readonly kernel: string;
  readonly seed: string;
}

/**
 * Why there is no outlook. `detail.path` names the place in the question, as `changes[3].value` or `claims[0].share`, `detail.fault` what is wrong
 * there as a code with its facts beside it, and `detail.message` the same in English; of a conflict `detail.between` names the claims that cannot be
 * met together, and `detail.claims` says what they ask.
 */
export type OutlookRefusal = 'total-missing' | 'bad-assumptions' | 'bad-activity' | 'bad-history' | 'margins-conflict' | 'unknown-answer';

/** The pure function: the same question and seed give the same bytes. */
export type MakeOutlook = (question: OutlookQuestion, seed: string) => Outcome<Outlook, OutlookRefusal>;
