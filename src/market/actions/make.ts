// Making outlooks: the question as it stands, the kernel, and the run that is kept with everything needed to make it again.
import { type Act, requireMay } from '#access';
import { canonicalText } from '#forecasting/rules';
import { Refusal, enqueue, found, sha256Hex } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { wholeNetwork } from '../policy.ts';
import { digestOf, present, scenarioOf, under } from '../questions/present.ts';
import {
  type Outlook,
  type OutlookQuestion,
  packIntervals,
  completedOutlook,
  outlookKernelVersion,
  packCells,
  prepareOutlook,
  refitPieces,
} from '../rules.ts';
import { loadScenarios } from '../store/assumptions.ts';
import { insertRun, knownRun } from '../store/runs.ts';
import { refitted } from './make-outlook.ts';
import { seedOf } from './seed.ts';
import { unanswered } from './unanswered.ts';

type Routes = typeof marketContract;

/** The kind of the job that makes outlooks. */
export const outlookKind = 'market.run';

/** What is to be made: of what is in force, and of scenarios. */
export interface MakeOutlooks {
  readonly base: boolean;
  readonly scenarioIds: readonly string[];
  /** Told before each step of each of them. */
  readonly step?: (done: number, total: number) => Promise<void>;
}

/** How many runs were kept, and how many were there already. */
export interface MadeOutlooks {
  readonly made: number;
  readonly known: number;
}

/** Queues outlooks and answers their job. Refuses a scenario that is not there, and a request for none. */
export async function askOutlooks(act: Act, body: BodyOf<Routes['run']>): Promise<AnswerOf<Routes['run']>> {
  requireMay(act, 'market.run', wholeNetwork);
  const ids = [...new Set(body.scenarioIds)];
  for (const id of ids) found((await loadScenarios(act.tx, id))[0]);
  if (!body.base && ids.length === 0) throw new Refusal('nothing-asked', { path: 'body.scenarioIds' });
  const payload = { base: body.base, scenarioIds: ids };
  return { jobId: await enqueue(act.tx, outlookKind, payload, { askedBy: act.actor.id, jobId: act.newId() }) };
}

/** Makes the outlooks that are not there yet: the same question is answered once, so a second request finds everything done. */
export async function makeOutlooks(act: Act, { base, scenarioIds, step }: MakeOutlooks): Promise<MadeOutlooks> {
  requireMay(act, 'market.run', wholeNetwork);
  const { question, activityImportId } = await present(act);
  const asked: Asked[] = base ? [{ scenarioId: null, question, activityImportId }] : [];
  for (const id of scenarioIds) {
    const row = found((await loadScenarios(act.tx, id))[0]);
    asked.push({ scenarioId: id, question: under(question, scenarioOf(row)), activityImportId });
  }
  const sum = { made: 0, known: 0 };
  for (const [at, one] of asked.entries()) {
    const steps = refitPieces(one.question.refits, true).length;
    sum[await keep(act, one, async (done) => step?.(at * steps + done, asked.length * steps))] += 1;
  }
  return sum;
}

/** Makes the outlook of what is in force unless it is there: so that whoever comes first finds one. */
export async function refreshOutlook(act: Act): Promise<MadeOutlooks> {
  const inputSha256 = digestOf((await present(act)).question);
  const isThere = await knownRun(act.tx, { scenarioId: null, inputSha256, kernel: outlookKernelVersion });
  return isThere ? { made: 0, known: 1 } : makeOutlooks(act, { base: true, scenarioIds: [] });
}

interface Asked {
  readonly scenarioId: string | null;
  readonly question: OutlookQuestion;
  readonly activityImportId: string | null;
}

type Step = (done: number) => Promise<void>;

async function keep(act: Act, { scenarioId, question, activityImportId }: Asked, step: Step): Promise<'made' | 'known'> {
  const inputSha256 = digestOf(question);
  if (await knownRun(act.tx, { scenarioId, inputSha256, kernel: outlookKernelVersion })) return 'known';
  const seed = seedOf(inputSha256);
  const prepared = prepareOutlook(question);
  if (!prepared.ok) throw unanswered(prepared);
  const { refits, intervals } = await refitted(prepared.value, seed, { withSegments: true, step });
  if (!intervals) throw new Error('the intervals of segments were asked for, and are not there');
  const whole = completedOutlook(prepared.value, refits, seed);
  const { activity: _, ...input } = question;
  const { cells, ...result } = whole;
  const isNew = await insertRun(act.tx, {
    id: act.newId(),
    scenarioLineId: scenarioId,
    activityImportId,
    kernelVersion: outlookKernelVersion,
    seed,
    input,
    inputSha256,
    result,
    resultSha256: digestOfOutlook(whole),
    cells: packCells(cells),
    intervals: packIntervals(intervals),
    madeByName: act.actor.name,
    madeAt: act.now,
  });
  return isNew ? 'made' : 'known';
}

/** The digest of an outlook with its cells. */
export function digestOfOutlook(outlook: Outlook): string {
  return sha256Hex(canonicalText(outlook));
}
