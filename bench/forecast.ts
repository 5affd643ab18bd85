// A study's forecast, what if over it, and which site to add: the same calls that the job and the page make, over invented studies.
import {
  type FittedInput,
  asItIs,
  dateOfDay,
  dayNumber,
  fitInput,
  forecastOfFit,
  inputAt,
  outlookUnder,
  sitesWorthAdding,
} from '#forecasting/rules';
import { sampleSite, sampleStartUps } from '../src/forecasting/sample.ts';

const SIZES = [6, 20, 60, 200] as const;
const ROUNDS = 7;
const TODAY = '2026-03-01';

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function timed(work: () => unknown): string {
  work();
  const took = Array.from({ length: ROUNDS }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
  return median(took).toFixed(1).padStart(7);
}

function studyOf(sites: number): FittedInput {
  const records = Array.from({ length: sites }, (_, at) => sampleSite(at + 1, (at * 11) % 240, 14 + ((at * 7) % 50)));
  return fitInput(inputAt(TODAY, records, sampleStartUps), 'bench');
}

/** Prints medians in milliseconds by number of sites; what if is to be answered within 200. */
export async function benchForecast(say: (text: string) => void): Promise<void> {
  say(
    'forecast: median ms of a fit, a whole forecast, what if (figures, with its fan, and figures with five sites added), and ten sites to add, by number of sites',
  );
  for (const sites of SIZES) {
    const ready = studyOf(sites);
    const dayAfter = dateOfDay(dayNumber(TODAY) + 1);
    const dates = forecastOfFit(ready).fan.map(({ date }) => date);
    const closed = { ...asItIs, close: [{ id: ready.input.sites[0]?.id ?? '', on: dayAfter }], target: 20 * sites + 1 };
    const add = Array.from({ length: 5 }, (_, at) => ({
      id: `new-${at}`,
      opensOn: at === 0 ? dayAfter : null,
      history: { enrolled: at, expected: 4 },
    }));
    const offers = Array.from({ length: 10 }, (_, at) => ({ id: `offer-${at}`, cost: 50, history: { enrolled: 2 * at, expected: 10 } }));
    const figures = [
      timed(() => fitInput(ready.input, 'bench')),
      timed(() => forecastOfFit(ready)),
      timed(() => outlookUnder(ready, closed).figures()),
      timed(() => {
        const then = outlookUnder(ready, closed);
        return [then.figures(), then.fan(dates)];
      }),
      timed(() => outlookUnder(ready, { ...closed, add }).figures()),
      timed(() => sitesWorthAdding(ready, offers)),
    ];
    say(
      `  ${String(sites).padStart(3)} sites  fit ${figures[0]}  forecast ${figures[1]}  what if ${figures[2]}  with fan ${figures[3]}  five sites added ${figures[4]}  to add ${figures[5]}`,
    );
  }
}
