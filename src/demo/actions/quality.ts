// The deviations of the demo as its quality department has left them, study by study.
import { type Act, because, forEach } from '#access';
import { civilDate, randomStream } from '#lib';
import { listDeviations, moveDeviation } from '#monitoring';
import { planAssessment } from '../rules/assessment.ts';
import { dayOf } from '../rules/days.ts';
import { officeHour } from '../rules/invoicing.ts';
import { inWords } from './failure.ts';
import type { DemoGround } from './open.ts';
import type { DemoPeople } from './people.ts';
import type { DemoPorts } from './ports.ts';

const QUALITY = 'Quentin Adair';

/** Assesses the deviations of every study of the portfolio, each study in one transaction. */
export async function assessDeviations(ports: DemoPorts, ground: DemoGround, people: DemoPeople, tell: () => void): Promise<void> {
  const today = ports.now.toZonedDateTimeISO('UTC').toPlainDate();
  for (const { key } of ports.portfolio) {
    await people
      .runAs(QUALITY, officeHour(dayOf(today) - 1, 11), 'monitoring.assess', (act) =>
        assessStudy(act, ports, key, ground.studies.get(key) ?? ''),
      )
      .catch(inWords(`the deviations of ${key}`));
    tell();
  }
}

async function assessStudy(act: Act, { now, seed }: DemoPorts, study: string, studyId: string): Promise<void> {
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const found = await listDeviations(act, studyId, {});
  // One transaction assesses a whole study: where one is assessed, it was done before.
  if (found.some(({ important }) => important !== null)) return;
  const random = randomStream(seed, study, 'assessment');
  await because(act, 'monitoring.assess');
  const assessments = found
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
    .map((deviation) => ({
      ...deviation,
      steps: planAssessment({ ...deviation, occurredOn: civilDate(deviation.occurredOn) }, today, random),
    }));
  await forEach(act, assessments, async (own, { id, version, steps }) => {
    let current = version;
    for (const step of steps) current = await moveDeviation(own, id, current, assessment(step));
  });
}

type Assessment = Parameters<typeof moveDeviation>[3];

function assessment({ reportableTo, ...step }: ReturnType<typeof planAssessment>[number]): Assessment {
  return { ...step, ...(reportableTo ? { reportableTo: [...reportableTo] } : {}) };
}

// An order that does not hang on ids, so that the same seed assesses the same deviations.
function placeOf({
  occurredOn,
  subjectNumber,
  visitKey,
  activityKey,
  summary,
}: Awaited<ReturnType<typeof listDeviations>>[number]): string {
  return [occurredOn, subjectNumber, visitKey, activityKey, summary].join(' ');
}
