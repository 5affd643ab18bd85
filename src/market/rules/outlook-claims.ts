// Claims about shares of a year: what they ask of which cells, how the table is drawn towards them, and which of them exclude each other.
import { type Outcome, ok, refuse } from '#lib';
import { lognormalFactor, type RandomStream, rakeWithSlack } from '#stats';
import { type Axes, firstYear, lastYear, placesOf } from './outlook-frame.ts';
import type { EvidenceRecord, MarginClaim, OutlookRefusal } from './outlook-types.ts';

/** A claim with its cells. */
export interface PlannedClaim extends Pick<MarginClaim, 'id' | 'axis' | 'key' | 'year' | 'sd' | 'tag'> {
  readonly share: number;
  /** 0 where a cell belongs to it, -1 elsewhere. */
  readonly group: Int32Array;
}

const MOST_SD = 2;

/** Shares with a spread that somebody published are claims as well. */
export function claimsOfEvidence(records: readonly EvidenceRecord[]): readonly MarginClaim[] {
  return records.flatMap(({ id, quantity, value, unit, year, segment, sd, tag, claim }) => {
    const isClaim = quantity === 'share' && unit === '%' && typeof value === 'number' && segment !== null && sd !== null && sd > 0;
    if (!isClaim || year === null || year < firstYear || year > lastYear) return [];
    return [{ id, ...segment, year, share: value / 100, sd, tag, reason: claim }];
  });
}

/** The claims of a question on its axes; `totalOf` turns values into shares. A claim that cannot be placed is refused by its path. */
export function plannedClaims(
  claims: readonly { readonly path: string; readonly claim: MarginClaim }[],
  axes: Axes,
  totalOf: (year: number) => number,
): Outcome<readonly PlannedClaim[], OutlookRefusal> {
  const planned: PlannedClaim[] = [];
  for (const { path, claim } of claims) {
    const fault = faultOf(claim, axes);
    if (fault) {
      const { field, ...told } = fault;
      return refuse('bad-assumptions', { path: `${path}.${field}`, ...told });
    }
    const place = axes.keys[claim.axis].indexOf(claim.key);
    const { id, axis, key, year, sd, tag } = claim;
    const share = claim.share ?? (claim.value ?? 0) / totalOf(year);
    planned.push({ id, axis, key, year, sd, tag, share, group: placesOf(axes, axis).map((one) => (one === place ? 0 : -1)) });
  }
  return ok(planned);
}

/** What is wrong with a claim: its field, a code with its facts, and the same in English. */
interface Fault {
  readonly field: string;
  readonly fault: string;
  readonly message: string;
  readonly from?: number;
  readonly to?: number;
  readonly most?: number;
}

function faultOf(claim: MarginClaim, axes: Axes): Fault | null {
  const { axis, key, year, share, value, sd } = claim;
  const years = { from: firstYear, to: lastYear };
  if (!axes.keys[axis].includes(key)) return { field: 'key', fault: 'claim-of-nothing', message: `${key} is no key of ${axis}` };
  if (!Number.isInteger(year) || year < firstYear || year > lastYear)
    return { field: 'year', fault: 'claim-year', ...years, message: `A year from ${firstYear} to ${lastYear} is needed` };
  if ((share === undefined) === (value === undefined))
    return { field: 'share', fault: 'claim-of-two', message: 'Either a share or a value is given' };
  if (share !== undefined && !(share >= 0 && share <= 1))
    return { field: 'share', fault: 'claim-share', message: 'A share lies between 0 and 1' };
  if (value !== undefined && !(value >= 0 && Number.isFinite(value)))
    return { field: 'value', fault: 'claim-value', message: 'A value is not below 0' };
  if (sd >= 0 && sd <= MOST_SD) return null;
  return { field: 'sd', fault: 'claim-spread', most: MOST_SD, message: `A relative standard deviation lies between 0 and ${MOST_SD}` };
}

/** What a year's claims ask, perhaps drawn anew by their spread. */
export function drawnShares(claims: readonly PlannedClaim[], stream: RandomStream | null): readonly number[] {
  return claims.map(({ share, sd }) => (stream && sd > 0 ? share * lognormalFactor(stream, sd) : share));
}

