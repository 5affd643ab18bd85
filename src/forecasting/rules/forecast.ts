// A study's forecast: its input fitted by the kernel, and what people ask of it, as plain values in whole patients and civil dates.
import { type FittedStudy, type Forecaster, enrolmentKernelVersion, fitStudy, forecaster, screeningCourse, siteForecasts } from '#stats';
import { dateOfDay, dayNumber } from './days.ts';
import type { ForecastInput } from './input.ts';
import { type InputWarning, type KernelStudy, kernelStudy } from './kernel-study.ts';

/** Patients enrolled by the end of a day, those so far included, as quantiles. */
export interface FanPoint {
  readonly date: string;
  readonly q025: number;
  readonly q10: number;
  readonly q25: number;
  readonly q50: number;
  readonly q75: number;
  readonly q90: number;
  readonly q975: number;
}

/** When the last patient is in; null where the chance never gets so far. */
export interface Finish {
  readonly q10: string | null;
  readonly q50: string | null;
  readonly q90: string | null;
  readonly pNever: number;
  /** The chance of the target by the planned day; null without one. */
  readonly pByPlanned: number | null;
}

/** One site of a study. Rates are patients a month of 30.4 days. */
export interface SiteOutlook {
  readonly id: string;
  readonly isOpen: boolean;
  readonly enrolled: number;
  readonly exposureDays: number;
  readonly ratePerMonth: { readonly mean: number; readonly q10: number; readonly q90: number };
  readonly pOpen: number;
  /** Further patients within 91 days. */
  readonly quarter: { readonly mean: number; readonly q10: number; readonly q90: number };
}

/** Which terms the kernel chose for the rates, and what each would have gained on enrolments that were held back. */
export interface TermsTold {
  readonly name: string;
  readonly by: 'time' | 'sites' | 'none';
  readonly gain: number;
  readonly needed: number;
  readonly judged: readonly { readonly name: string; readonly gain: number }[];
}

/** A forecast. `finish` is null without a target. */
export interface StudyForecast {
  readonly kernel: string;
  readonly asOf: string;
  readonly enrolled: number;
  readonly target: number | null;
  readonly plannedTo: string | null;
  readonly fan: readonly FanPoint[];
  readonly finish: Finish | null;
  /** Sites that are not open, and their part of the variance of the count by the planned day, or a year ahead. */
  readonly waiting: { readonly count: number; readonly shareOfRisk: number };
  readonly sites: readonly SiteOutlook[];
  readonly terms: TermsTold;
  readonly rates: { readonly alpha: number; readonly meanPerMonth: number };
  readonly openings: {
    readonly startUps: number;
    readonly opened: number;
    readonly medianDays: number | null;
    readonly neverShare: number;
  } | null;
  readonly screening: ScreeningTold;
  readonly warnings: readonly InputWarning[];
}

/** Who is in screening, and how many of them are expected to be enrolled; null where nobody knows how long screening takes. */
export interface ScreeningTold {
  readonly waiting: number;
  readonly passed: number;
  readonly failed: number;
  readonly meanDays: number | null;
  readonly expected: number | null;
}

/** The mean length of a month, in days. */
export const MONTH_DAYS = 30.4;
/** Days ahead at which forecasts are judged later. */
export const judgedDaysAhead = [30, 91, 182] as const;
const QUARTER_DAYS = 91;
const YEAR_DAYS = 365;
const MOST_DAYS = 1_095;
const FAN_POINTS = 14;

/** Why no forecast can be made yet. */
export type NoForecast = 'nobody-enrolled' | 'no-site-open';

/** What stands in the way of a forecast, or null. */
export function hindrance(input: ForecastInput): NoForecast | null {
  if (!input.sites.some(({ openedOn }) => openedOn !== null && openedOn < input.asOf)) return 'no-site-open';
  return input.sites.some(({ enrolledOn }) => enrolledOn.length > 0) ? null : 'nobody-enrolled';
}

/** A fitted input, kept so that changes are answered without fitting again. */
export interface FittedInput extends KernelStudy {
  readonly input: ForecastInput;
  readonly fitted: FittedStudy;
}

/** Fits an input. The same input and seed give the same fit. Throws a DomainError where `hindrance` names one. */
export function fitInput(input: ForecastInput, seed: string): FittedInput {
  const ready = kernelStudy(input, seed);
  return { ...ready, input, fitted: fitStudy(ready.study, { effects: { screening: ready.screening } }) };
}

/** A study's forecast out of its input and seed alone. Throws a DomainError where `hindrance` names one. */
export function forecastOf(input: ForecastInput, seed: string): StudyForecast {
  return forecastOfFit(fitInput(input, seed));
}

/** The forecast of a fitted input. */
export function forecastOfFit(ready: FittedInput): StudyForecast {
  const { fitted, input } = ready;
  const ahead = forecaster(fitted, input.target);
  const finish = finishOf(ahead, input.target, input.plannedTo);
  const { terms, mode } = fitted;
  const { openings } = ready;
  return {
    kernel: enrolmentKernelVersion,
    asOf: input.asOf,
    enrolled: enrolledIn(input),
    target: input.target,
    plannedTo: input.plannedTo,
    fan: fanOf(ahead, { enrolled: enrolledIn(input), days: fanDays(input, finish) }),
    finish,
    waiting: waitingOf(ready, ahead),
    sites: sitesOf(ready),
    terms: {
      name: terms.name,
      by: terms.by,
      gain: rounded(terms.gain),
      needed: terms.needed,
      judged: terms.judged.map(({ name, gain }) => ({ name, gain: rounded(gain) })),
    },
    rates: { alpha: rounded(mode.rates.alpha), meanPerMonth: rounded((mode.rates.alpha / mode.rates.beta) * MONTH_DAYS) },
    openings: openings && {
      startUps: openings.startUps,
      opened: openings.opened,
      medianDays: openings.medianDays,
      neverShare: rounded(openings.neverShare),
    },
    screening: screeningOf(ready),
    warnings: ready.warnings,
  };
}

