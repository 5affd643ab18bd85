// A study's forecast as its page reads it: the latest, the earlier ones against what happened, its sites, and sites that could be added.
import { eq, notInArray } from 'drizzle-orm';
import { type Act, requireMay } from '#access';
import { pubSite } from '#network';
import { found } from '#platform';
import type { AnswerOf } from '#platform/contract';
import { pubStudy, pubStudySite, type PublishedStudySite } from '#studies';
import { enrolmentDays } from '#subjects';
import type { forecastingContract } from '../contract.ts';
import { canRun, canSee, wholeStudy } from '../policy.ts';
import { hindrance, historyOf, inputAt, judgedUntil, presentDay, recordOf, sentenceOf } from '../rules.ts';
import { type SiteRun, type StudyRun, latestSiteRuns, latestStudyRuns, pastStudyRuns } from '../store.ts';
import { networkRecords } from './records.ts';

type Answer = AnswerOf<(typeof forecastingContract)['study']>;

/** A study in reach by its names, or null. */
export async function studyNamed(act: Act, studyId: string): Promise<Answer['study'] | null> {
  const [known] = await act.tx
    .select({ id: pubStudy.id, code: pubStudy.code, name: pubStudy.name })
    .from(pubStudy)
    .where(eq(pubStudy.id, studyId));
  return known ?? null;
}

/** The forecast of a study in reach. Who sees some of its sites alone gets those alone. Refuses with 404 out of reach. */
export async function viewStudyForecast(act: Act, studyId: string): Promise<Answer> {
  const study = found(await studyNamed(act, studyId));
  requireMay(act, 'forecasting.view', { studyId });
  const places = (await act.tx.select().from(pubStudySite).where(eq(pubStudySite.studyId, studyId)).orderBy(pubStudySite.number)).filter(
    (place) => canSee(act.actor, place),
  );
  const siteRuns = await latestSiteRuns(act.tx);
  const whole = canSee(act.actor, wholeStudy(studyId)) ? await wholeView(act, studyId, { places, siteRuns }) : nothingWhole;
  return {
    study,
    ...whole,
    sites: places.flatMap(({ id: studySiteId, siteId, number, siteName: name }) => {
      const run = siteRuns.find((one) => one.studyId === studyId && one.siteId === siteId);
      return run ? [{ studySiteId, siteId, number, name, asOf: run.asOf, outlook: run.result }] : [];
    }),
    can: { run: canRun(act.actor, studyId) },
  };
}

type Whole = Omit<Answer, 'study' | 'sites' | 'can'>;

const nothingWhole: Whole = {
  latest: null,
  hindrance: null,
  enrolledOn: [],
  past: [],
  judged: [],
  record: recordOf([]),
  candidates: [],
};

interface Seen {
  readonly places: readonly PublishedStudySite[];
  readonly siteRuns: readonly SiteRun[];
}

async function wholeView(act: Act, studyId: string, { places, siteRuns }: Seen): Promise<Whole> {
  const today = presentDay(act.now);
  const [latest] = await latestStudyRuns(act.tx, studyId);
  const enrolledOn = [...(await enrolmentDays(act, places)).values()].flat().toSorted();
  const past = await pastStudyRuns(act.tx, latest?.asOf ?? today, studyId);
  const judged = judgedUntil(today, past, enrolledOn);
  return {
    latest: latest ? latestView(latest) : null,
    hindrance: latest ? null : await hindranceNow(act, studyId, today),
    enrolledOn,
    past: past.map(({ asOf, origin, fan }) => ({ asOf, origin, fan: [...fan] })),
    judged: judged.map((one) => ({ ...one })),
    record: recordOf(judged),
    candidates: await candidatesFor(act, studyId, { places, siteRuns }),
  };
}

function latestView({ id, madeAt, seed, inputSha256, resultSha256, input, result }: StudyRun): Answer['latest'] {
  const plain = structuredClone({ input, result }) as unknown as Pick<NonNullable<Answer['latest']>, 'input'> & {
    readonly result: NonNullable<Answer['latest']>['forecast'];
  };
  return { id, madeAt, seed, inputSha256, resultSha256, sentence: sentenceOf(result), forecast: plain.result, input: plain.input };
}

async function hindranceNow(act: Act, studyId: string, today: string): Promise<Answer['hindrance']> {
  const { studies, startUps } = await networkRecords(act);
  return hindrance(inputAt(today, studies.get(studyId) ?? [], startUps));
}

// A site's enrolments in its other studies beside what sites of those studies' mean rates would have enrolled.
async function candidatesFor(act: Act, studyId: string, { places, siteRuns }: Seen): Promise<Answer['candidates']> {
  const taken = places.map(({ siteId }) => siteId);
  const sites = await act.tx
    .select({ id: pubSite.id, name: pubSite.name })
    .from(pubSite)
    .where(taken.length > 0 ? notInArray(pubSite.id, taken) : undefined)
    .orderBy(pubSite.name);
  const rates = new Map((await latestStudyRuns(act.tx)).map((run) => [run.studyId, run.result.rates]));
  return sites
    .filter(({ id }) => canSee(act.actor, { siteId: id, studyId }))
    .map(({ id, name }) => {
      const elsewhere = siteRuns.flatMap((run) => {
        const own = rates.get(run.studyId);
        return run.siteId === id && run.result.isOpen && own ? [{ outlook: run.result, rates: own }] : [];
      });
      return { siteId: id, name, history: historyOf(elsewhere), studies: elsewhere.length };
    });
}
