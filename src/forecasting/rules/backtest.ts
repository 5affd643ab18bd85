// The answer of `siteward forecast backtest`: at each cut the rest is forecast from what was known then, and scored by what came.
import { DomainError } from '#lib';
import {
  type EnrolmentStudy,
  type ForecastQuantiles,
  type Masses,
  crpsOfMasses,
  fitStudy,
  forecaster,
  matchedMasses,
  networkOf,
  plainFit,
} from '#stats';
import type { EnrolmentRow, ForecastWarning, OpeningsBy, SiteRow, StartUpRow } from './file-rows.ts';
import { canEstimate, findOpenings } from './openings.ts';
import { type KnownSites, choicesFor, sitesOfEnrolments, studyOf } from './study-of-rows.ts';

/** What is looked back on. */
export interface BacktestQuestion {
  readonly enrolments: readonly EnrolmentRow[];
  readonly openings: readonly SiteRow[] | null;
  readonly history: readonly StartUpRow[] | null;
  readonly openingsBy: OpeningsBy | null;
  /** Shares of the time from the first opening to the last enrolment. */
  readonly cuts: readonly number[];
  readonly seed: number;
}

/** A forecast of the past, beside what came. */
export interface JudgedHorizon {
  readonly day: number;
  readonly actual: number;
  readonly quantiles: ForecastQuantiles;
  readonly crps: number;
  readonly covered: { readonly 50: boolean; readonly 80: boolean; readonly 95: boolean };
  readonly baselines: { readonly pooledPoisson: { readonly crps: number }; readonly line: { readonly crps: number } };
}

/** One cut. */
export interface JudgedCut {
  readonly cut: number;
  readonly asOf: number;
  readonly terms: string;
  readonly horizons: readonly JudgedHorizon[];
}

/** The whole answer. */
export interface Backtest {
  readonly cuts: readonly JudgedCut[];
  readonly summary: {
    readonly horizons: number;
    readonly coverage: { readonly 50: number; readonly 80: number; readonly 95: number } | null;
    readonly crps: number | null;
    readonly baselines: { readonly pooledPoisson: { readonly crps: number }; readonly line: { readonly crps: number } } | null;
  };
  readonly warnings: readonly ForecastWarning[];
}

/** Parts of the rest of the time at which a cut's forecast is judged. */
const PARTS = [1 / 3, 2 / 3, 1];
const LINE_DAYS = 90;

/** Sites of later enrolments were on the list of the study then: they wait, and their openings are estimated from those of this study. */
function knownAt(question: BacktestQuestion, first: number, asOf: number): KnownSites {
  const known = sitesOfEnrolments(question.enrolments, question.openings, asOf);
  if (question.openings) return known;
  const here = new Set(known.sites.map(({ site }) => site));
  const waiting = [...new Set(question.enrolments.map(({ site }) => site))].filter((site) => !here.has(site)).sort();
  const sites = [...known.sites, ...waiting.map((site) => waitingRow(site))].map((row) => ({ ...row, selectedOn: first }));
  return { ...known, sites };
}

function waitingRow(site: string): SiteRow {
  return {
    row: 0,
    site,
    openedOn: null,
    exposureDays: null,
    enrolled: 0,
    plan: null,
    pOpen: null,
    selectedOn: null,
    closesOn: null,
    cap: null,
  };
}

/** Every site at the same rate, counts Poisson: total patients over total exposure, at the expected openings. */
function pooledPoisson(study: EnrolmentStudy, day: number): Masses {
  const fit = plainFit(study);
  if (!fit) throw new DomainError('nothing is enrolled at this cut');
  const total = study.sites.reduce((sum, site) => sum + site.enrolled, 0);
  const exposure = study.sites.reduce(
    (sum, site) => sum + (site.openedOn === null ? 0 : (site.exposureDays ?? study.asOf - site.openedOn)),
    0,
  );
  const rate = total / Math.max(1, exposure);
  // One member whose shape is beyond all counts has no spread between sites left: what remains is rate times exposure.
  const shape = 1e9;
  const node = { shape: { kind: 'constant' as const }, startSlope: 0, members: [{ weight: 1, alpha: shape, beta: shape / rate }] };
  const mean = networkOf(study, [node])(day).reduce((sum, part) => sum + part.mean, 0);
  return matchedMasses({ mean, rateVariance: 0 });
}

