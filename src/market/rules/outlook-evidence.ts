// What pieces of evidence do to each other: contradictions, totals of several sources, growth that is both assumed and counted.
import { pooledReason } from './pooled-reason.ts';
import { anotherSourceQuantile, pooledEstimate, pooledQuantile } from '#stats';
import type { CountedActivity } from './outlook-activity.ts';
import { firstYear, lastYear } from './outlook-frame.ts';
import type { Assumption, EvidenceConflict, EvidenceRecord, Triangulation } from './outlook-types.ts';

/** A counted trend is never surer than this, a year: what is registered late or not at all moves it, too. */
const LEAST_TREND_SD = 0.003;

const key = ({ quantity, unit, year, segment }: EvidenceRecord) =>
  JSON.stringify([quantity, unit, year, segment?.axis ?? null, segment?.key ?? null]);

/** A record as others of its kind can be compared with it: a rank names its segment as its value and holds of any year, and billions are millions. */
function comparable(record: EvidenceRecord): EvidenceRecord {
  const { kind, unit, value } = record;
  if (kind === 'rank') return { ...record, segment: null, year: null };
  return unit === 'USD billion' && typeof value === 'number' ? { ...record, unit: 'USD million', value: value * 1_000 } : record;
}

/** Records of the same quantity, unit, year and segment that say different things. */
export function evidenceConflicts(records: readonly EvidenceRecord[]): readonly EvidenceConflict[] {
  const groups = new Map<string, EvidenceRecord[]>();
  for (const record of records.map(comparable))
    if (record.quantity !== null && record.value !== null) {
      const group = key(record);
      groups.set(group, [...(groups.get(group) ?? []), record]);
    }
  return [...groups.values()].flatMap((group) => {
    const values = group.map(({ value }) => value ?? '');
    const [first] = group;
    if (!first?.quantity || new Set(values).size < 2) return [];
    const { quantity, year } = first;
    return [{ quantity, year, segment: first.segment, records: group.map(({ id }) => id), values, effect: effectOf(quantity, year) }];
  });
}

function effectOf(quantity: string, year: number | null): string {
  if (quantity === 'market-size' && isOfOutlook(year))
    return 'The total stays as published; where the sources lie further apart than each says of itself, its interval widens.';
  if (quantity === 'share') return 'Shares that state their spread pull on the outlook, the surer the harder; the others are told.';
  if (quantity === 'largest-region' || quantity === 'fastest-growing-area') return 'Each is held against the outlook on its own.';
  return 'Both are told; no figure of the outlook depends on it.';
}

const isOfOutlook = (year: number | null): year is number => year !== null && year >= firstYear && year <= lastYear;

/** Totals of years of the outlook for which more than one source speaks, the frame's own among them. */
export function triangulations(
  records: readonly EvidenceRecord[],
  frame: ReadonlyMap<number, { readonly value: number; readonly sd: number }>,
): readonly Triangulation[] {
  const years = [...frame.keys()].toSorted((one, other) => one - other);
  return years.flatMap((year) => {
    const own = frame.get(year);
    const isTotal = (record: EvidenceRecord) =>
      record.quantity === 'market-size' && record.segment === null && record.unit === 'USD million';
    const others = records
      .map(comparable)
      .filter((record) => isTotal(record) && record.year === year && typeof record.value === 'number' && record.value > 0);
    const told = others.filter(({ value }) => value !== own?.value);
    if (!own || told.length === 0) return [];
    const sources = [
      { id: `frame.total.${year}`, ...own },
      ...told.map(({ id, value, sd }) => ({ id, value: Number(value), sd: sd !== null && sd > 0 ? sd : own.sd })),
    ];
    const pooled = pooledEstimate(sources.map(({ value, sd }) => ({ value: Math.log(value), sd: Math.max(sd, 1e-6) })));
    const at = (p: number) => Math.exp(pooledQuantile(pooled, p));
    const another = (p: number) => Math.exp(anotherSourceQuantile(pooled, p));
    return [
      {
        year,
        pooled: Math.exp(pooled.value),
        interval80: [at(0.1), at(0.9)] as const,
        prediction80: [another(0.1), another(0.9)] as const,
        between: pooled.between,
        sources: sources.map((source, index) => ({ ...source, weight: pooled.weights[index] ?? 0 })),
      },
    ];
  });
}

/** Both ends of the frame, as uncertain as their sources lie apart. */
export function widenedFrame(assumptions: readonly Assumption[], totals: readonly Triangulation[]): readonly Assumption[] {
  const between = Math.max(0, ...totals.map((one) => one.between));
  if (between === 0) return assumptions;
  return assumptions.map((one) => {
    if (!one.id.startsWith('frame.total.')) return one;
    const sd = Math.hypot(one.sd, between);
    return { ...one, sd, reason: `${one.reason} Widened from ${one.sd} to ${sd.toPrecision(3)}, since other sources state other totals.` };
  });
}

/**
 * Growth differences as a registry's history and the shipped assumption have them together (DerSimonian and Laird: where the two lie further apart
 * than each says of itself, the result is less sure). What somebody set by hand stays.
 */
export function pooledGrowth(
  assumptions: readonly Assumption[],
  { trends, trendYears }: CountedActivity,
  setByHand: ReadonlySet<string>,
): readonly Assumption[] {
  const pathOf = (id: string) => id.split('.').slice(0, 2).join('.');
  const own = assumptions.filter(({ id }) => trends.has(id));
  const middleOf = (path: string) => {
    const values = own.filter(({ id }) => pathOf(id) === path).map(({ value }) => value);
    return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  };
  const span = { from: `${trendYears[0]}`, to: `${trendYears.at(-1)}` };
  return assumptions.map((one) => {
    const trend = trends.get(one.id);
    if (!trend || one.sd === 0 || setByHand.has(one.id)) return one;
    // Only differences between keys are counted: the trend is read from the middle of what is assumed for them.
    const counted = { value: trend.slope + middleOf(pathOf(one.id)), sd: Math.max(LEAST_TREND_SD, trend.se) };
    const pooled = pooledEstimate([{ value: one.value, sd: one.sd }, counted]);
    const both = { assumed: one.value, assumedSd: one.sd, counted: counted.value, countedSd: counted.sd };
    const reason = pooledReason({ ...both, ...span, reason: one.reason });
    return { ...one, value: pooled.value, sd: pooled.se, tag: 'modelled' as const, reason };
  });
}
