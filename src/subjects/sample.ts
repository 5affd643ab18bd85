// A study open at three sites, made through the rooms' own doors, for tests of subjects and visits.
import type { Act } from '#access';
import { createSite } from '#network';
import { createStudy, openStudyAtSite, releaseSchedule, saveSchedule } from '#studies';
import type { PlannedSchedule } from '#studies/rules';

/** A study-site of the sample. */
export interface SampleSite {
  readonly studySiteId: string;
  readonly siteId: string;
  readonly studyId: string;
  readonly number: string;
}

/** The study with its sites by number. */
export interface SampleStudy {
  readonly studyId: string;
  readonly sites: Readonly<Record<'101' | '102' | '103', SampleSite>>;
}

const places = [
  { number: '101', city: 'Austin', country: 'US', timeZone: 'America/Chicago' },
  { number: '102', city: 'Miami', country: 'US', timeZone: 'America/New_York' },
  { number: '103', city: 'Bogota', country: 'CO', timeZone: 'America/Bogota' },
] as const;

/** Opens a study with a released schedule at sites 101 to 103; the actor manages the network. */
export async function openSampleStudy(act: Act, code: string, schedule: PlannedSchedule): Promise<SampleStudy> {
  const words = { name: code, title: code, phases: ['III'], therapeuticAreas: ['Oncology'], sponsor: 'Aurelia Therapeutics', cro: 'Norvane' };
  const { id: studyId } = await createStudy(act, { code, ...words });
  const draft = await saveSchedule(act, { studyId, schedule });
  await releaseSchedule(act, draft.id, draft.version);
  const opened: [string, SampleSite][] = [];
  for (const { number, city, country, timeZone } of places) {
    const site = { code: `${code}-${number}`, name: `${city} Research`, city, country, timeZone, operatingModel: 'owned' as const, institutionId: null };
    const { id: siteId } = await createSite(act, site);
    const dates = { openedOn: '2026-01-20', enrolmentPlannedFrom: null, enrolmentPlannedTo: null };
    const { id: studySiteId } = await openStudyAtSite(act, { studyId, siteId, number, targetEnrolment: 8, ...dates });
    opened.push([number, { studySiteId, siteId, studyId, number }]);
  }
  return { studyId, sites: Object.fromEntries(opened) as SampleStudy['sites'] };
}
