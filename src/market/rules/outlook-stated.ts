// What evidence states of a part of the market and nothing draws the outlook towards: held against it, so that no other figure passes in silence.
import { perMillion } from './evidence-faults.ts';
import { firstYear, lastYear } from './outlook-frame.ts';
import type { EvidenceRecord, Interval, OutlookAxis, OutlookCheck, OutlookMargin, OutlookTotal } from './outlook-types.ts';

/** The outlook as it is told. */
export interface Told {
  readonly total: readonly OutlookTotal[];
  readonly margins: Readonly<Record<OutlookAxis, readonly OutlookMargin[]>>;
}

/** A figure of evidence in USD million beside that of the outlook. */
interface Beside {
  readonly part: string;
  readonly year: number;
  readonly stated: number;
  readonly here: number;
  readonly interval80: Interval;
  /** What the figures are told of: 1 for amounts, the total for shares. */
  readonly of: number;
}

// What is stated in rounded words is met to half a percent.
const NEAR = 0.005;

/** Null for what draws the outlook itself (a share with a spread, a total of an end of the frame) and what is no figure of it. */
function beside({ quantity, unit, value, year, segment, sd }: EvidenceRecord, { total, margins }: Told): Beside | null {
  const whole = total.find((one) => one.year === year);
  if (!whole || typeof value !== 'number') return null;
  const isShare = quantity === 'share' && unit === '%' && !((sd ?? 0) > 0);
  const factor = quantity === 'market-size' ? perMillion[unit ?? ''] : undefined;
  if (!isShare && factor === undefined) return null;
  if (!segment) {
    const isEnd = whole.year === firstYear || whole.year === lastYear;
    return isShare || isEnd ? null : { part: 'market', ...whole, stated: value * (factor ?? 1), here: whole.value, of: 1 };
  }
  const row = margins[segment.axis].find((one) => one.key === segment.key && one.year === year);
  if (!row) return null;
  const stated = isShare ? (value / 100) * whole.value : value * (factor ?? 1);
  return { part: `${segment.axis} ${segment.key}`, ...row, stated, here: row.value, of: isShare ? whole.value : 1 };
}

const amount = (value: number) => `USD ${value.toLocaleString('en-US', { maximumFractionDigits: 1 })} million`;

/** A check for every record that states another figure of the outlook: whether it lies within the 80 %. */
export function statedChecks(evidence: readonly EvidenceRecord[], told: Told): readonly OutlookCheck[] {
  return evidence.flatMap((record) => {
    const found = beside(record, told);
    if (!found) return [];
    const { part, year, stated, here, interval80, of } = found;
    const figure = (value: number) => (of === 1 ? amount(value) : `${((100 * value) / of).toFixed(1)} %`);
    const isNear = here > 0 && Math.abs(stated / here - 1) <= NEAR;
    const ends = interval80.map(figure).join(' to ');
    return [
      {
        name: `what ${record.id} states lies within the 80 %`,
        ok: isNear || (stated >= interval80[0] && stated <= interval80[1]),
        detail: `${part} in ${year}: ${figure(stated)} stated by ${record.source}; ${figure(here)} in the outlook, 80 % ${ends}`,
      },
    ];
  });
}
