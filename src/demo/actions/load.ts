// Loads the demo network through the real actions, so that its trail is real. Every part sees for itself what is there already.
import { forEach, openAct } from '#access';
import { Temporal } from '#lib';
import type { LoadedSchedule } from '#studies';
import { dateOf } from '../rules/days.ts';
import { nlx301Subjects } from '../rules/nlx-301.ts';
import { type PlannedStudy, type PlannedSubject, planSubjects } from '../rules/plan.ts';
import { demoSites } from '../rules/sites.ts';
import { type DemoGround, openNetwork, placeKey } from './open.ts';
import { type DemoPeople, addPeople, endLeavers, giveGrants, openPeople } from './people.ts';
import { makeDemoForecasts } from './forecasts.ts';
import type { DemoPorts } from './ports.ts';
import { invoicePortfolio, monthsToInvoice } from './invoices.ts';
import { lookBack } from './indicators.ts';
import { assessDeviations } from './quality.ts';
import { signMonths } from './signatures.ts';
import { followCourse } from './subjects.ts';
import { everyOne, inWords } from './failure.ts';

/** Sites that are written at the same time. */
const WRITERS = 3;
/** Participants that one transaction writes at most, so that the bar moves. */
const TOGETHER = 80;
const AFTERNOON = Temporal.PlainTime.from('15:00');

/** Loads the network up to the day of `ports.now`; goes on where an interrupted load stopped. */
export async function loadDemoNetwork(ports: DemoPorts): Promise<void> {
  ports.progress('Opening sites, studies and contracts', 0, 0);
  const opening = openNetwork(ports);
  await everyOne([opening.then(() => {}), addPeople(ports)]);
  const ground = await opening;
  await giveGrants(ports, ground, ports.now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ years: 2 }));
  const people = await openPeople(ports);
  try {
    await live(ports, ground, people);
  } finally {
    await people.close();
  }
}

// What is counted is a participant, a study whose deviations are assessed, a month that is signed or invoiced, and what is made of it all at the end.
async function live(ports: DemoPorts, ground: DemoGround, people: DemoPeople): Promise<void> {
  const today = ports.now.toZonedDateTimeISO('UTC').toPlainDate();
  const planned = [
    ...nlx301Subjects(today),
    ...planSubjects({ seed: ports.seed, today, portfolio: ports.portfolio, studies: plannedStudies(ground.schedules) }),
  ];
  const total = planned.length + ports.portfolio.length + 2 * monthsToInvoice(ports).length + 2;
  let done = 0;
  const telling = (note: string) => () => ports.progress(note, ++done, total);
  await enrolSubjects(planned, { ground, people, tell: telling('Enrolling participants') });
  await endLeavers(ports);
  // Departments, none of which looks at what another has written.
  await everyOne([
    invoicePortfolio(ports, ground, people, telling('Invoicing the months')),
    assessDeviations(ports, ground, people, telling('Assessing deviations'))
      .then(() => lookBack(ports, ground))
      .then(telling('Looking at the indicators')),
    signMonths(ports, people, telling('Signing the months')),
    makeDemoForecasts(ports).then(telling('Forecasting enrolment')),
  ]);
}

// The longest queue is begun first, so that the writers end at about the same time.
async function enrolSubjects(planned: readonly PlannedSubject[], enrolment: Enrolment): Promise<void> {
  const queues = [...bySite(planned)].sort(([, one], [, other]) => other.length - one.length);
  // A failure takes no further site from the queue.
  const writers = Array.from({ length: WRITERS }, async () => {
    for (let queue = queues.shift(); queue; queue = queues.shift())
      await atSite(queue[0], queue[1], enrolment).catch((error: unknown) => {
        queues.length = 0;
        throw error;
      });
  });
  await everyOne(writers);
}

// In the order of consent over all studies of the site, which is the order within each.
function bySite(planned: readonly PlannedSubject[]): Map<string, PlannedSubject[]> {
  const sites = new Map<string, PlannedSubject[]>();
  for (const subject of [...planned].sort((one, other) => one.consentDay - other.consentDay))
    sites.set(subject.site, [...(sites.get(subject.site) ?? []), subject]);
  return sites;
}

function plannedStudies(schedules: ReadonlyMap<string, LoadedSchedule>): Map<string, PlannedStudy> {
  return new Map(
    [...schedules].map(([code, { schedule }]) => [
      code,
      { schedule, arms: [...new Set(schedule.visits.flatMap((visit) => visit.arms ?? []))] },
    ]),
  );
}

interface Enrolment {
  readonly ground: DemoGround;
  readonly people: DemoPeople;
  readonly tell: () => void;
}

interface Placed {
  readonly subject: PlannedSubject;
  readonly coordinator: string;
  readonly studySiteId: string;
}

// Those who follow each other in the care of one coordinator are written together.
async function atSite(siteCode: string, subjects: readonly PlannedSubject[], { ground, people, tell }: Enrolment): Promise<void> {
  const site = demoSites.find(({ code }) => code === siteCode);
  if (!site) throw new Error(`the demo plans participants at ${siteCode}, which it does not have`);
  const at = (day: number) => dateOf(day).toZonedDateTime({ timeZone: site.timeZone, plainTime: AFTERNOON }).toInstant();
  const missing = notYetThere(subjects, ground);
  for (let known = missing.length; known < subjects.length; known += 1) tell();
  for (const { coordinator, group } of groupsOf(missing))
    await people
      .runAs(coordinator, at(group[0].subject.consentDay), 'demo.course', (act) =>
        forEach(act, group, (own, { subject, studySiteId }) =>
          followCourse(openAct({ ...own, now: at(subject.consentDay) }, own.teller), studySiteId, subject, at).finally(tell),
        ),
      )
      .catch(inWords(`the participants at ${siteCode} who consented from ${dateOf(group[0].subject.consentDay).toString()} on`));
}

// Numbers are issued in order of consent, so as many as a study-site has already need not be written again.
function notYetThere(subjects: readonly PlannedSubject[], ground: DemoGround): Placed[] {
  const seen = new Map<string, number>();
  return subjects.flatMap((subject) => {
    const key = placeKey(subject.study, subject.site);
    const studySite = ground.studySites.get(key);
    if (!studySite) throw new Error(`the demo plans participants at ${key}, which is not open`);
    const place = (seen.get(key) ?? 0) + 1;
    seen.set(key, place);
    return place > studySite.enrolled ? [{ subject, coordinator: subject.coordinator, studySiteId: studySite.id }] : [];
  });
}

interface Group {
  readonly coordinator: string;
  readonly group: [Placed, ...Placed[]];
}

function groupsOf(placed: readonly Placed[]): Group[] {
  const groups: Group[] = [];
  for (const one of placed) {
    const last = groups.at(-1);
    if (last?.coordinator === one.coordinator && last.group.length < TOGETHER) last.group.push(one);
    else groups.push({ coordinator: one.coordinator, group: [one] });
  }
  return groups;
}
