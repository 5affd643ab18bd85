// Price and holdback (BR-07 to BR-09): direct, overhead, gross, and the split that always sums.
import { DomainError, shareOf } from '#lib';
import type { ContractVersion, HoldbackRule, PricedTerm } from './contract-version.ts';

/** Amounts in minor units of the contract's currency; payable + holdback = gross = direct + overhead. */
export interface Price {
  readonly directMinor: bigint;
  readonly overheadMinor: bigint;
  readonly grossMinor: bigint;
  readonly payableMinor: bigint;
  readonly holdbackMinor: bigint;
}

function requireShare(basisPoints: number, what: string): number {
  if (!Number.isInteger(basisPoints) || basisPoints < 0 || basisPoints > 10_000)
    throw new DomainError(`${what} is 0 to 10,000 basis points, got ${basisPoints}`);
  return basisPoints;
}

/** What is payable now; the rest of the gross is held back. Where only the direct amount is held back, overhead is payable in full. */
export function payableShare(directMinor: bigint, overheadMinor: bigint, rule: HoldbackRule | null): bigint {
  if (rule === null) return directMinor + overheadMinor;
  const paid = 10_000 - requireShare(rule.basisPoints, 'a holdback');
  return rule.of === 'gross' ? shareOf(directMinor + overheadMinor, paid) : shareOf(directMinor, paid) + overheadMinor;
}

/** The overhead on a direct amount, rounded half up per line. It may exceed 100 %. */
export function overheadOn(directMinor: bigint, basisPoints: number): bigint {
  if (!Number.isInteger(basisPoints) || basisPoints < 0) throw new DomainError(`overhead is whole basis points from 0, got ${basisPoints}`);
  return shareOf(directMinor, basisPoints);
}

/**
 * A price cut to a lower gross: direct and overhead in the same proportion, and held back of it as of every price.
 *
 * @throws DomainError on a gross that is no part of the price
 */
export function cutPrice(price: Price, grossMinor: bigint, rule: HoldbackRule | null): Price {
  if (grossMinor < 0n || grossMinor > price.grossMinor) throw new DomainError(`${grossMinor} is no part of ${price.grossMinor}`);
  const directMinor = price.grossMinor === 0n ? 0n : (2n * grossMinor * price.directMinor + price.grossMinor) / (2n * price.grossMinor);
  const overheadMinor = grossMinor - directMinor;
  const payableMinor = payableShare(directMinor, overheadMinor, rule);
  return { directMinor, overheadMinor, grossMinor, payableMinor, holdbackMinor: grossMinor - payableMinor };
}

/**
 * The price of a term under one contract version.
 *
 * @param directMinor the direct amount earned; less than the term's for a visit paid pro rata
 * @throws DomainError on rates outside their range
 */
export function priceOf(term: PricedTerm, version: ContractVersion, directMinor = term.directMinor): Price {
  const overheadMinor = term.hasOverhead ? overheadOn(directMinor, version.overheadBasisPoints) : 0n;
  const grossMinor = directMinor + overheadMinor;
  const payableMinor = payableShare(directMinor, overheadMinor, term.hasHoldback ? version.holdback : null);
  return { directMinor, overheadMinor, grossMinor, payableMinor, holdbackMinor: grossMinor - payableMinor };
}
