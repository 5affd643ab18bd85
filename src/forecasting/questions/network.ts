// The forecasts of all studies in reach, the least likely first, and how good the earlier ones were.
import { inArray } from 'drizzle-orm';
import type { Act } from '#access';
import type { AnswerOf } from '#platform/contract';
import { pubStudy, pubStudySite } from '#studies';
import { enrolmentDays } from '#subjects';
import type { forecastingContract } from '../contract.ts';
import { canRunNetwork, canSee, wholeNetwork, wholeStudy } from '../policy.ts';
import { judgedUntil, presentDay, recordOf, sentenceOf, weeklyCounts } from '../rules.ts';
import { latestNetworkRun, latestStudyRuns, pastNetworkRuns, pastStudyRuns } from '../store.ts';

type Answer = AnswerOf<(typeof forecastingContract)['network']>;

/** The latest forecasts of what the actor sees as a whole. */
export async function viewNetworkForecast(act: Act): Promise<Answer> {
  const runs = (await latestStudyRuns(act.tx)).filter(({ studyId }) => canSee(act.actor, wholeStudy(studyId)));
  const ids = runs.map(({ studyId }) => studyId);
  const names = new Map((await studiesNamed(act, ids)).map((study) => [study.id, study]));
  const studies = runs.flatMap(({ studyId, asOf, result }) => {
    const study = names.get(studyId);
    return study ? [{ ...study, asOf, enrolled: result.enrolled, target: result.target, sentence: sentenceOf(result) }] : [];
  });
  return {
    studies: studies.toSorted((a, b) => doubt(a.sentence) - doubt(b.sentence) || (a.code < b.code ? -1 : 1)),
    record: await recordOfReach(act, ids),
    ...(canSee(act.actor, wholeNetwork) ? await wholeView(act) : nothingWhole),
    can: { run: canRunNetwork(act.actor) },
  };
}

type Whole = Pick<Answer, 'network' | 'past' | 'came' | 'networkRecord'>;

const nothingWhole: Whole = { network: null, past: [], came: [], networkRecord: recordOf([]) };

// Each earlier forecast against the studies that were in it: one that began later was never promised.
async function wholeView(act: Act): Promise<Whole> {
  const latest = await latestNetworkRun(act.tx);
  if (!latest) return nothingWhole;
  const today = presentDay(act.now);
  const past = await pastNetworkRuns(act.tx, latest.result.asOf);
  const days = await daysByStudy(act, [...new Set([latest, ...past].flatMap(({ studyIds }) => studyIds))]);
  const of = (studyIds: readonly string[]) => studyIds.flatMap((id) => days.get(id) ?? []).toSorted();
  return {
    network: { ...latest.result, fan: [...latest.result.fan] },
    past: past.map(({ asOf, origin, fan }) => ({ asOf, origin, fan: [...fan] })),
    came: [...weeklyCounts(of(latest.studyIds), past[0]?.asOf ?? latest.result.asOf, latest.result.asOf)],
    networkRecord: recordOf(past.flatMap((run) => judgedUntil(today, [run], of(run.studyIds)))),
  };
}

async function studiesNamed(act: Act, ids: readonly string[]): Promise<Pick<Answer['studies'][number], 'id' | 'code' | 'name'>[]> {
  if (ids.length === 0) return [];
  return act.tx
    .select({ id: pubStudy.id, code: pubStudy.code, name: pubStudy.name })
    .from(pubStudy)
    .where(inArray(pubStudy.id, [...ids]));
}

// The chance of the target by the planned day; what has no such chance comes after what has, and what is reached at the end.
function doubt(sentence: Answer['studies'][number]['sentence']): number {
  if (sentence.kind === 'done') return 1_000;
  if (sentence.kind === 'open-ended') return 500;
  return sentence.byPlanned ?? (sentence.kind === 'unlikely' ? 100 : 200);
}

async function recordOfReach(act: Act, studyIds: readonly string[]): Promise<Answer['record']> {
  if (studyIds.length === 0) return recordOf([]);
  const today = presentDay(act.now);
  const days = await daysByStudy(act, studyIds);
  const past = await pastStudyRuns(act.tx, today);
  return recordOf(
    studyIds.flatMap((studyId) =>
      judgedUntil(
        today,
        past.filter((run) => run.studyId === studyId),
        days.get(studyId) ?? [],
      ),
    ),
  );
}

/** The days of all enrolments of studies, in order. */
async function daysByStudy(act: Act, studyIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (studyIds.length === 0) return new Map();
  const places = await act.tx
    .select({ id: pubStudySite.id, siteId: pubStudySite.siteId, studyId: pubStudySite.studyId })
    .from(pubStudySite)
    .where(inArray(pubStudySite.studyId, [...studyIds]));
  const days = await enrolmentDays(act, places);
  const found = new Map<string, string[]>();
  for (const { id, studyId } of places) found.set(studyId, [...(found.get(studyId) ?? []), ...(days.get(id) ?? [])]);
  return new Map([...found].map(([studyId, all]) => [studyId, all.toSorted()]));
}
