// Why a problem that is known was not found: the figure that came nearest to a signal, and what it lacked.
import { placesOverlap } from './back-test.ts';
import type { Figure, Figures, Group } from './figures.ts';
import type { IndicatorKey } from './indicators.ts';

/** Too little to be judged; within the limits; or beyond them, yet not so far that chance is unlikely among so many places. */
export const shortfalls = ['not-judged', 'within-limits', 'not-sure'] as const;
export type Shortfall = (typeof shortfalls)[number];

interface Known {
  readonly siteId: string | null;
  readonly studyId: string | null;
  readonly indicators: readonly IndicatorKey[];
}

/** The nearest figure. */
export interface Nearest<G extends Group> {
  readonly group: G;
  readonly indicator: IndicatorKey;
  readonly figure: Figure;
  readonly why: Shortfall;
}

/**
 * Of the indicators that can show the problem, at the places it is about, the figure farthest away; where none is judged, the one with most
 * to go by. Null where nothing of the kind is recorded there at all.
 */
export function nearestOf<G extends Group & { readonly figures: Figures }>(problem: Known, groups: readonly G[]): Nearest<G> | null {
  const found = groups
    .filter((group) => placesOverlap(problem, group) && isAsNarrow(problem, group))
    .flatMap((group) =>
      problem.indicators.flatMap((indicator) => {
        const figure = group.figures[indicator];
        return figure ? [{ group, indicator, figure, why: shortfallOf(figure) }] : [];
      }),
    );
  return found.sort((one, other) => rank(other.figure) - rank(one.figure))[0] ?? null;
}

// A problem of one study is not told by the whole site, where it drowns.
const isAsNarrow = (problem: Known, group: Group) => problem.studyId === null || group.studyId === problem.studyId;

const rank = ({ score, denominator }: Figure) => (score === null ? -1 / (1 + denominator) : Math.abs(score));

function shortfallOf({ score, flag }: Figure): Shortfall {
  if (score === null) return 'not-judged';
  return flag ? 'not-sure' : 'within-limits';
}
