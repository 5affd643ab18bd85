// The closed lists of adverse events: severity, seriousness, causality, outcome and what was done with the treatment.

/** How strong it was; independent of seriousness. */
export const severities = ['mild', 'moderate', 'severe'] as const;
export type Severity = (typeof severities)[number];

/** CTCAE grades: 1 mild, 2 moderate, 3 severe, 4 life-threatening, 5 death. */
export const grades = [1, 2, 3, 4, 5] as const;

/** What makes an event serious (ICH E2A, II.B). */
export const seriousnessCriteria = [
  'death',
  'life-threatening',
  'hospitalisation',
  'disability',
  'congenital-anomaly',
  'important',
] as const;
export type SeriousnessCriterion = (typeof seriousnessCriteria)[number];

/** Criteria that only older records name (SDTM AESCAN, AESOD); they are kept as told and not offered. */
export const formerCriteria = ['cancer', 'overdose'] as const;
export type KeptCriterion = SeriousnessCriterion | (typeof formerCriteria)[number];

/** The investigator's judgement whether the study treatment caused it; `related` is the answer of studies that ask for yes or no. */
export const causalities = ['not-related', 'unlikely', 'possible', 'probable', 'definite', 'related'] as const;
export type Causality = (typeof causalities)[number];

/** How it ended, in CDISC's words (codelist OUT). */
export const outcomes = ['recovered', 'recovered-with-sequelae', 'recovering', 'not-recovered', 'fatal', 'unknown'] as const;
export type EventOutcome = (typeof outcomes)[number];

/** Outcomes after which nothing more is expected. */
export const finalOutcomes: readonly EventOutcome[] = ['recovered', 'recovered-with-sequelae', 'fatal'];

/** What was done with the study treatment, in CDISC's words (codelist ACN). */
export const treatmentActions = [
  'none',
  'dose-reduced',
  'dose-increased',
  'dose-rate-reduced',
  'interrupted',
  'withdrawn',
  'not-applicable',
  'unknown',
] as const;
export type TreatmentAction = (typeof treatmentActions)[number];
