// Contract terms as rules read them, and the version in force on a service date (BR-05, BR-15).
import { type Currency, type Outcome, type Temporal, daysBetween, ok, refuse } from '#lib';
import type { InvoiceableTerm } from './invoiceable.ts';
import type { ScreenFailureTerm } from './screen-failure.ts';

/** What a partly done visit earns (BR-13). Always an explicit term: the ambiguity is a known loss. */
export type PartialVisitTerm =
  | { readonly kind: 'all-or-nothing'; readonly requiredActivities?: readonly string[] }
  | { readonly kind: 'full' }
  | { readonly kind: 'pro-rata'; readonly directMinorByActivity: Readonly<Record<string, bigint>> };

/** A price. `clause` is where the contract says so; `directMinor` is before overhead. */
export interface PricedTerm {
  readonly key: string;
  readonly clause: string;
  readonly directMinor: bigint;
  readonly hasOverhead: boolean;
  readonly hasHoldback: boolean;
}

/** A price per visit. Without `partial` a visit earns all or nothing. */
export interface VisitTerm extends PricedTerm {
  readonly visitKey: string;
  readonly partial?: PartialVisitTerm;
}

/** Share withheld, in basis points of the gross, or of the direct amount where overhead is paid in full (BR-09). */
export interface HoldbackRule {
  readonly basisPoints: number;
  readonly of: 'gross' | 'direct';
  readonly clause: string;
}

export interface ContractVersion {
  readonly contractKey: string;
  readonly version: number;
  readonly effectiveFrom: Temporal.PlainDate;
  readonly currency: Currency;
  readonly overheadBasisPoints: number;
  readonly holdback: HoldbackRule | null;
  readonly visitTerms: readonly VisitTerm[];
  readonly invoiceables: readonly InvoiceableTerm[];
  readonly screenFailure: ScreenFailureTerm | null;
}

/** The version whose prices apply to a service: the latest one effective on that date, the higher version on a tie. */
export function versionInForce(
  versions: readonly ContractVersion[],
  serviceDate: Temporal.PlainDate,
): Outcome<ContractVersion, 'no-version-in-force'> {
  const inForce = versions
    .filter((version) => daysBetween(version.effectiveFrom, serviceDate) >= 0)
    .reduce<ContractVersion | null>((best, version) => {
      const later = best === null ? 1 : daysBetween(best.effectiveFrom, version.effectiveFrom);
      return best === null || later > 0 || (later === 0 && version.version > best.version) ? version : best;
    }, null);
  return inForce ? ok(inForce) : refuse('no-version-in-force', { serviceDate: serviceDate.toString() });
}
