// The first two steps of an indicator: what each subject contributes, and what that sums to in each group.
import { DomainError } from '#lib';

/** A subject and the group (site, study, coordinator) that answers for it; null groups are left out. */
export interface Subject {
  readonly subjectId: string;
  readonly groupId: string | null;
}

/** Something counted: of whom, and how much it weighs. Counting leaves `amount` out and counts one. */
export interface Occurrence {
  readonly subjectId: string;
  readonly amount?: number | null;
}

/** What one subject contributes. */
export interface SubjectCount {
  readonly subjectId: string;
  readonly groupId: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** What one group has. */
export interface GroupCount {
  readonly groupId: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** Groups that can be compared, and those that have no denominator and count in nothing. */
export interface Transformed {
  readonly groups: readonly GroupCount[];
  readonly without: readonly GroupCount[];
}

// One look-up and no new object an occurrence: there may be hundreds of thousands.
function sumsOf(occurrences: Iterable<Occurrence>, placeOf: ReadonlyMap<string, number>): Float64Array {
  const sums = new Float64Array(placeOf.size);
  for (const { subjectId, amount } of occurrences) {
    const place = placeOf.get(subjectId);
    if (place !== undefined) sums[place] = (sums[place] ?? 0) + (amount === undefined ? 1 : (amount ?? 0));
  }
  return sums;
}

/**
 * Input: one row a subject, zero where nothing was counted. Occurrences of unknown subjects are passed over, as are subjects
 * without a group (gsm.core's Input_Rate). An amount of null weighs nothing.
 */
export function subjectCounts(
  subjects: Iterable<Subject>,
  numerator: Iterable<Occurrence>,
  denominator: Iterable<Occurrence>,
): SubjectCount[] {
  const placeOf = new Map<string, number>();
  const known: { readonly subjectId: string; readonly groupId: string; readonly place: number }[] = [];
  for (const { subjectId, groupId } of subjects) {
    const place = placeOf.get(subjectId) ?? placeOf.size;
    placeOf.set(subjectId, place);
    if (groupId !== null) known.push({ subjectId, groupId, place });
  }
  const [above, below] = [sumsOf(numerator, placeOf), sumsOf(denominator, placeOf)];
  return known.map(({ subjectId, groupId, place }) => ({
    subjectId,
    groupId,
    numerator: above[place] ?? 0,
    denominator: below[place] ?? 0,
  }));
}

/** Transform: one row a group in the order of first appearance. Throws on counts that are negative or not finite. */
export function groupCounts(counts: Iterable<SubjectCount>): Transformed {
  const sumOf = new Map<string, { numerator: number; denominator: number }>();
  for (const { groupId, numerator, denominator } of counts) {
    const sum = sumOf.get(groupId);
    if (sum) {
      sum.numerator += numerator;
      sum.denominator += denominator;
    } else sumOf.set(groupId, { numerator, denominator });
  }
  return comparable([...sumOf].map(([groupId, sum]) => ({ groupId, ...sum })));
}

/** Parts groups with a denominator from those without one. Throws on counts that are negative or not finite. */
export function comparable(groups: readonly GroupCount[]): Transformed {
  for (const { groupId, numerator, denominator } of groups)
    if (!(numerator >= 0 && numerator < Infinity && denominator >= 0 && denominator < Infinity))
      throw new DomainError(`group ${groupId}: counts are finite and not negative`);
  return { groups: groups.filter(({ denominator }) => denominator > 0), without: groups.filter(({ denominator }) => denominator === 0) };
}

/** The rate over all groups: the sum of numerators over the sum of denominators. Throws when there is no group. */
export function overallRate(groups: readonly GroupCount[]): number {
  let [above, below] = [0, 0];
  for (const { numerator, denominator } of groups) {
    above += numerator;
    below += denominator;
  }
  if (below === 0) throw new DomainError('no group has a denominator');
  return above / below;
}
