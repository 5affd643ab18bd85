// What is checked of every outlook and told whether it holds or not: sums, growth, published ranks, claims, contradictions.
import { normalQuantile } from '#stats';
import { publishedGrowth } from './default-assumptions.ts';
import { firstYear, lastYear, outlookYears } from './outlook-frame.ts';
import type { OutlookPlan } from './outlook-plan.ts';
import type { Series } from './outlook-refits.ts';
import { type EvidenceRecord, type OutlookCheck, type OutlookMargin, type OutlookTotal, outlookAxes } from './outlook-types.ts';
import type { Rounded } from './outlook-rounding.ts';
import { statedChecks } from './outlook-stated.ts';
import { unknownCountry } from './taxonomy.ts';

/** What the checks look at. */
export interface Checked {
  readonly plan: OutlookPlan;
  readonly rounded: Rounded;
  readonly total: readonly OutlookTotal[];
  readonly margins: Readonly<Record<(typeof outlookAxes)[number], readonly OutlookMargin[]>>;
  readonly implied: number;
  readonly refits: Float64Array;
  readonly series: Series;
}

const Z80 = normalQuantile(0.9);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const million = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 3 });

/** All checks, in the order in which they are told. */
export function outlookChecks(checked: Checked): readonly OutlookCheck[] {
  return [
    ...totals(checked),
    ...sums(checked),
    growth(checked),
    ...ranks(checked),
    ...claims(checked),
    ...statedChecks(checked.plan.question.evidence, checked),
    basis(checked),
    contradictions(checked),
  ];
}

function totals({ plan, rounded }: Checked): readonly OutlookCheck[] {
  const frame = plan.evidence.filter(({ id, quantity }) => quantity === 'market-size' && id.startsWith('frame-'));
  return frame.flatMap(({ year, value }) => {
    const at = outlookYears.indexOf(year ?? 0);
    const total = (rounded.totals[at] ?? 0) / rounded.unit;
    if (typeof value !== 'number') return [];
    const detail =
      total === value
        ? `USD ${million(total)} million, as published`
        : `USD ${million(total)} million here, USD ${million(value)} million published`;
    return [{ name: `total ${year} is as published`, ok: total === value, detail }];
  });
}

function sums({ rounded, margins }: Checked): readonly OutlookCheck[] {
  const off = outlookAxes.map((axis) => {
    const years = outlookYears.map((year, at) => {
      const values = margins[axis].filter((row) => row.year === year).map(({ value }) => Math.round(value * rounded.unit));
      return Math.abs(values.reduce((sum, value) => sum + value, 0) - (rounded.totals[at] ?? 0));
    });
    return Math.max(...years);
  });
  const cells = rounded.cells.map((parts, at) => Math.abs(parts.reduce((sum, part) => sum + part, 0) - (rounded.totals[at] ?? 0)));
  const isBelowNothing = rounded.cells.some((parts) => parts.some((part) => part < 0));
  const worst = Math.max(...off, ...cells);
  return [
    {
      name: 'cells add to every margin and to the total',
      ok: worst === 0,
      detail: `In each of ${outlookYears.length} years, to USD ${1_000_000 / rounded.unit}: largest difference ${worst} units`,
    },
    { name: 'no cell is below nothing', ok: !isBelowNothing, detail: `${rounded.cells[0]?.length ?? 0} cells a year` },
  ];
}

function growth({ implied }: Checked): OutlookCheck {
  const detail = `Published ${(100 * publishedGrowth).toFixed(2)} % a year; what meets both ends is ${(100 * implied).toFixed(4)} %`;
  return { name: 'growth is as published', ok: Math.abs(implied - publishedGrowth) < 0.00005, detail };
}

/** Published ranks against the outlook, with the share of refits in which they hold. */
function ranks(checked: Checked): readonly OutlookCheck[] {
  return checked.plan.evidence.flatMap((record) => {
    if (record.quantity === 'largest-region') return rank(checked, record, 'region');
    return record.quantity === 'fastest-growing-area' ? rank(checked, record, 'area') : [];
  });
}

