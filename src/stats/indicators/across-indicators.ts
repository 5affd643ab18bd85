// Sites x indicators: every score as a p-value, adjusted together, so that many indicators do not mean many false alarms.
import { normalCdf } from '../distributions/index.ts';
import { benjaminiHochberg } from './discovery.ts';
import type { Metric } from './metric.ts';
import type { Judged } from './pipeline.ts';

/** An indicator's judged groups. */
export interface JudgedIndicator {
  readonly metric: Pick<Metric, 'key' | 'kind' | 'method'>;
  readonly groups: readonly Pick<Judged, 'groupId' | 'score'>[];
}

/** One group under one indicator. */
export interface Discovery {
  readonly key: string;
  readonly groupId: string;
  readonly score: number;
  /** Two-sided: too few counts as much as too many. */
  readonly p: number;
  /** Among all flagged at this q or less, the expected share of false ones is q. */
  readonly q: number;
}

/**
 * All judged groups of all indicators, the surest first. A score is taken for a standard normal one, Fisher's for the signed
 * -log10 p that it is. Hidden groups and indicators of kind `identity`, whose scores have no distribution, are left out.
 */
export function acrossIndicators(indicators: readonly JudgedIndicator[]): Discovery[] {
  const found = indicators
    .filter(({ metric }) => metric.kind !== 'identity')
    .flatMap(({ metric: { key, method }, groups }) =>
      groups.flatMap(({ groupId, score }) => {
        if (score === null) return [];
        const p = method === 'fisher' ? 10 ** -Math.abs(score) : 2 * normalCdf(Math.abs(score), true);
        return [{ key, groupId, score, p: Math.min(1, p) }];
      }),
    );
  const adjusted = benjaminiHochberg(found.map(({ p }) => p));
  return found.map((one, at) => ({ ...one, q: adjusted[at] ?? 1 })).sort((a, b) => a.q - b.q || a.p - b.p);
}