/** The pace of the last 90 days, drawn on as a line. */
function lineOf(study: EnrolmentStudy, first: number, day: number): Masses {
  const days = Math.max(1, Math.min(LINE_DAYS, study.asOf - first));
  const recent = study.sites.reduce((sum, site) => sum + (site.enrolledOn?.filter((on) => on > study.asOf - days).length ?? 0), 0);
  return matchedMasses({ mean: (recent / days) * (day - study.asOf), rateVariance: 0 });
}

interface CutPlace {
  readonly cut: number;
  readonly first: number;
  readonly last: number;
}

function judgeCut(
  question: BacktestQuestion,
  { cut, first, last }: CutPlace,
): { readonly judged: JudgedCut; readonly warnings: readonly ForecastWarning[] } {
  const asOf = Math.round(first + cut * (last - first));
  const known = knownAt(question, first, asOf);
  const ground = { asOf, sites: known.sites, history: question.history, seed: question.seed };
  const openings = findOpenings(ground, question.openingsBy ?? (canEstimate(ground) ? 'estimated' : 'window'));
  const study = studyOf(known, openings, asOf);
  if (plainFit(study) === null)
    return {
      judged: { cut, asOf, terms: 'none', horizons: [] },
      warnings: [{ code: 'nothing-enrolled', message: `Nobody was enrolled at the cut ${cut}: there is nothing to forecast from.` }],
    };
  const fitted = fitStudy(study, { choices: choicesFor(known) });
  const forecast = forecaster(fitted, null);
  const days = [...new Set(PARTS.map((part) => Math.round(asOf + part * (last - asOf))))].filter((day) => day > asOf);
  const horizons = days.map((day): JudgedHorizon => {
    const actual = question.enrolments.filter((one) => one.day > asOf && one.day <= day).length;
    const { quantiles } = forecast.at(day);
    const within = (low: number, high: number) => actual >= low && actual <= high;
    return {
      day,
      actual,
      quantiles,
      crps: crpsOfMasses(forecast.massesAt(day), actual),
      covered: {
        50: within(quantiles.q25, quantiles.q75),
        80: within(quantiles.q10, quantiles.q90),
        95: within(quantiles.q025, quantiles.q975),
      },
      baselines: {
        pooledPoisson: { crps: crpsOfMasses(pooledPoisson(study, day), actual) },
        line: { crps: crpsOfMasses(lineOf(study, first, day), actual) },
      },
    };
  });
  return { judged: { cut, asOf, terms: fitted.terms.name, horizons }, warnings: [...known.warnings, ...openings.warnings] };
}

function summaryOf(cuts: readonly JudgedCut[]): Backtest['summary'] {
  const all = cuts.flatMap(({ horizons }) => horizons);
  if (all.length === 0) return { horizons: 0, coverage: null, crps: null, baselines: null };
  const mean = (of: (one: JudgedHorizon) => number) => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return {
    horizons: all.length,
    coverage: {
      50: mean((one) => Number(one.covered[50])),
      80: mean((one) => Number(one.covered[80])),
      95: mean((one) => Number(one.covered[95])),
    },
    crps: mean((one) => one.crps),
    baselines: {
      pooledPoisson: { crps: mean((one) => one.baselines.pooledPoisson.crps) },
      line: { crps: mean((one) => one.baselines.line.crps) },
    },
  };
}

/** Looks back on one study. Throws a DomainError on cuts outside 0 to 1, and on enrolments that all fell on one day. */
export function backtest(question: BacktestQuestion): Backtest {
  const days = question.enrolments.map(({ day }) => day);
  const opened = (question.openings ?? []).flatMap(({ openedOn }) => (openedOn === null ? [] : [openedOn]));
  const first = [...days, ...opened].reduce((least, day) => Math.min(least, day), Infinity);
  const last = days.reduce((most, day) => Math.max(most, day), -Infinity);
  if (!(last > first)) throw new DomainError('all enrolments fell on one day: there is no past to cut');
  const judged = question.cuts.map((cut) => {
    if (!(cut > 0 && cut < 1)) throw new DomainError(`a cut lies between 0 and 1, not at ${cut}`);
    return judgeCut(question, { cut, first, last });
  });
  const cuts = judged.map((one) => one.judged);
  const heard = judged.flatMap((one) => one.warnings).filter(({ code }) => code !== 'after-as-of');
  const once = heard.filter((one, at) => heard.findIndex(({ code }) => code === one.code) === at);
  const few = {
    code: 'one-history',
    message: 'One history proves little: its horizons overlap, and a trial that stops at its target flatters every forecast of its end.',
  };
  return { cuts, summary: summaryOf(cuts), warnings: [...once, few] };
}
