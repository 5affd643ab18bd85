// Which parts of a whole grow faster than the others: slopes of log-ratios.
import { DomainError } from '#lib';

/** Change a year of a part's logarithm against the geometric mean of all parts, and its standard error. */
export interface ShareTrend {
  readonly slope: number;
  readonly se: number;
}

/**
 * Least squares on centred log-ratios (Aitchison 1986): ln x_k - mean over parts of ln x, against the year. `amounts[t][k]` is part k in year t of
 * consecutive years; `least` stands in for what is smaller, so that a year without a part has a logarithm. Slopes add to 0.
 * Domain: at least four years and two parts, amounts finite and not below 0, least above 0; anything else is a DomainError.
 */
export function shareTrends(amounts: readonly (readonly number[])[], least: number): readonly ShareTrend[] {
  const parts = amounts[0]?.length ?? 0;
  if (amounts.length < 4 || parts < 2)
    throw new DomainError(`shareTrends: years must be at least 4 and parts 2, got ${amounts.length} and ${parts}`);
  if (!(least > 0 && Number.isFinite(least))) throw new DomainError(`shareTrends: least must be a finite number above 0, got ${least}`);
  const ratios = amounts.map((year) => centred(year, parts, least));
  const middle = (amounts.length - 1) / 2;
  const spread = amounts.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return Array.from({ length: parts }, (_, part) => {
    const values = ratios.map((year) => year[part] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const slope = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0) / spread;
    const left = values.reduce((sum, value, at) => sum + (value - mean - slope * (at - middle)) ** 2, 0);
    return { slope, se: Math.sqrt(left / (values.length - 2) / spread) };
  });
}

function centred(year: readonly number[], parts: number, least: number): readonly number[] {
  if (year.length !== parts) throw new DomainError(`shareTrends: every year must have ${parts} parts, got ${year.length}`);
  const logs = year.map((amount) => {
    if (!(amount >= 0 && Number.isFinite(amount)))
      throw new DomainError(`shareTrends: amounts must be finite and not below 0, got ${amount}`);
    return Math.log(Math.max(least, amount));
  });
  const mean = logs.reduce((sum, log) => sum + log, 0) / parts;
  return logs.map((log) => log - mean);
}
