// From what is held to the question that an outlook answers.
import { perMillion } from './evidence-faults.ts';
import type { EvidenceEntry } from './evidence.ts';
import { evidenceInForce } from './evidence.ts';
import type { ActivityRow, AssumptionChange, EvidenceRecord, OutlookQuestion } from './outlook-types.ts';
import type { AssumptionContent } from './position-assumptions.ts';

/** Seeded refits behind the intervals of a kept outlook. */
export const refitsOfRun = 1_000;
/** Those of a preview, which is read once and kept nowhere. */
export const refitsOfPreview = 40;

/** The answer whose dependence on each assumption is told: the fastest growing area in the last year. */
const tornadoOf = { axis: 'area', key: 'Oncology', year: 2031 } as const;

/** What is held. */
export interface Held {
  readonly book: readonly EvidenceEntry[];
  readonly content: Pick<AssumptionContent, 'changes' | 'claims'>;
  readonly activity: readonly ActivityRow[];
}

/** The question without a scenario. A record that stands in for a published total is that total, unless an assumption says otherwise. */
export function questionOf({ book, content, activity }: Held, refits: number = refitsOfRun): OutlookQuestion {
  const { added, ended } = evidenceInForce(book);
  const told = new Set(content.changes.map(({ id }) => id));
  const totals = totalsInstead(book).filter(({ id }) => !told.has(id));
  return {
    activity,
    changes: [...content.changes, ...totals],
    claims: content.claims,
    evidence: added,
    ended,
    scenario: null,
    history: [],
    refits,
    tornadoOf,
  };
}

// The record that ends a line of successors speaks for the published one at its beginning.
function totalsInstead(book: readonly EvidenceEntry[]): AssumptionChange[] {
  const byId = new Map(book.map((entry) => [entry.record.id, entry]));
  return book.flatMap(({ record, origin, supersededBy }) => {
    if (origin !== 'published' || record.kind !== 'total' || record.quantity !== 'market-size') return [];
    let by = supersededBy === null ? undefined : byId.get(supersededBy);
    while (by?.supersededBy) by = byId.get(by.supersededBy);
    if (by?.state !== 'counts') return [];
    const value = inMillions(by.record);
    if (value === null || by.record.year !== record.year) return [];
    const { sd, tag, source, sourceDate } = by.record;
    const reason = [source, sourceDate].filter((part) => part !== null).join(', ');
    return [{ id: `frame.total.${record.year}`, value, tag, reason, ...(sd === null ? {} : { sd }) }];
  });
}

function inMillions({ value, unit }: EvidenceRecord): number | null {
  const factor = unit === null ? undefined : perMillion[unit];
  return typeof value === 'number' && factor !== undefined ? value * factor : null;
}
