// Simulated studies whose screenings are known: what the forecast gains by knowing who is in screening, at horizons from two weeks to half a year.
import { type SiteRecord, dateOfDay, dayNumber, fitInput, inputAt } from '#forecasting/rules';
import { type RandomStream, randomStream } from '#lib';
import { crpsOfMasses, forecaster } from '#stats';
import { sampleStartUps } from '../src/forecasting/sample.ts';

const STUDIES = 300;
const SITES = 10;
const PASS = 0.75;
const FIRST = dayNumber('2025-01-01');
const AS_OF = FIRST + 365;
const HORIZONS = [14, 30, 60, 91, 182] as const;
const KINDS = ['known', 'unknown'] as const;

/** A site whose participants consent at its own rate; three of four pass after two to five weeks, the others fail after one to three. */
function siteOf(random: RandomStream, at: number): SiteRecord {
  const perDay = 0.07 * (random.wait(0.6) + 0.4);
  const opened = FIRST + Math.floor(random.next() * 250);
  const screenings: SiteRecord['screenings'][number][] = [];
  for (let day = opened; day < AS_OF + 200; day += random.wait(1 / perDay)) {
    const passes = random.next() < PASS;
    const took = passes ? 14 + Math.floor(random.next() * 22) : 7 + Math.floor(random.next() * 14);
    const consented = Math.floor(day);
    screenings.push({ consentedOn: dateOfDay(consented), outcome: passes ? 'enrolled' : 'gone', endedOn: dateOfDay(consented + took) });
  }
  return {
    studySiteId: `site-${at}`,
    siteId: `place-${at}`,
    number: `${at}`,
    name: `${at}`,
    status: 'active-recruiting',
    plans: [{ from: dateOfDay(opened), target: 20, plannedTo: null }],
    selectedOn: null,
    openedOn: dateOfDay(opened),
    steps: [],
    enrolledOn: screenings.flatMap(({ outcome, endedOn }) => (outcome === 'enrolled' && endedOn !== null ? [endedOn] : [])).toSorted(),
    screenings,
  };
}

interface Score {
  crps: number;
  bias: number;
  held: number;
}

/** Prints mean CRPS, bias and coverage of the 80 % interval by horizon, with the screenings known and unknown. */
export async function benchScreening(say: (text: string) => void): Promise<void> {
  const scores = new Map(KINDS.flatMap((kind) => HORIZONS.map((days) => [`${kind} ${days}`, { crps: 0, bias: 0, held: 0 } as Score])));
  for (let seed = 0; seed < STUDIES; seed += 1) {
    const random = randomStream(seed, 'screening');
    const sites = Array.from({ length: SITES }, (_, at) => siteOf(random, at));
    const came = sites.flatMap(({ enrolledOn }) => enrolledOn);
    for (const kind of KINDS) {
      const records = kind === 'known' ? sites : sites.map((site) => ({ ...site, screenings: [] }));
      const ahead = forecaster(fitInput(inputAt(dateOfDay(AS_OF), records, sampleStartUps), 'bench').fitted, null);
      for (const days of HORIZONS) {
        const actual = came.filter((day) => day > dateOfDay(AS_OF) && day <= dateOfDay(AS_OF + days)).length;
        const { mean, quantiles } = ahead.at(AS_OF + days);
        const score = scores.get(`${kind} ${days}`);
        if (!score) continue;
        score.crps += crpsOfMasses(ahead.massesAt(AS_OF + days), actual) / STUDIES;
        score.bias += (mean - actual) / STUDIES;
        score.held += Number(quantiles.q10 <= actual && actual <= quantiles.q90) / STUDIES;
      }
    }
  }
  say(`screening: ${STUDIES} studies of ${SITES} sites, CRPS, bias in patients and coverage of the 80 % interval by horizon`);
  for (const days of HORIZONS) {
    const told = KINDS.map((kind) => {
      const { crps, bias, held } = scores.get(`${kind} ${days}`) ?? { crps: 0, bias: 0, held: 0 };
      return `${kind}: CRPS ${crps.toFixed(2)}, bias ${bias.toFixed(2)}, 80 % held ${(100 * held).toFixed(0)} %`;
    });
    say(`  ${String(days).padStart(3)} days  ${told.join('   ')}`);
  }
}
