// How soon a change is seen: months until the alarm by CUSUM and by monthly funnels, at equal false alarms.
import { type GroupCount, type Look, analyse, driftSums, fitRatePrior, lookDispersion, overallRate, streamOf } from '#stats';

type Say = (text: string) => void;

interface Setting {
  readonly name: string;
  /** Standard deviation of the sites' own rates on the log scale. */
  readonly spread: number;
  /** Variance of a month's counts over that of Poisson counts. */
  readonly clusters: number;
  /** Counts expected in a month. */
  readonly monthly: number;
}

const settings: readonly Setting[] = [
  { name: 'all sites alike', spread: 0, clusters: 1, monthly: 5 },
  { name: 'sites differ (sd 0.4)', spread: 0.4, clusters: 1, monthly: 5 },
  { name: 'sites differ (sd 0.4), counts in clusters', spread: 0.4, clusters: 2, monthly: 5 },
  { name: 'sites differ (sd 0.4), few counts', spread: 0.4, clusters: 1, monthly: 0.5 },
];

const SITES = 60;
const NETWORKS = 60;
/** Months before the first look, months watched, and the month of the change among these. */
const [BEFORE, WATCHED, CHANGE] = [12, 24, 6];
const CHANGED = 3;
const FACTORS = [2, 3, 6, 0.5] as const;
/** What the product looks for, upwards. */
const RATIOS = [2, 4, 8] as const;
/** The share of undisturbed sites that ring at least once while they are watched. */
const FALSE_SHARE = 0.02;
/** Over sites lognormal with this standard deviation. */
const SIZES = 0.5;

interface Site {
  readonly monthly: number;
  /** First what was before, then each month. */
  readonly counts: readonly number[];
}

const exposureAt = ({ monthly }: Site, month: number) => monthly * (BEFORE + month);

function networkOf(setting: Setting, factor: number, trial: number): readonly Site[] {
  const random = streamOf(20261123, 'lead', setting.name, factor, trial);
  const drawn = (mean: number) =>
    random.poisson(setting.clusters === 1 ? mean : random.gamma(mean / (setting.clusters - 1), 1 / (setting.clusters - 1)));
  return Array.from({ length: SITES }, (_, at): Site => {
    const monthly = setting.monthly * Math.exp(SIZES * random.normal());
    const own = Math.exp(setting.spread * random.normal() - setting.spread ** 2 / 2);
    const rate = (month: number) => own * monthly * (at < CHANGED && month > CHANGE ? factor : 1);
    return { monthly, counts: [drawn(own * monthly * BEFORE), ...Array.from({ length: WATCHED }, (__, month) => drawn(rate(month + 1)))] };
  });
}

type Scores = (sites: readonly Site[], month: number, ratio: number) => readonly number[];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function cumulative(sites: readonly Site[], month: number): GroupCount[] {
  return sites.map((site, at) => ({
    groupId: `${at}`,
    numerator: sum(site.counts.slice(0, month + 1)),
    denominator: exposureAt(site, month),
  }));
}

// What a month added, with what the network's rate up to that month leads one to expect of it.
function looksOf(sites: readonly Site[], month: number): { before: Look; looks: Look[] }[] {
  const rate = overallRate(cumulative(sites, month));
  return sites.map(({ monthly, counts }) => ({
    before: { count: counts[0] ?? 0, expected: rate * monthly * BEFORE },
    looks: counts.slice(1, month + 1).map((count) => ({ count, expected: rate * monthly })),
  }));
}

const known = { alpha: 1e9, beta: 1e9 };
const lastOf = (sums: readonly number[]) => sums.at(-1) ?? 0;

