// The forecasts of all studies in reach, the least likely first, and how good the earlier ones were.
import { inArray } from 'drizzle-orm';
import type { Act } from '#access';
import type { AnswerOf } from '#platform/contract';
import { pubStudy, pubStudySite } from '#studies';
import { enrolmentDays } from '#subjects';
import type { forecastingContract } from '../contract.ts';
import { canRunNetwork, canSee, wholeNetwork, wholeStudy } from '../policy.ts';
import { judgedUntil, presentDay, recordOf, sentenceOf } from '../rules.ts';
import { latestNetworkRun, latestStudyRuns, pastStudyRuns } from '../store.ts';

type Answer = AnswerOf<(typeof forecastingContract)['network']>;

/** The latest forecasts of what the actor sees as a whole. */
export async function viewNetworkForecast(act: Act): Promise<Answer> {
  const runs = (await latestStudyRuns(act.tx)).filter(({ studyId }) => canSee(act.actor, wholeStudy(studyId)));
  const names = new Map(
    runs.length === 0
      ? []
      : (
          await act.tx
            .select({ id: pubStudy.id, code: pubStudy.code, name: pubStudy.name })
            .from(pubStudy)
            .where(
              inArray(
                pubStudy.id,
                runs.map(({ studyId }) => studyId),
              ),
            )
        ).map((study) => [study.id, study]),
  );
  const studies = runs.flatMap(({ studyId, asOf, result }) => {
    const study = names.get(studyId);
    return study ? [{ ...study, asOf, enrolled: result.enrolled, target: result.target, sentence: sentenceOf(result) }] : [];
  });
  const network = canSee(act.actor, wholeNetwork) ? await latestNetworkRun(act.tx) : null;
  return {
    studies: studies.toSorted((a, b) => doubt(a.sentence) - doubt(b.sentence) || (a.code < b.code ? -1 : 1)),
    network: network && { ...network, fan: [...network.fan] },
    record: await recordOfReach(
      act,
      runs.map(({ studyId }) => studyId),
    ),
    can: { run: canRunNetwork(act.actor) },
  };
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
  const places = await act.tx
    .select({ id: pubStudySite.id, siteId: pubStudySite.siteId, studyId: pubStudySite.studyId })
    .from(pubStudySite)
    .where(inArray(pubStudySite.studyId, [...studyIds]));
  const days = await enrolmentDays(act, places);
  const past = await pastStudyRuns(act.tx, today);
  return recordOf(
    studyIds.flatMap((studyId) => {
      const enrolledOn = places
        .filter((place) => place.studyId === studyId)
        .flatMap(({ id }) => days.get(id) ?? [])
        .toSorted();
      const own = past.filter((run) => run.studyId === studyId);
      const enrolledAt = new Map(own.map(({ asOf, enrolled }) => [asOf, enrolled]));
      return judgedUntil(today, own, enrolledOn).map((one) => ({ ...one, enrolled: enrolledAt.get(one.asOf) ?? 0 }));
    }),
  );
}
