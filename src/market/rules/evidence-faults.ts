// What cannot be in a record of evidence beside the published frame: nothing of it may bear on an outlook, or pass it by in silence.
import { type Axes, lastYear, firstYear } from './outlook-frame.ts';
import type { EvidenceRecord } from './outlook-types.ts';

/** What is wrong with a record: its field, a code with its facts, and the same in English. */
export interface EvidenceFault {
  readonly field: 'id' | 'value' | 'unit' | 'segment';
  readonly fault: string;
  readonly message: string;
  readonly most?: number;
}

/** USD million: ten times the product of the world. */
const MOST_SIZE = 1e9;

/** USD million in one of the units in which sizes of a market are told. */
export const perMillion: Readonly<Record<string, number>> = { 'USD million': 1, 'USD billion': 1_000 };

function sizeFault({ value, unit }: EvidenceRecord): EvidenceFault | null {
  const factor = perMillion[unit ?? ''];
  if (factor === undefined || value === null) return null;
  const isSize = typeof value === 'number' && value > 0 && value * factor <= MOST_SIZE;
  if (isSize) return null;
  return {
    field: 'value',
    fault: 'evidence-size',
    most: MOST_SIZE,
    message: `A size of the market lies above 0 and below USD ${MOST_SIZE} million`,
  };
}

function shareFault({ value, unit, segment, year, sd }: EvidenceRecord, { keys }: Axes): EvidenceFault | null {
  if (segment && !keys[segment.axis].includes(segment.key))
    return { field: 'segment', fault: 'claim-of-nothing', message: `${segment.key} is no key of ${segment.axis}` };
  if (unit === '%' && value !== null && !(typeof value === 'number' && value >= 0 && value <= 100))
    return { field: 'value', fault: 'claim-share', message: 'A share lies between 0 and 100 %' };
  const isOfOutlook = year !== null && year >= firstYear && year <= lastYear;
  if (isOfOutlook && segment && value !== null && (sd ?? 0) > 0 && unit !== '%')
    return { field: 'unit', fault: 'evidence-unit', message: 'A share with a spread pulls on the outlook, and is told in %' };
  return null;
}

/** The first fault of a record among those that stand before it; null where it can be held. */
export function evidenceFault(record: EvidenceRecord, before: ReadonlySet<string>, axes: Axes): EvidenceFault | null {
  if (before.has(record.id)) return { field: 'id', fault: 'evidence-twice', message: `${record.id} is the id of another record` };
  if (record.quantity === 'market-size') return sizeFault(record);
  return record.quantity === 'share' ? shareFault(record, axes) : null;
}