const methods: Readonly<Record<string, Scores>> = {
  'funnel, all to date': (sites, month, ratio) =>
    analyse(cumulative(sites, month), { kind: 'rate', method: 'robust' }).scores.map((score) => (ratio > 1 ? score : -score)),
  'funnel, the month alone': (sites, month, ratio) =>
    analyse(
      sites.map(({ monthly, counts }, at) => ({ groupId: `${at}`, numerator: counts[month] ?? 0, denominator: monthly })),
      { kind: 'rate', method: 'robust' },
    ).scores.map((score) => (ratio > 1 ? score : -score)),
  'CUSUM against the network': (sites, month, ratio) =>
    looksOf(sites, month).map(({ looks }) =>
      lastOf(driftSums({ before: { count: 0, expected: 0 }, looks }, { ratios: [ratio], prior: known, dispersion: 1 }).sums),
    ),
  'CUSUM against its own past': (sites, month, ratio) => {
    const watched = looksOf(sites, month);
    const rate = overallRate(cumulative(sites, month));
    const prior = fitRatePrior(cumulative(sites, month).map((group) => ({ ...group, denominator: rate * group.denominator })));
    const dispersion = Math.max(1, lookDispersion(watched.map(({ looks }) => looks)) ?? 1);
    return watched.map((one) =>
      lastOf(driftSums(one, { ratios: RATIOS.map((each) => (ratio > 1 ? each : 1 / each)), prior, dispersion }).sums),
    );
  },
};

/** By site, the scores of each month. */
function courses(scoresOf: Scores, sites: readonly Site[], ratio: number): number[][] {
  const months = Array.from({ length: WATCHED }, (_, at) => scoresOf(sites, at + 1, ratio));
  return sites.map((_, site) => months.map((scores) => scores[site] ?? 0));
}

// Alarms of undisturbed sites: the cut that so many of them pass at least once.
function cutOf(scoresOf: Scores, setting: Setting, ratio: number): number {
  const tops = Array.from({ length: NETWORKS }, (_, trial) =>
    courses(scoresOf, networkOf(setting, 1, trial), ratio).map((course) => Math.max(...course)),
  ).flat();
  tops.sort((a, b) => b - a);
  return tops[Math.floor(tops.length * FALSE_SHARE)] ?? Infinity;
}

interface Lead {
  /** Months from the change to the alarm; infinite where none came. */
  readonly months: readonly number[];
}

function leadOf(scoresOf: Scores, setting: Setting, factor: number): Lead {
  const ratio = factor > 1 ? 2 : 0.5;
  const cut = cutOf(scoresOf, setting, ratio);
  const months = Array.from({ length: NETWORKS }, (_, trial) =>
    courses(scoresOf, networkOf(setting, factor, trial), ratio)
      .slice(0, CHANGED)
      .flatMap((course) => {
        const first = course.findIndex((score) => score > cut);
        // One that rang before its change is a false alarm and says nothing of the lead.
        if (first >= 0 && first < CHANGE) return [];
        return [first < 0 ? Infinity : first - CHANGE + 1];
      }),
  ).flat();
  return { months: months.sort((a, b) => a - b) };
}

function row(name: string, { months }: Lead): string {
  const middle = months[Math.floor(months.length / 2)] ?? Infinity;
  const within = (most: number) => `${((100 * months.filter((month) => month <= most).length) / months.length).toFixed(0)}`.padStart(8);
  return `  ${name.padEnd(28)}${(middle === Infinity ? `> ${WATCHED - CHANGE}` : `${middle}`).padStart(8)}${within(3)}${within(6)}${within(12)}`;
}

/** Prints, for each setting and change, how many months pass until half of the changed sites are seen, and how many are within 3, 6 and 12. */
export function benchLead(say: Say): void {
  say(
    `\nMonths until a change is seen, at ${100 * FALSE_SHARE} % of undisturbed sites that ring within ${WATCHED} monthly looks: ${SITES} sites, sizes lognormal (sd ${SIZES}), ${BEFORE} months before the first look, change after ${CHANGE} looks, ${NETWORKS * CHANGED} changed sites`,
  );
  for (const setting of settings)
    for (const factor of FACTORS) {
      say(`\n${setting.name}, ${setting.monthly} a month, x${factor}\n  ${''.padEnd(28)}  median   3 mo.   6 mo.  12 mo.`);
      for (const [name, scoresOf] of Object.entries(methods)) say(row(name, leadOf(scoresOf, setting, factor)));
    }
}
