// The study NLX-301 with its sites in a world, opened through the rooms' own doors, and subject 101-007 on its way.
import { createSite, siteById } from '#network';
import { createStudy, openStudyAtSite, releaseSchedule, saveSchedule } from '#studies';
import { schedule, study, studySites } from '../../examples/nlx-301/story.ts';
import type { TestPerson, World } from './world.ts';

/** A study-site of the fixture. */
export interface NlxSite {
  readonly studySiteId: string;
  readonly siteId: string;
  readonly studyId: string;
  readonly number: string;
  readonly timeZone: string;
}

/** The study with its sites 101 to 103, and a manager of the whole network. */
export interface Nlx301 {
  readonly studyId: string;
  readonly manager: TestPerson;
  readonly sites: readonly NlxSite[];
  /** The site with this number. */
  readonly site: (number: string) => NlxSite;
}

const countries: Readonly<Record<string, string>> = { Austin: 'US', Miami: 'US', Bogota: 'CO' };

/** Opens NLX-301 at its three sites under the given code, released schedule included. */
export async function openNlx301(world: World, code: string = study.key): Promise<Nlx301> {
  const manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  return manager.act('studies.open-study-at-site', async (act) => {
    const words = { code, name: study.title, title: study.title, phases: [study.phase], therapeuticAreas: ['Oncology'], sponsor: study.sponsor, cro: study.cro };
    const { id: studyId } = await createStudy(act, words);
    const draft = await saveSchedule(act, { studyId, schedule });
    await releaseSchedule(act, draft.id, draft.version);
    const sites: NlxSite[] = [];
    for (const { number, city, timeZone } of studySites) {
      const place = { name: `${city} Research`, city, country: countries[city] ?? 'US', timeZone, operatingModel: 'owned' as const, institutionId: null };
      const { id: siteId } = await createSite(act, { code: `${code}-${number}`, ...place });
      const dates = { openedOn: '2026-01-20', enrolmentPlannedFrom: null, enrolmentPlannedTo: null };
      const opened = await openStudyAtSite(act, { studyId, siteId, number, targetEnrolment: 8, ...dates });
      sites.push({ studySiteId: opened.id, siteId, studyId, number, timeZone: (await siteById(act, siteId))?.timeZone ?? '' });
    }
    return {
      studyId,
      manager,
      sites,
      site: (number) => {
        const site = sites.find((one) => one.number === number);
        if (!site) throw new Error(`no site ${number}`);
        return site;
      },
    };
  });
}

/** The visit of a subject by key, as the API shows it. */
// oxlint-disable-next-line no-explicit-any -- tests look into answers of every shape
export async function visitOf(person: TestPerson, subjectId: string, key: string): Promise<any> {
  const { body } = await person.api('GET', `/subjects/${subjectId}/visits`);
  return body.visits.find((visit: { key: string }) => visit.key === key);
}

/** Every planned activity of a visit, done. */
export function allDone(key: string): { key: string; done: boolean }[] {
  const visit = schedule.visits.find((one) => one.key === key);
  return (visit?.activities ?? []).map((activity) => ({ key: activity.key, done: true }));
}

/** Completes a visit of a subject with everything done on a day. */
export async function completeAs(person: TestPerson, subjectId: string, key: string, actualDate: string, more: Record<string, unknown> = {}) {
  const visit = await visitOf(person, subjectId, key);
  const body = { actualDate, modality: key === 'FU' ? 'phone' : 'on-site', activities: allDone(key), ...more };
  return person.api('POST', `/visits/${visit.id}/completion`, body, { 'if-match': String(visit.version) });
}

/** Consents subjects on a day until the study-site has this many numbers; answers the id of the last one. */
export async function consentUpTo(person: TestPerson, site: NlxSite, count: number, consentedOn: string): Promise<string> {
  let last = '';
  for (let issued = 0; issued < count; issued++) {
    const answer = await person.api('POST', `/study-sites/${site.studySiteId}/subjects`, { consentedOn });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    last = answer.body.id;
  }
  return last;
}
