// Fisher's exact test of one group against all others together, as R's fisher.test decides it.
import { DomainError } from '#lib';
import { logChoose } from '../distributions/index.ts';
import { type GroupCount, overallRate } from './counting.ts';
import { type Judgement, flatJudgement, wholeLimit } from './judgement.ts';

/** A 2x2 table: `marked` of `drawn` in the group, out of `allMarked` of `all`. */
export interface FourFold {
  readonly marked: number;
  readonly drawn: number;
  readonly allMarked: number;
  readonly all: number;
}

/** Masses within this factor of the observed one count as equally unlikely (R's relErr). */
const TIE = 1 + 1e-7;
/** Relative to the mode; what is further out changes no digit. */
const NEGLIGIBLE = 1e-40;

function checked(table: FourFold): FourFold {
  const { marked, drawn, allMarked, all } = table;
  const whole = [marked, drawn, allMarked, all].every((count) => Number.isInteger(count) && count >= 0);
  if (!whole || marked > drawn || drawn > all || marked > allMarked || drawn - marked > all - allMarked)
    throw new DomainError('a 2x2 table holds whole counts, none above its margin');
  return table;
}

const lowest = ({ drawn, allMarked, all }: FourFold) => Math.max(0, drawn - (all - allMarked));
const highest = ({ drawn, allMarked }: FourFold) => Math.min(drawn, allMarked);
// Mass(k + 1) / mass(k) of the hypergeometric.
const stepUp = ({ drawn, allMarked, all }: FourFold, k: number) =>
  ((allMarked - k) * (drawn - k)) / ((k + 1) * (all - allMarked - drawn + k + 1));

/**
 * log10 of the two-sided p: the sum of all hypergeometric masses that do not exceed the observed one, times 1 + 1e-7 for ties.
 * In logarithms, so that no p is too small to be told. Reference: Fisher 1935; R's fisher.test. Throws on a table that is none.
 */
export function fisherLog10P(table: FourFold): number {
  const { marked } = checked(table);
  const [low, high] = [lowest(table), highest(table)];
  const mode = Math.min(high, Math.max(low, Math.floor(((table.drawn + 1) * (table.allMarked + 1)) / (table.all + 2))));
  const bound = massAt(table, mode, marked) * TIE;
  let [total, unlikely] = [1, bound >= 1 ? 1 : 0];
  for (let k = mode, mass = 1; k < high && mass > NEGLIGIBLE; k += 1) {
    mass *= stepUp(table, k);
    total += mass;
    if (mass <= bound) unlikely += mass;
  }
  for (let k = mode, mass = 1; k > low && mass > NEGLIGIBLE; k -= 1) {
    mass /= stepUp(table, k - 1);
    total += mass;
    if (mass <= bound) unlikely += mass;
  }
  if (bound > NEGLIGIBLE * 1e20) return Math.min(0, Math.log10(unlikely / total));
  return farLog10P(table, mode);
}

// Mass of `k` relative to the mode's.
function massAt(table: FourFold, mode: number, k: number): number {
  let mass = 1;
  for (let at = mode; at < k && mass > 0; at += 1) mass *= stepUp(table, at);
  for (let at = mode; at > k && mass > 0; at -= 1) mass /= stepUp(table, at - 1);
  return mass;
}

// Far out: the observed mass in logarithms, its own tail relative to it, and the other tail from where masses fall below it.
function farLog10P(table: FourFold, mode: number): number {
  const { marked, drawn, allMarked, all } = table;
  const logMass = (k: number) => logChoose(allMarked, k) + logChoose(all - allMarked, drawn - k);
  const own = logMass(marked);
  const isHigh = marked > mode;
  const edge = farEdge(mode, isHigh ? lowest(table) : highest(table), (k) => logMass(k) <= own + Math.log(TIE));
  const other = edge === null ? 0 : Math.exp(logMass(edge) - own) * tailFrom(table, edge, !isHigh);
  const log = own - logChoose(all, drawn) + Math.log(tailFrom(table, marked, isHigh) + other);
  return Math.min(0, log / Math.LN10);
}

// The masses from `from` outwards, relative to that of `from`.
function tailFrom(table: FourFold, from: number, up: boolean): number {
  const end = up ? highest(table) : lowest(table);
  let sum = 1;
  for (let k = from, mass = 1; k !== end && mass > 1e-20; k += up ? 1 : -1) {
    mass = up ? mass * stepUp(table, k) : mass / stepUp(table, k - 1);
    sum += mass;
  }
  return sum;
}

// The count nearest to the mode, on the way to `end`, whose mass does not exceed the observed one.
function farEdge(mode: number, end: number, isUnlikely: (k: number) => boolean): number | null {
  if (end === mode || !isUnlikely(end)) return null;
  const outward = Math.sign(end - mode);
  let [likely, unlikely] = [0, Math.abs(end - mode)];
  while (unlikely - likely > 1) {
    const middle = Math.floor((likely + unlikely) / 2);
    if (isUnlikely(mode + outward * middle)) unlikely = middle;
    else likely = middle;
  }
  return mode + outward * unlikely;
}

/** The two-sided p itself; 0 where it is below the smallest number. */
export function fisherP(table: FourFold): number {
  return 10 ** fisherLog10P(table);
}

/** Minus log10 p, with the sign of the group's rate against the others': 3 is one in a thousand upwards, -3 downwards. */
export function fisherScore(table: FourFold): number {
  const direction = Math.sign(table.marked * table.all - table.drawn * table.allMarked);
  return direction === 0 ? 0 : -direction * fisherLog10P(table) + 0;
}

/** Every group against all others. Throws unless numerators and denominators are whole and no numerator is above its denominator. */
export function fisherJudgement(groups: readonly GroupCount[]): Judgement {
  const mu = overallRate(groups);
  const allMarked = groups.reduce((sum, { numerator }) => sum + numerator, 0);
  const all = groups.reduce((sum, { denominator }) => sum + denominator, 0);
  const scoreOf = (marked: number, drawn: number) => fisherScore({ marked, drawn, allMarked, all });
  const scores = groups.map(({ numerator, denominator }) => scoreOf(numerator, denominator));
  if (mu === 0 || mu === 1) return flatJudgement(mu, groups.length, { phi: null, tau: null });
  return {
    mu,
    centre: mu,
    phi: null,
    tau: null,
    scores,
    limitAt: (score, denominator) => {
      const drawn = Math.round(denominator);
      const table = { marked: 0, drawn, allMarked, all };
      if (drawn < 1 || drawn > all) return null;
      const [low, high] = [lowest(table), highest(table)];
      const chance = Math.sqrt(drawn * mu * (1 - mu) * (1 - drawn / all));
      // A normal tail of 10^-s lies about sqrt(2 s ln 10) standard deviations out.
      const near = drawn * mu + Math.sign(score) * Math.sqrt(2 * Math.abs(score) * Math.LN10) * chance;
      const found = wholeLimit(score, { most: high - low, near: near - low }, (above) => scoreOf(low + above, drawn));
      return found === null ? null : low + found;
    },
  };
}
