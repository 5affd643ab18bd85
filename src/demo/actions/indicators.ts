// The demo's looks at its indicators, at the end of each of the last months and on the day of the plan, and what is known to be wrong there.
import type { Act } from '#access';
import { Temporal } from '#lib';
import { labelProblems, lookAtIndicators } from '#monitoring';
import { planted } from '../rules/planted.ts';
import { type DemoGround, placeKey } from './open.ts';
import type { DemoPorts } from './ports.ts';

/** Ends of months before the plan's day on which the indicators were looked at. */
const MONTHS = 5;
const AT_NIGHT = Temporal.PlainTime.from('02:00');

/** Tells monitoring what was planted where it lies in this network, then looks: each look a transaction under the operator's name. */
export async function lookBack({ operator, now }: DemoPorts, ground: DemoGround): Promise<void> {
  await operator('monitoring.run-indicators', (act) => tellPlanted(act, ground));
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const firstOfMonth = today.with({ day: 1 });
  const ends = Array.from({ length: MONTHS }, (_, at) => firstOfMonth.subtract({ months: MONTHS - 1 - at }).subtract({ days: 1 }));
  for (const day of [...ends, today])
    await operator('monitoring.run-indicators', (act) =>
      lookAtIndicators({ ...act, now: Temporal.Instant.compare(atNight(day), now) < 0 ? atNight(day) : now }, day),
    );
}

const atNight = (day: Temporal.PlainDate) => day.add({ days: 1 }).toZonedDateTime({ timeZone: 'UTC', plainTime: AT_NIGHT }).toInstant();

async function tellPlanted(act: Act, { sites, studies, studySites }: DemoGround): Promise<void> {
  const isThere = (site: string | null, study: string | null) =>
    [...studies.keys()].some(
      (code) => (study ?? code) === code && [...sites.keys()].some((at) => (site ?? at) === at && studySites.has(placeKey(code, at))),
    );
  const problems = planted.filter(({ site, study }) => isThere(site, study));
  await labelProblems(
    act,
    problems.map(({ key, site, study, sentence, sentenceEs, indicators = [] }) => ({
      key,
      siteId: site === null ? null : (sites.get(site) ?? null),
      studyId: study === null ? null : (studies.get(study) ?? null),
      sentence,
      sentenceEs,
      indicators,
    })),
  );
}
