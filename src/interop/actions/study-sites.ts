// The sites of an imported trial: known by their number in the study, else added and opened with the day of the first contact.
import type { Act } from '#access';
import { dateInZone } from '#lib';
import { createSite } from '#network';
import { Refusal } from '#platform';
import { type StudyRow, openStudyAtSite } from '#studies';
import type { SdtmTrial } from '../formats/sdtm/trial.ts';
import { countryOfAlpha3 } from '../rules/country-codes.ts';
import { subjectSteps } from '../rules/subject-steps.ts';
import { isTrialOver, lastSignOf } from '../rules/trial-over.ts';
import { type StudySiteOfImport, studySitesByNumber } from '../questions.ts';
import { type ImportWarning, general } from './import-sdtm.ts';

/** Finds or opens the study-sites; answers them by number. Warnings are the same whether they were there or not. */
export async function ensureStudySites(
  act: Act,
  study: StudyRow,
  trial: SdtmTrial,
  timeZone: string,
): Promise<{ byNumber: ReadonlyMap<string, StudySiteOfImport>; warnings: ImportWarning[] }> {
  const byNumber = await studySitesByNumber(act, study.id);
  const unknown = trial.sites.filter(({ number }) => !byNumber.has(number));
  const status = unknown.length > 0 && isOver(act, trial, timeZone) ? 'closing' : undefined;
  for (const { number } of unknown) byNumber.set(number, await openSite(act, study, trial, { number, timeZone, status }));
  const message = `Sites that were not known are added by number, in ${timeZone}, as partner practices with the usual opening hours; correct them where that is not so.`;
  const numbers = new Set(trial.sites.map(({ number }) => number));
  return { byNumber: new Map([...byNumber].filter(([number]) => numbers.has(number))), warnings: [general('site-assumed', message)] };
}

interface SiteToOpen {
  readonly number: string;
  readonly timeZone: string;
  /** Closed hangs on money, queries and supplies, of which the data know nothing; that a site sees nobody any more they do. */
  readonly status: 'closing' | undefined;
}

async function openSite(act: Act, study: StudyRow, trial: SdtmTrial, { number, timeZone, status }: SiteToOpen): Promise<StudySiteOfImport> {
  if (!/^[A-Za-z0-9._-]{1,16}$/.test(number)) {
    throw new Refusal('site-number-malformed', {
      message: 'A site number (DM, column SITEID) is 1 to 16 letters, digits, dots, hyphens or underscores.',
      file: 'dm.csv',
      row: firstRow(trial, number),
      column: 'SITEID',
    });
  }
  const site = await createSite(act, {
    code: siteCode(study.code, number),
    name: `${study.code} site ${number}`.slice(0, 200),
    city: null,
    country: countryOf(trial, number),
    timeZone,
    operatingModel: 'partner-practice',
    institutionId: null,
  });
  const opening = {
    studyId: study.id,
    siteId: site.id,
    number,
    targetEnrolment: null,
    openedOn: firstContact(trial, number),
    enrolmentPlannedFrom: null,
    enrolmentPlannedTo: null,
  };
  const opened = await openStudyAtSite(act, opening, status);
  return { id: opened.id, siteId: site.id, number, scheduleVersionId: opened.scheduleVersionId, timeZone };
}

function isOver(act: Act, trial: SdtmTrial, timeZone: string): boolean {
  const today = dateInZone(act.now, timeZone);
  const subjects = trial.subjects.map((subject) => ({
    status: subjectSteps(subject, today).steps.at(-1)?.to ?? ('consented' as const),
    lastSign: lastSignOf(subject),
  }));
  return isTrialOver(subjects, today);
}

// Numbers are given out by each sponsor, so a site's code carries the study it is known from; 32 characters at most.
function siteCode(studyCode: string, number: string): string {
  return `${studyCode.slice(0, 31 - number.length).replace(/[-._]+$/, '')}-${number}`;
}

/** The first row of DM that names the site. */
function firstRow(trial: SdtmTrial, number: string): number | null {
  return trial.subjects.find(({ siteNumber }) => siteNumber === number)?.row ?? null;
}

/** The day of the site's first contact with any subject, `YYYY-MM-DD`. */
function firstContact(trial: SdtmTrial, number: string): string | null {
  const days = trial.subjects.flatMap(({ siteNumber, screenedOn }) => (siteNumber === number && screenedOn ? [screenedOn.toString()] : []));
  return days.sort()[0] ?? null;
}

/** The country of most of the site's subjects. Refuses a site whose country DM does not tell. */
function countryOf(trial: SdtmTrial, number: string): string {
  const counts = new Map<string, number>();
  for (const { siteNumber, country } of trial.subjects) {
    const code = siteNumber === number && country ? countryOfAlpha3(country) : null;
    if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  if (most) return most[0];
  throw new Refusal('country-unknown', {
    message: `DM does not tell the country of site ${number} (column COUNTRY, three letters); add the site and open the study there first.`,
    file: 'dm.csv',
    row: firstRow(trial, number),
    column: 'COUNTRY',
  });
}
