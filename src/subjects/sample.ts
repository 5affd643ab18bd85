// A study open at three sites, made over the API, for tests of subjects and visits.
import type { PlannedSchedule } from '#studies/rules';

/** Whoever calls the API: a manager of the network. */
interface Caller {
  // oxlint-disable-next-line no-explicit-any -- tests look into answers of every shape
  readonly api: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<{ status: number; body: any }>;
}

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

/** Opens a study with a released schedule at sites 101 to 103. */
export async function openSampleStudy(manager: Caller, code: string, schedule: PlannedSchedule): Promise<SampleStudy> {
  const post = async (path: string, body: unknown, headers?: Record<string, string>) => {
    const answer = await manager.api('POST', path, body, headers);
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const words = {
    name: code,
    title: code,
    phases: ['III'],
    therapeuticAreas: ['Oncology'],
    sponsor: 'Aurelia Therapeutics',
    cro: 'Norvane',
  };
  const { id: studyId } = await post('/studies', { code, ...words });
  const draft = await post(`/studies/${studyId}/schedules`, { schedule });
  const seen = await manager.api('GET', `/signatures/records/${draft.id}?kind=studies.schedule-release`);
  const signing = { sha256: seen.body.contentSha256, demoConfirmation: 'demo signature' };
  await post(`/schedules/${draft.id}/release`, signing, { 'if-match': String(draft.version) });
  const sites: [string, SampleSite][] = [];
  for (const { number, ...place } of places) {
    const site = { code: `${code}-${number}`, name: `${place.city} Research`, ...place, operatingModel: 'owned', institutionId: null };
    const { id: siteId } = await post('/sites', site);
    const dates = { openedOn: '2026-01-20', enrolmentPlannedFrom: null, enrolmentPlannedTo: null };
    const { id: studySiteId } = await post(`/studies/${studyId}/sites`, { siteId, number, targetEnrolment: 8, ...dates });
    sites.push([number, { studySiteId, siteId, studyId, number }]);
  }
  return { studyId, sites: Object.fromEntries(sites) as SampleStudy['sites'] };
}