/** The claims of one year, and all cells in patterns: cells that stand under the same claims, of any year, move together. */
export interface ClaimedYear {
  readonly year: number;
  readonly claims: readonly PlannedClaim[];
  readonly patternOf: Int32Array;
  readonly patterns: number;
  /** Of each claim, the patterns that belong to it: 0, or -1. */
  readonly groups: readonly Int32Array[];
}

/** Years with claims, in their order. */
export function claimedYears(claims: readonly PlannedClaim[]): readonly ClaimedYear[] {
  const places = new Map<string, number>();
  const patternOf = Int32Array.from({ length: claims[0]?.group.length ?? 0 }, (_, cell) => {
    const pattern = claims.map(({ group }) => group[cell]).join(' ');
    const place = places.get(pattern) ?? places.size;
    places.set(pattern, place);
    return place;
  });
  const groupOf = (claim: PlannedClaim) => Int32Array.from(places.keys(), (pattern) => Number(pattern.split(' ')[claims.indexOf(claim)]));
  const years = [...new Set(claims.map(({ year }) => year))].toSorted((one, other) => one - other);
  return years.map((year) => {
    const own = claims.filter((claim) => claim.year === year);
    return { year, claims: own, patternOf, patterns: places.size, groups: own.map(groupOf) };
  });
}

/** What the table is worth against the claims, in independent observations, and whether a rough answer will do: one of many refits. */
export interface Weighing {
  readonly observations: number;
  readonly isRough: boolean;
}

/** The factors by which claims move the patterns of their year; `shares` add to 1. */
export function claimFactors(
  shares: Float64Array,
  { claims, patternOf, patterns, groups }: ClaimedYear,
  asked: readonly number[],
  { observations, isRough }: Weighing,
): Outcome<Float64Array, 'not-met'> {
  const sums = new Float64Array(patterns);
  for (let cell = 0; cell < shares.length; cell += 1) {
    const pattern = patternOf[cell] as number;
    sums[pattern] = (sums[pattern] as number) + (shares[cell] as number);
  }
  const margins = claims.map(({ sd }, at) => {
    return { group: groups[at] ?? new Int32Array(patterns).fill(-1), target: Float64Array.of(asked[at] ?? 0), sd: Float64Array.of(sd) };
  });
  const whole = { group: new Int32Array(patterns), target: Float64Array.of(1), sd: Float64Array.of(0) };
  const raked = rakeWithSlack(sums, [...margins, whole], observations, isRough ? 1e-8 : undefined);
  if (!raked.ok) return refuse('not-met', raked.detail);
  return ok(sums.map((sum, pattern) => (sum > 0 ? (raked.value.table[pattern] as number) / sum : 1)));
}

/** Of claims that must be met and cannot be, those that exclude each other: leave any of them out and the rest can be met. */
export function excludingClaims(shares: Float64Array, claimed: ClaimedYear): readonly PlannedClaim[] {
  let left = claimed.claims.filter(({ sd }) => sd === 0);
  for (const claim of left) {
    const without = left.filter((one) => one !== claim);
    if (without.length === 0) break;
    const groups = claimed.groups.filter((_, at) => without.includes(claimed.claims[at] as PlannedClaim));
    const fits = claimFactors(shares, { ...claimed, claims: without, groups }, drawnShares(without, null), {
      observations: 1,
      isRough: false,
    });
    if (!fits.ok) left = without;
  }
  return left;
}

/** Factors of a year between two years with claims, on the logarithm; before the first and after the last they stay. */
export function factorsOfYear(year: number, known: ReadonlyMap<number, Float64Array>): Float64Array | null {
  const years = [...known.keys()].toSorted((one, other) => one - other);
  const before = years.findLast((one) => one <= year) ?? years[0];
  const after = years.find((one) => one >= year) ?? years.at(-1);
  if (before === undefined || after === undefined) return null;
  const [from, to] = [known.get(before), known.get(after)];
  if (!from || !to) return null;
  if (before === after) return from;
  const way = (year - before) / (after - before);
  return from.map((factor, pattern) => factor ** (1 - way) * (to[pattern] as number) ** way);
}
