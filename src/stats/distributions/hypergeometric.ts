// The hypergeometric distribution: how many marked ones a draw without return holds.
import { DomainError } from '#lib';
import { count, whole } from './arguments.ts';
import { binomialTerm } from './saddle-point.ts';

/**
 * P(K = k) when `drawn` are drawn without return from `marked` and `unmarked`: C(m, k) C(u, d - k) / C(m + u, d), R's
 * dhyper(k, m, u, d). As three binomial terms by saddle point (Loader 2000).
 * Domain: whole k (impossible ones have probability 0), whole marked, unmarked, drawn >= 0, drawn <= marked + unmarked;
 * anything else is a DomainError.
 */
export function hypergeometricMass(k: number, marked: number, unmarked: number, drawn: number): number {
  const where = 'hypergeometricMass';
  whole(where, 'k', k);
  const all = count(where, 'marked + unmarked', count(where, 'marked', marked) + count(where, 'unmarked', unmarked));
  if (count(where, 'drawn', drawn) > all) throw new DomainError(`${where}: drawn must be at most ${all}, got ${drawn}`);
  if (k < 0 || k > marked || drawn - k < 0 || drawn - k > unmarked) return 0;
  if (drawn === 0 || drawn === all) return 1;
  const [p, q] = [drawn / all, (all - drawn) / all];
  const top = binomialTerm(k, marked - k, p, q) * binomialTerm(drawn - k, unmarked - drawn + k, p, q);
  return top / binomialTerm(drawn, all - drawn, p, q);
}