function screeningOf({ input, screening }: FittedInput): ScreeningTold {
  const waited = input.sites.flatMap(({ inScreening }) => inScreening);
  const { passed, failed } = input.screening;
  const told = { waiting: waited.length, passed, failed };
  if (screening === null) return { ...told, meanDays: null, expected: null };
  const course = screeningCourse(screening);
  return { ...told, meanDays: rounded(course.meanDays), expected: rounded(course.joining(waited, Infinity).mean) };
}

/** Patients of an input so far. */
export function enrolledIn({ sites }: ForecastInput): number {
  return sites.reduce((sum, { enrolledOn }) => sum + enrolledOn.length, 0);
}

/** When the target is reached under a forecaster. */
export function finishOf(ahead: Forecaster, target: number | null, plannedTo: string | null): Finish | null {
  if (target === null) return null;
  const { q10, q50, q90, pNever } = ahead.lastPatientIn();
  const date = (day: number | null) => (day === null ? null : dateOfDay(day));
  return {
    q10: date(q10),
    q50: date(q50),
    q90: date(q90),
    pNever: rounded(pNever),
    pByPlanned: plannedTo === null ? null : rounded(ahead.reachedBy(dayNumber(plannedTo))),
  };
}

/** The days of a fan: spread from the as-of day to beyond the finish, with those on which it is judged later and the planned one. */
export function fanDays(input: ForecastInput, finish: Finish | null): readonly number[] {
  const asOf = dayNumber(input.asOf);
  const wanted = [finish?.q90, finish?.q50, input.plannedTo].flatMap((date) => (date ? [dayNumber(date) + 30] : []));
  const end = Math.min(asOf + MOST_DAYS, Math.max(asOf + QUARTER_DAYS * 2, ...wanted));
  const step = Math.max(7, Math.ceil((end - asOf) / FAN_POINTS));
  const days = Array.from({ length: Math.floor((end - asOf) / step) + 1 }, (_, at) => asOf + at * step);
  const planned = input.plannedTo === null ? [] : [dayNumber(input.plannedTo)].filter((day) => day > asOf && day <= end);
  return [...new Set([...days, end, ...planned, ...judgedDaysAhead.map((ahead) => asOf + ahead)])].toSorted((a, b) => a - b);
}

/** The fan of a forecaster over days. */
export function fanOf(
  ahead: Forecaster,
  { enrolled, days }: { readonly enrolled: number; readonly days: readonly number[] },
): readonly FanPoint[] {
  return days.map((day) => {
    const { q025, q10, q25, q50, q75, q90, q975 } = ahead.at(day).quantiles;
    const total = (more: number) => enrolled + more;
    return {
      date: dateOfDay(day),
      q025: total(q025),
      q10: total(q10),
      q25: total(q25),
      q50: total(q50),
      q75: total(q75),
      q90: total(q90),
      q975: total(q975),
    };
  });
}

// What would be left of the variance if the sites that are not open were known not to open.
function waitingOf({ fitted, input }: FittedInput, ahead: Forecaster): StudyForecast['waiting'] {
  const open = fitted.study.sites.filter(({ openedOn }) => openedOn !== null);
  const count = fitted.study.sites.length - open.length;
  if (count === 0) return { count, shareOfRisk: 0 };
  const { asOf } = fitted.study;
  const planned = input.plannedTo === null ? 0 : dayNumber(input.plannedTo);
  const day = planned > asOf ? planned : asOf + YEAR_DAYS;
  const all = ahead.at(day).countVariance;
  const without = forecaster({ ...fitted, study: { ...fitted.study, sites: open } }, input.target).at(day).countVariance;
  return { count, shareOfRisk: all > 0 ? rounded(Math.max(0, 1 - without / all)) : 0 };
}

function sitesOf({ fitted }: FittedInput): readonly SiteOutlook[] {
  return siteForecasts(fitted, [fitted.study.asOf + QUARTER_DAYS]).map(
    ({ id, isOpen, enrolled, exposureDays, ratePerDay, pOpen, horizons: [quarter] }) => ({
      id,
      isOpen,
      enrolled,
      exposureDays: rounded(exposureDays),
      ratePerMonth: {
        mean: rounded(ratePerDay.mean * MONTH_DAYS),
        q10: rounded(ratePerDay.q10 * MONTH_DAYS),
        q90: rounded(ratePerDay.q90 * MONTH_DAYS),
      },
      pOpen: rounded(pOpen),
      quarter: { mean: rounded(quarter?.mean ?? 0), q10: quarter?.q10 ?? 0, q90: quarter?.q90 ?? 0 },
    }),
  );
}

// Six decimals are more than anybody can know here, and keep the stored text short.
const rounded = (value: number) => Math.round(value * 1e6) / 1e6;
