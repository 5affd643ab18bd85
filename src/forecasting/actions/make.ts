// Making forecasts: the records as they stood on a day, the kernel, and the run that is kept with everything needed to make it again.
import { createHash } from 'node:crypto';
import { type Act, requireMay } from '#access';
import { enrolmentKernelVersion } from '#stats';
import { wholeNetwork, wholeStudy } from '../policy.ts';
import { type NetworkRecords, networkRecords } from '../questions/records.ts';
import {
  type FittedInput,
  type ForecastInput,
  type NetworkInput,
  canonicalText,
  fitInput,
  forecastOfFit,
  hindrance,
  inputAt,
  networkForecast,
  presentDay,
} from '../rules.ts';
import { type NewRun, type Origin, insertRuns, isNetworkForecast, knownRun } from '../store.ts';

/** What is to be forecast: a study, or every study and the network; from past days, or from the present one where none is told. */
export interface MakeRequest {
  readonly studyId: string | null;
  readonly days: readonly string[];
  /** Told before each study and day. */
  readonly step?: (done: number, total: number) => Promise<void>;
}

/** How many runs were kept, how many were there already, and how many studies could not be forecast yet. */
export interface Made {
  readonly made: number;
  readonly known: number;
  readonly tooEarly: number;
}

/**
 * Makes the forecasts that are not there yet. A run's question is its day, its input and the kernel: the same question is answered once,
 * so a second request finds everything done. Refuses whoever may not make forecasts of all that is asked for.
 */
export async function makeForecasts(act: Act, { studyId, days, step }: MakeRequest): Promise<Made> {
  requireMay(act, 'forecasting.run', studyId === null ? wholeNetwork : wholeStudy(studyId));
  const records = await networkRecords(act);
  const studies = [...records.studies.keys()].filter((id) => studyId === null || id === studyId).toSorted();
  const today = presentDay(act.now);
  const asked = days.length === 0 ? [today] : days;
  const sum = { made: 0, known: 0, tooEarly: 0 };
  for (const [at, asOf] of asked.entries()) {
    const origin: Origin = asOf === today ? 'present' : 'look-back';
    const questions = studies.flatMap((id): Question[] => {
      const input = inputAt(asOf, records.studies.get(id) ?? [], records.startUps);
      return hindrance(input) === null ? [{ studyId: id, asOf, origin, input, inputSha256: sha256(canonicalText(input)) }] : [];
    });
    sum.tooEarly += studies.length - questions.length;
    const ofNetwork = studyId === null && questions.length > 0 ? await unknownNetwork(act, asOf, questions) : null;
    const fits: FittedInput[] = [];
    for (const [place, question] of questions.entries()) {
      await step?.(at * studies.length + place, asked.length * studies.length);
      const isKnown = (await knownRun(act.tx, { ...question, kernelVersion: enrolmentKernelVersion })) !== null;
      if (isKnown) sum.known += 1;
      if (isKnown && ofNetwork === null) continue;
      const fit = fitInput(question.input, seedOf(question.inputSha256));
      fits.push(fit);
      if (!isKnown) sum.made += await insertRuns(act.tx, runsOf(act, question, { fit, records }));
    }
    if (ofNetwork) sum.made += await keepNetwork(act, { asOf, origin, input: ofNetwork, fits });
  }
  return sum;
}

interface Question {
  readonly studyId: string;
  readonly asOf: string;
  readonly origin: Origin;
  readonly input: ForecastInput;
  readonly inputSha256: string;
}

// What the network's sum of a day stands on, or null where it is kept already. Studies in the order of their ids.
async function unknownNetwork(act: Act, asOf: string, questions: readonly Question[]): Promise<NetworkInput | null> {
  const input = { asOf, studies: questions.map(({ studyId, inputSha256 }) => ({ studyId, inputSha256 })) };
  const is = { studyId: null, asOf, inputSha256: sha256(canonicalText(input)), kernelVersion: enrolmentKernelVersion };
  return (await knownRun(act.tx, is)) === null ? input : null;
}

/** Makes the present day's forecasts of everything, once a day: what changes in its course waits for the next one, or for somebody who asks. */
export async function refreshForecasts(act: Act): Promise<Made> {
  if (await isNetworkForecast(act.tx, presentDay(act.now))) return { made: 0, known: 0, tooEarly: 0 };
  return makeForecasts(act, { studyId: null, days: [] });
}

// The study's run, and beside a present one those of its sites, which people read who see one site alone.
function runsOf(
  act: Act,
  { studyId, asOf, origin, input, inputSha256 }: Question,
  { fit, records }: { readonly fit: FittedInput; readonly records: NetworkRecords },
): NewRun[] {
  const seed = seedOf(inputSha256);
  const result = forecastOfFit(fit);
  const id = act.newId();
  const common = { studyId, asOf, origin, kernelVersion: enrolmentKernelVersion, seed, inputSha256, madeAt: act.now.toString() };
  const whole = { ...common, id, siteId: null, partOf: null, input, result, resultSha256: sha256(canonicalText(result)) };
  if (origin === 'look-back') return [whole];
  const siteOf = new Map(records.studies.get(studyId)?.map(({ studySiteId, siteId }) => [studySiteId, siteId]));
  const parts = result.sites.flatMap((outlook) => {
    const siteId = siteOf.get(outlook.id);
    if (siteId === undefined) return [];
    return [{ ...common, id: act.newId(), siteId, partOf: id, input: null, result: outlook, resultSha256: sha256(canonicalText(outlook)) }];
  });
  return [whole, ...parts];
}

interface NetworkToKeep {
  readonly asOf: string;
  readonly origin: Origin;
  readonly input: NetworkInput;
  readonly fits: readonly FittedInput[];
}

function keepNetwork(act: Act, { asOf, origin, input, fits }: NetworkToKeep): Promise<number> {
  const inputSha256 = sha256(canonicalText(input));
  const result = { kernel: enrolmentKernelVersion, ...networkForecast(asOf, fits) };
  const is = { studyId: null, siteId: null, partOf: null, asOf, origin, kernelVersion: enrolmentKernelVersion, inputSha256 };
  const run = { ...is, id: act.newId(), seed: seedOf(inputSha256), madeAt: act.now.toString() };
  return insertRuns(act.tx, [{ ...run, input, result, resultSha256: sha256(canonicalText(result)) }]);
}

/** Chance that hangs on the input alone: the same input is always answered the same. */
function seedOf(inputSha256: string): string {
  return inputSha256.slice(0, 16);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
