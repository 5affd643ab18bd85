// Making forecasts: the records as they stood on a day, the kernel, and the run that is kept with everything needed to make it again.
import { createHash } from 'node:crypto';
import { type Act, requireMay } from '#access';
import { enrolmentKernelVersion } from '#stats';
import { wholeNetwork, wholeStudy } from '../policy.ts';
import { type NetworkRecords, networkRecords } from '../questions/records.ts';
import { type FittedInput, canonicalText, fitInput, forecastOfFit, hindrance, inputAt, networkForecast, presentDay } from '../rules.ts';
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
  const studies = [...records.studies.keys()].filter((id) => studyId === null || id === studyId);
  const today = presentDay(act.now);
  const asked = days.length === 0 ? [today] : days;
  let [made, known, tooEarly, done] = [0, 0, 0, 0];
  for (const asOf of asked) {
    const origin: Origin = asOf === today ? 'present' : 'look-back';
    const fits: { studyId: string; inputSha256: string; fit: FittedInput }[] = [];
    for (const id of studies) {
      await step?.(done++, asked.length * studies.length);
      const input = inputAt(asOf, records.studies.get(id) ?? [], records.startUps);
      if (hindrance(input) !== null) {
        tooEarly += 1;
        continue;
      }
      const inputSha256 = sha256(canonicalText(input));
      const is = { studyId: id, asOf, inputSha256, kernelVersion: enrolmentKernelVersion };
      const isKnown = (await knownRun(act.tx, is)) !== null;
      if (isKnown) known += 1;
      // The network's sum is made for the present alone.
      if (isKnown && (studyId !== null || origin === 'look-back')) continue;
      const fit = fitInput(input, seedOf(inputSha256));
      if (studyId === null && origin === 'present') fits.push({ studyId: id, inputSha256, fit });
      if (!isKnown) made += await insertRuns(act.tx, runsOf(act, { ...is, origin, fit, records }));
    }
    if (fits.length > 0) made += await keepNetwork(act, { asOf, origin, fits });
  }
  return { made, known, tooEarly };
}

/** Makes the present day's forecasts of everything, once a day: what changes in its course waits for the next one, or for somebody who asks. */
export async function refreshForecasts(act: Act): Promise<Made> {
  if (await isNetworkForecast(act.tx, presentDay(act.now))) return { made: 0, known: 0, tooEarly: 0 };
  return makeForecasts(act, { studyId: null, days: [] });
}

interface StudyToKeep {
  readonly studyId: string;
  readonly asOf: string;
  readonly origin: Origin;
  readonly fit: FittedInput;
  readonly inputSha256: string;
  readonly kernelVersion: string;
  readonly records: NetworkRecords;
}

// The study's run, and beside a present one those of its sites, which people read who see one site alone.
function runsOf(act: Act, { studyId, asOf, origin, fit, inputSha256, kernelVersion, records }: StudyToKeep): NewRun[] {
  const seed = seedOf(inputSha256);
  const { input } = fit;
  const result = forecastOfFit(fit);
  const id = act.newId();
  const common = { studyId, asOf, origin, kernelVersion, seed, inputSha256, madeAt: act.now.toString() };
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
  readonly fits: readonly { readonly studyId: string; readonly inputSha256: string; readonly fit: FittedInput }[];
}

async function keepNetwork(act: Act, { asOf, origin, fits }: NetworkToKeep): Promise<number> {
  const studies = fits.map(({ studyId, inputSha256 }) => ({ studyId, inputSha256 })).toSorted((a, b) => (a.studyId < b.studyId ? -1 : 1));
  const input = { asOf, studies };
  const inputSha256 = sha256(canonicalText(input));
  const is = { studyId: null, asOf, inputSha256, kernelVersion: enrolmentKernelVersion };
  if (await knownRun(act.tx, is)) return 0;
  const ordered = fits.toSorted((a, b) => (a.studyId < b.studyId ? -1 : 1)).map(({ fit }) => fit);
  const result = { kernel: enrolmentKernelVersion, ...networkForecast(asOf, ordered) };
  const run = { ...is, id: act.newId(), siteId: null, partOf: null, origin, seed: seedOf(inputSha256), madeAt: act.now.toString() };
  return insertRuns(act.tx, [{ ...run, input, result, resultSha256: sha256(canonicalText(result)) }]);
}

/** Chance that hangs on the input alone: the same input is always answered the same. */
function seedOf(inputSha256: string): string {
  return inputSha256.slice(0, 16);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
