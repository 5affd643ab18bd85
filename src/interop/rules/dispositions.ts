// What a DS row decides: SDTM's disposition codes sorted by what ends with them, treatment or participation.
import type { ImportedDisposition, ImportedSubject } from './imported.ts';

/** What a disposition event says ends: the whole participation, the treatment, an earlier part (screening), or it does not say. */
export type DispositionScope = 'study' | 'treatment' | 'earlier' | 'unsaid';

/** How a participation or a treatment ended, in the words of the subject's life cycle. */
export type DispositionEnd = 'completed' | 'screen-failure' | 'withdrawn' | 'lost-to-follow-up' | 'death' | 'sponsor' | 'discontinued';

const milestones = /RANDOMI[SZ]ED|RANDOMI[SZ]ATION|^ENROLLED$|INFORMED CONSENT|^ENTERED|^ELIGIBILITY|PROTOCOL MILESTONE/;
const screenFailures = new Set([
  'SCREEN FAILURE',
  'SCREENING FAILURE',
  'FAILURE TO MEET RANDOMIZATION CRITERIA',
  'SCREENING NOT COMPLETED',
]);

/** Whether a row tells how something ended (not a milestone, not another event such as a last laboratory visit). */
export function isEnding({ category, code }: ImportedDisposition): boolean {
  if (category === null) return !milestones.test(code);
  return category === 'DISPOSITION EVENT' || category === 'DISPOSITION';
}

/** Whether a row tells of randomisation or enrolment. */
export function isRandomisation({ code }: ImportedDisposition): boolean {
  return /^(?:RANDOMI[SZ]ED|RANDOMI[SZ]ATION|ENROLLED)$/.test(code);
}

/** What the row is about, out of DSSCAT, else EPOCH. */
export function scopeOf({ subcategory, epoch }: ImportedDisposition): DispositionScope {
  const said = subcategory ?? epoch ?? '';
  if (/SCREEN|RUN[- ]?IN|WASH/.test(said)) return 'earlier';
  if (/STUDY (?:TREATMENT|DRUG|MEDICATION|PRODUCT)|TREATMENT|DOSING|DRUG|EXPOSURE/.test(said)) return 'treatment';
  return /STUDY|TRIAL|PARTICIPATION|FOLLOW[- ]?UP/.test(said) ? 'study' : 'unsaid';
}

/** What the code means. Codes are CDISC's NCOMPLT terms; a code not known here is a discontinuation for its own reason. */
export function endOf({ code }: ImportedDisposition): DispositionEnd {
  if (screenFailures.has(code)) return 'screen-failure';
  if (code === 'DEATH' || code === 'DIED') return 'death';
  if (/^(?:STUDY |TREATMENT |PROTOCOL )?COMPLETED(?: STUDY| TREATMENT)?$/.test(code)) return 'completed';
  if (/LOST TO FOLLOW[- ]?UP/.test(code)) return 'lost-to-follow-up';
  if (/^STUDY TERMINATED|^SITE TERMINATED/.test(code)) return 'sponsor';
  return /WITHDR[AE]W|WITHDRAWAL (?:BY|OF)|CONSENT WITHDRAWN/.test(code) ? 'withdrawn' : 'discontinued';
}

function latest(rows: readonly ImportedDisposition[]): ImportedDisposition | null {
  return rows.reduce<ImportedDisposition | null>((last, row) => (last && String(row.on ?? '') < String(last.on ?? '') ? last : row), null);
}

/** The row that ends participation: the latest about the study, else about nothing said, else about treatment, else about screening. */
export function finalEnding({ dispositions }: ImportedSubject): ImportedDisposition | null {
  const endings = dispositions.filter(isEnding);
  const about = (scope: DispositionScope) => latest(endings.filter((row) => scopeOf(row) === scope));
  const screening = latest(endings.filter((row) => scopeOf(row) === 'earlier' && endOf(row) !== 'completed'));
  return about('study') ?? about('unsaid') ?? about('treatment') ?? screening;
}

/** The row that ends treatment where DS tells it apart from participation. */
export function treatmentEnding({ dispositions }: ImportedSubject): ImportedDisposition | null {
  return latest(dispositions.filter((row) => isEnding(row) && scopeOf(row) === 'treatment'));
}

/** Screened and never treated nor randomised: says so in the arm or in DS. */
export function isScreenFailure(subject: ImportedSubject): boolean {
  if (subject.treated) return false;
  return subject.armStatus === 'screen-failure' || subject.dispositions.some((row) => isEnding(row) && endOf(row) === 'screen-failure');
}

/** Past screening: treated, randomised in DS, or given an arm. */
export function isEnrolled(subject: ImportedSubject): boolean {
  if (isScreenFailure(subject)) return false;
  return subject.treated || subject.dispositions.some(isRandomisation) || subject.armStatus === 'assigned';
}
