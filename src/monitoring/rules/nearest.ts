// Why a problem that is known was not found: the figure that came nearest to a signal, and what it lacked.
import { placesOverlap } from './back-test.ts';
import type { Figure, Figures, Group } from './figures.ts';
import type { IndicatorKey } from './indicators.ts';
import type { FoundBy } from './signal.ts';

/** Too little to be judged; within the limits; or beyond them, yet not so far that chance is unlikely among so many places. */
export const shortfalls = ['not-judged', 'within-limits', 'not-sure'] as const;
export type Shortfall = (typeof shortfalls)[number];

interface Known {
  readonly siteId: string | null;
  readonly studyId: string | null;
  readonly indicators: readonly IndicatorKey[];
}

/** The nearest figure: of a place among others, or of its own drift since a day. */
export interface Nearest<G extends Group> {
  readonly group: G;
  readonly indicator: IndicatorKey;
  readonly foundBy: FoundBy;
  readonly since: string | null;
  readonly figure: Pick<Figure, 'numerator' | 'denominator' | 'expected' | 'score' | 'flag'>;
  readonly why: Shortfall;
}

/**
 * Of the indicators that can show the problem, at the places it is about, the figure or drift farthest away; where none is judged, the one with most
 * to go by. Null where nothing of the kind is recorded there at all.
 */
export function nearestOf<G extends Group & { readonly figures: Figures }>(problem: Known, groups: readonly G[]): Nearest<G> | null {
  const found = groups
    .filter((group) => placesOverlap(problem, group) && isAsNarrow(problem, group))
    .flatMap((group) =>
      problem.indicators.flatMap((indicator) => {
        const figure = group.figures[indicator];
        return figure ? candidatesOf(figure).map((one) => ({ group, indicator, ...one })) : [];
      }),
    );
  return found.sort((one, other) => rank(other.figure) - rank(one.figure))[0] ?? null;
}

// A problem of one study is not told by the whole site, where it drowns.
const isAsNarrow = (problem: Known, group: Group) => problem.studyId === null || group.studyId === problem.studyId;

function candidatesOf(figure: Figure): Pick<Nearest<Group>, 'foundBy' | 'since' | 'figure' | 'why'>[] {
  const level = { foundBy: 'limit' as const, since: null, figure, why: shortfallOf(figure) };
  const { drift } = figure;
  if (!drift || drift.score === 0 || drift.denominator === 0) return [level];
  const { numerator, denominator, expected, score, since } = drift;
  const added = { numerator, denominator, expected, score, flag: score > 0 ? 1 : -1 };
  return [level, { foundBy: 'drift', since, figure: added, why: 'not-sure' }];
}

const rank = ({ score, denominator }: Pick<Figure, 'score' | 'denominator'>) => (score === null ? -1 / (1 + denominator) : Math.abs(score));

function shortfallOf({ score, flag }: Figure): Shortfall {
  if (score === null) return 'not-judged';
  return flag ? 'not-sure' : 'within-limits';
}
