// The demo's subjects: consented, randomised and seen by their coordinators, some late, one failed, 101-007 as the fixture tells.
import { civilDate, daysBetween, dateInZone, type Temporal } from '#lib';
import { changeStatus, consentSubject, subjectById } from '#subjects';
import { completeVisit, viewOneVisit, visitsOfSubject } from '#visits';
import { type DemoSubject, demoSites, demoSubjects } from '../../../examples/nlx-301/demo.ts';
import type { Installation } from '../installation.ts';
import type { DemoNetwork } from './network.ts';
import { type DemoHolder, asPerson } from './people.ts';

/** Enrols whoever is missing, one transaction per act of a coordinator. */
export async function enrolSubjects(
  installation: Installation,
  people: ReadonlyMap<string, DemoHolder>,
  network: DemoNetwork,
  say: (note: string) => void,
): Promise<void> {
  for (const [index, subject] of demoSubjects.entries()) {
    const site = demoSites.find((candidate) => candidate.number === subject.site);
    const [studySiteId, holder] = [network.studySites.get(subject.site), people.get(site?.coordinator ?? '')];
    if (!site || !studySiteId || !holder) throw new Error(`the demo's subject ${subject.number} has no site or coordinator`);
    const today = dateInZone(installation.clock.now(), site.timeZone);
    const as = <T>(action: string, work: Parameters<typeof asPerson<T>>[3]) => asPerson(installation, holder, action, work);
    if (
      daysBetween(civilDate(subject.consentedOn), today) < 0 ||
      (await as('subjects.view', (act) => isThere(act, network.studyId, subject.number)))
    )
      continue;
    const consented = await as('subjects.consent', (act) => consentSubject(act, { studySiteId, consentedOn: subject.consentedOn }));
    await follow(as, consented.id, subject, today);
    if ((index + 1) % 4 === 0) say(`  ${index + 1} of ${demoSubjects.length} subjects`);
  }
}

type As = <T>(action: string, work: (act: Parameters<typeof completeVisit>[0]) => Promise<T>) => Promise<T>;

async function isThere(act: Parameters<typeof completeVisit>[0], studyId: string, number: string): Promise<boolean> {
  const { rowCount } = await act.tx.$client.query('select 1 from subjects.pub_subject where study_id = $1 and number = $2', [
    studyId,
    number,
  ]);
  return rowCount === 1;
}

async function follow(as: As, subjectId: string, subject: DemoSubject, today: Temporal.PlainDate): Promise<void> {
  for (const seen of subject.visits) {
    if (daysBetween(civilDate(seen.on), today) < 0) return;
    await as('visits.complete', async (act) => {
      const { visits } = await visitsOfSubject(act, subjectId);
      const sought = visits.find((visit) => visit.key === seen.key);
      if (!sought) throw new Error(`the demo's subject ${subject.number} has no planned visit ${seen.key}`);
      const planned = await viewOneVisit(act, sought.id);
      await completeVisit(
        act,
        planned.id,
        {
          actualDate: seen.on,
          modality: seen.key === 'FU' ? 'phone' : 'on-site',
          activities: planned.activities.map(({ key }) =>
            key === seen.missed ? { key, done: false, notDoneReason: 'Equipment out of order' } : { key, done: true },
          ),
          ...(seen.late ? { reasonCode: seen.late, reason: 'Told by telephone' } : {}),
        },
        planned.version,
      );
    });
  }
  const { failedOn } = subject;
  if (failedOn === undefined || daysBetween(civilDate(failedOn), today) < 0) return;
  await as('subjects.advance', async (act) => {
    const row = await subjectById(act, subjectId);
    if (row)
      await changeStatus(act, subjectId, row.version, {
        to: 'screen-failure',
        on: failedOn,
        reason: 'Laboratory values outside the limits of criterion 6',
      });
  });
}
