// The answer of `siteward forecast enrolment`: fit, horizons, last patient in and sites, out of the rows of the files.
import { type FittedStudy, type ForecastMethod, type HorizonForecast, fitStudy, forecaster, siteForecasts } from '#stats';
import type { ForecastWarning, OpeningsBy, StartUpRow } from './file-rows.ts';
import { findOpenings } from './openings.ts';
import { type KnownSites, choicesFor, studyOf } from './study-of-rows.ts';
import { type ModelTold, termNumbers, termsReason } from './terms-in-words.ts';

/** What is asked of a file; days on its own axis. */
export interface EnrolmentQuestion {
  readonly asOf: number;
  readonly target: number;
  /** Days after the as-of day; null for the usual ones and the day on which the median reaches the target. */
  readonly horizons: readonly number[] | null;
  readonly method: ForecastMethod;
  readonly openings: OpeningsBy | null;
  readonly history: readonly StartUpRow[] | null;
  readonly seed: number;
}

/** A site's part of the answer. */
export interface SiteTold {
  readonly site: string;
  readonly isOpen: boolean;
  readonly enrolled: number;
  readonly exposureDays: number;
  readonly ratePerDay: { readonly mean: number; readonly q10: number; readonly q90: number };
  readonly pOpen: number;
  readonly horizons: readonly { readonly day: number; readonly mean: number; readonly q10: number; readonly q90: number }[];
}

/** The answer; days as numbers. */
export interface EnrolmentForecast {
  readonly mle: { readonly alpha: number; readonly beta: number; readonly meanRate: number; readonly logLik: number };
  readonly enrolledSoFar: number;
  readonly remaining: number;
  readonly model: ModelTold;
  readonly horizons: readonly HorizonForecast[];
  readonly lastPatientIn: {
    readonly q10: number | null;
    readonly q50: number | null;
    readonly q90: number | null;
    readonly mean: number | null;
    readonly pNever: number;
  };
  readonly perSite: readonly SiteTold[];
  readonly warnings: readonly ForecastWarning[];
}

const USUAL_HORIZONS = [30, 90, 180, 365];
const FEW_SITES = 6;

function fitWarnings(fitted: FittedStudy): readonly ForecastWarning[] {
  const open = fitted.study.sites.filter(({ openedOn }) => openedOn !== null).length;
  return [
    ...(open < FEW_SITES
      ? [
          {
            code: 'few-sites',
            message: `Only ${open} sites are open: how much sites differ is taken mostly from what is usual, and the interval is wide.`,
          },
        ]
      : []),
    ...(fitted.mle?.isCapped
      ? [{ code: 'sites-alike', message: 'The sites differ no more than chance would make them: alpha is cut at 1000.' }]
      : []),
    ...(fitted.method === 'integrated'
      ? []
      : [
          {
            code: 'plugged-in',
            message: 'alpha and beta are taken as if they were known: a 95 % interval of this method covers about 84 %.',
          },
        ]),
  ];
}

/**
 * The forecast. Throws a DomainError where nobody is enrolled or no site is open. With `exact` and `moment` the rate is constant and the
 * maximum of the likelihood is plugged in.
 */
export function enrolmentForecast(known: KnownSites, question: EnrolmentQuestion): EnrolmentForecast {
  const { asOf, target, method, seed } = question;
  const openings = findOpenings({ asOf, sites: known.sites, history: question.history, seed }, question.openings);
  const fitted = fitStudy(studyOf(known, openings, asOf), { method, choices: choicesFor(known) });
  const forecast = forecaster(fitted, target);
  const lastPatientIn = forecast.lastPatientIn();
  const reached = lastPatientIn.q50 !== null && lastPatientIn.q50 > asOf ? [lastPatientIn.q50] : [];
  const days = question.horizons
    ? question.horizons.map((ahead) => asOf + ahead)
    : [...new Set([...USUAL_HORIZONS.map((ahead) => asOf + ahead), ...reached])].sort((one, other) => one - other);
  const { mle } = fitted;
  const enrolledSoFar = known.sites.reduce((sum, { enrolled }) => sum + enrolled, 0);
  return {
    mle: { alpha: mle?.alpha ?? 0, beta: mle?.beta ?? 0, meanRate: mle?.meanRate ?? 0, logLik: mle?.logLik ?? 0 },
    enrolledSoFar,
    remaining: Math.max(0, target - enrolledSoFar),
    model: modelOf(fitted, openings, seed),
    horizons: days.map((day) => forecast.at(day)),
    lastPatientIn,
    perSite: siteForecasts(fitted, days).map(({ id, ...site }) => ({ site: id, ...site })),
    warnings: [...known.warnings, ...openings.warnings, ...fitWarnings(fitted)],
  };
}

function modelOf(fitted: FittedStudy, openings: ReturnType<typeof findOpenings>, seed: number): ModelTold {
  const { model } = openings;
  return {
    kernelVersion: fitted.kernelVersion,
    method: fitted.method,
    openings: openings.by,
    seed,
    terms: fitted.terms.name,
    ...termNumbers(fitted),
    chosenBy: fitted.terms.by,
    judged: fitted.terms.judged.map(({ name, heldBack, gain, weight }) => ({ terms: name, heldBack, gain, weight })),
    reason: termsReason(fitted),
    startUps: model ? { known: model.startUps, opened: model.opened, medianDays: model.medianDays, neverShare: model.neverShare } : null,
  };
}