function rank(
  { plan, margins, refits, series }: Checked,
  { value, source }: EvidenceRecord,
  axis: 'region' | 'area',
): readonly OutlookCheck[] {
  const isSize = axis === 'region';
  const year = isSize ? firstYear : lastYear;
  const rows = margins[axis].filter((row) => row.year === year && row.key !== unknownCountry && row.value > 0);
  const measure = (row: OutlookMargin) => (isSize ? row.share : (row.cagr ?? Number.NEGATIVE_INFINITY));
  const [first] = rows.toSorted((one, other) => measure(other) - measure(one));
  const claimed = rows.find(({ key }) => key === value);
  const name = isSize ? `${value} is the largest region` : `${value} is the fastest growing area`;
  const basisWord = basisOf(plan);
  if (!first || !claimed) return [{ name, ok: false, detail: `There is nothing in ${value} on ${basisWord}` }];
  const told = (row: OutlookMargin) => (isSize ? `${percent(row.share)} of ${year}` : `${percent(row.cagr ?? 0)} a year`);
  const often = rankHeld(plan, refits, series, axis, String(value));
  const held = often === null ? '' : `; so in ${percent(often)} of the refits`;
  if (first.key === claimed.key) return [{ name, ok: true, detail: `On ${basisWord} it holds: ${told(claimed)}${held}` }];
  const detail = `On ${basisWord} ${first.key} is ahead with ${told(first)} against ${told(claimed)}; ${source} states ${value}${held}`;
  return [{ name, ok: false, detail }];
}

function basisOf({ counted, question, claims: asked }: OutlookPlan): string {
  if (counted) return 'the registry file and the assumptions';
  const isShipped = question.changes.length === 0 && asked.length === 0 && question.scenario === null;
  return isShipped ? 'the shipped assumptions alone' : 'the assumptions as they were changed';
}

function rankHeld(plan: OutlookPlan, refits: Float64Array, series: Series, axis: 'region' | 'area', key: string): number | null {
  const size = outlookYears.length * series.count;
  const count = refits.length / size;
  if (count === 0) return null;
  const keys = plan.axes.keys[axis];
  const place = keys.indexOf(key);
  const last = (outlookYears.length - 1) * series.count;
  let held = 0;
  for (let refit = 0; refit < count; refit += 1) {
    const from = refit * size + series.start[axis];
    const measure = (at: number) => {
      const first = refits[from + at] as number;
      if (keys[at] === unknownCountry || first === 0) return Number.NEGATIVE_INFINITY;
      return axis === 'region' ? first : (refits[from + last + at] as number) / first;
    };
    if (keys.every((_, at) => at === place || measure(at) < measure(place))) held += 1;
  }
  return held / count;
}

/** What was claimed of a share, and what it became. */
function claims({ plan, margins }: Checked): readonly OutlookCheck[] {
  return plan.claims.map(({ id, axis, key, year, share, sd }) => {
    const met = margins[axis].find((row) => row.key === key && row.year === year)?.share ?? 0;
    const isNear = sd === 0 ? Math.abs(met - share) < 1e-5 : met > 0 && Math.abs(Math.log(met / share)) <= Z80 * sd;
    const spread = sd === 0 ? 'must be met' : `claimed to within ${percent(sd)}`;
    return {
      name: `claim ${id} is met`,
      ok: isNear,
      detail: `${key} in ${year}: ${percent(share)} ${spread}, ${percent(met)} in the outlook`,
    };
  });
}

function basis({ plan }: Checked): OutlookCheck {
  const { counted } = plan;
  const name = 'every share says what it stands on';
  if (!counted) {
    const detail =
      'No registry file was given: activity is that of the shipped weights, and every share is tagged assumed; each assumption gives its reason';
    return { name, ok: true, detail };
  }
  const years = counted.year === firstYear ? `${counted.year}` : `${counted.year}, the year nearest to ${firstYear} that the registry has`;
  const trend =
    counted.trends.size > 0 ? `growth is pooled with its trend from ${counted.trendYears[0]} on` : 'its years are too few for a trend';
  return { name, ok: true, detail: `${million(counted.siteYears)} site-years of ${years}; ${trend}; services are assumed` };
}

function contradictions({ plan }: Checked): OutlookCheck {
  const { conflicts } = plan;
  const name = 'evidence does not contradict itself';
  if (conflicts.length === 0) return { name, ok: true, detail: `${plan.evidence.length} records` };
  const detail = conflicts.map(
    ({ quantity, year, values, effect }) => `${quantity}${year === null ? '' : ` ${year}`}: ${values.join(' against ')}. ${effect}`,
  );
  return { name, ok: false, detail: detail.join(' ') };
}
