// The course of a subject of NLX-301 over the API, for tests: consent, find a visit, complete it with everything done.
import type { Schedule } from '#studies/rules';

/** Whoever calls the API. */
interface Caller {
  // oxlint-disable-next-line no-explicit-any -- tests look into answers of every shape
  readonly api: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<{ status: number; body: any }>;
}

/** Consents this many subjects on a day; answers the id of the last one. */
export async function consentSeveral(person: Caller, studySiteId: string, count: number, consentedOn: string): Promise<string> {
  let last = '';
  for (let issued = 0; issued < count; issued++) {
    const answer = await person.api('POST', `/study-sites/${studySiteId}/subjects`, { consentedOn });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    last = answer.body.id;
  }
  return last;
}

/** The visit of a subject by key, as the API shows it. */
// oxlint-disable-next-line no-explicit-any -- tests look into answers of every shape
export async function visitOf(person: Caller, subjectId: string, key: string): Promise<any> {
  const { body } = await person.api('GET', `/subjects/${subjectId}/visits`);
  return body.visits.find((visit: { key: string }) => visit.key === key);
}

/** Every planned activity of a visit, done. */
export function allDone(schedule: Schedule, key: string): { key: string; done: boolean }[] {
  const visit = schedule.visits.find((one) => one.key === key);
  return (visit?.activities ?? []).map((activity) => ({ key: activity.key, done: true }));
}

/** Completes a visit of a subject on a day, everything done unless told otherwise. */
export async function completeAs(
  person: Caller,
  schedule: Schedule,
  subjectId: string,
  key: string,
  actualDate: string,
  more: Record<string, unknown> = {},
) {
  const visit = await visitOf(person, subjectId, key);
  const body = { actualDate, modality: key === 'FU' ? 'phone' : 'on-site', activities: allDone(schedule, key), ...more };
  return person.api('POST', `/visits/${visit.id}/completion`, body, { 'if-match': String(visit.version) });
}
