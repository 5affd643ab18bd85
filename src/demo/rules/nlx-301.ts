// The subjects of NLX-301 as courses: their dates are the fixture's, whatever the day of the plan.
import { type Temporal, civilDate, randomStream } from '#lib';
import { type DemoSubject, nlxSites, demoSubjects, study } from '../../../examples/nlx-301/demo.ts';
import { schedule as story } from '../../../examples/nlx-301/story.ts';
import { seenBy } from './coordinators.ts';
import type { CourseStep } from './course.ts';
import { dayOf } from './days.ts';
import { type PlannedSubject, inventAt } from './plan.ts';

/** Everyone of the fixture who had consented before `today`, with what had happened by then. */
export function nlx301Subjects(today: Temporal.PlainDate): PlannedSubject[] {
  const until = dayOf(today);
  return demoSubjects
    .map((subject) => {
      const site = nlxSites.find(({ number }) => number === subject.site)?.code ?? '';
      const consentDay = dayOf(civilDate(subject.consentedOn));
      const identity = inventAt(site, consentDay, randomStream(0, study.key, subject.number));
      const { coordinator } = seenBy(site, consentDay, until);
      return { study: study.key, site, coordinator, consentDay, identity, steps: stepsOf(subject).filter((step) => step.day < until) };
    })
    .filter(({ consentDay }) => consentDay < until);
}

function stepsOf(subject: DemoSubject): CourseStep[] {
  const visits = subject.visits.map(({ key, on, late, missed }): CourseStep => ({
    kind: 'visit',
    day: dayOf(civilDate(on)),
    visitKey: key,
    cycle: 1,
    modality: key === 'FU' ? 'phone' : 'on-site',
    activities: story.visits.find((visit) => visit.key === key)?.activities?.map((activity) => activity.key) ?? [],
    notDone: missed === undefined ? [] : [missed],
    reasonCode: late ?? 'scheduling-error',
  }));
  const ended = (on: string | undefined, how: 'screen-failure' | 'completed'): CourseStep[] =>
    on === undefined ? [] : [{ kind: 'ended', day: dayOf(civilDate(on)), how }];
  return [...visits, ...ended(subject.failedOn, 'screen-failure'), ...ended(subject.completedOn, 'completed')];
}
