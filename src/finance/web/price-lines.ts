// The rows of the table of prices: every visit of the schedule in its order, then what is priced and not planned.
import { type DryRunTotals, dryRun } from '../rules.ts';
import { scheduleOfGrid } from './grid-schedule.ts';
import type { ScheduleGrid } from './queries.ts';
import { ruleTerms } from './rule-terms.ts';
import { type PastedPrices } from './pasted-prices.ts';
import { nextRow, unpricedRow, type TypedRow, type TypedTerms } from './typed-terms.ts';

export interface PriceLine {
  readonly row: TypedRow;
  /** Null: the schedule has no such visit, or there is no schedule. */
  readonly visit: ScheduleGrid['visits'][number] | null;
  readonly activities: readonly { readonly key: string; readonly name: string }[];
}

/** Visits of the main timeline, others only where they are priced, and priced visits that the schedule does not have. */
export function priceLines(typed: TypedTerms, grid: ScheduleGrid | undefined, clause: string): readonly PriceLine[] {
  const free = nextRow(typed);
  const planned = (grid?.visits ?? []).flatMap((visit, at): PriceLine[] => {
    const row = typed.rows.find((each) => each.visitKey === visit.key);
    if (!row && !visit.isMain) return [];
    const activities = grid?.activities.filter((activity) => activity.visits.some(({ key }) => key === visit.key)) ?? [];
    return [{ row: row ? { ...row, isPlanned: true } : unpricedRow(visit, free + at, clause), visit, activities }];
  });
  const shown = new Set(planned.map(({ row }) => row.row));
  return [...planned, ...typed.rows.filter((row) => !shown.has(row.row)).map((row) => ({ row, visit: null, activities: [] }))];
}

/** The form with one row changed; rows stay in the order of the table. */
export function withRow(typed: TypedTerms, lines: readonly PriceLine[], next: TypedRow): TypedTerms {
  const known = new Set([...typed.rows.map((row) => row.row), next.row]);
  const rows = lines.map(({ row }) => (row.row === next.row ? next : row)).filter((row) => known.has(row.row));
  return { ...typed, rows };
}

/** The form with pasted amounts; what else a row says stays. */
export function withPasted(typed: TypedTerms, lines: readonly PriceLine[], { amounts }: PastedPrices): TypedTerms {
  const known = new Set(typed.rows.map((row) => row.row));
  const rows = lines.flatMap(({ row }) => {
    const direct = amounts.get(row.visitKey);
    if (direct === undefined) return known.has(row.row) ? [row] : [];
    const { activities: _, ...plain } = row;
    const partial = row.partial.kind === 'pro-rata' ? ({ kind: 'all-or-nothing', requiredActivities: null } as const) : row.partial;
    return [{ ...plain, direct, partial }];
  });
  return { ...typed, rows };
}

/** What a complete participant and a screen failure would earn by what is typed; undefined while it contradicts itself. */
export function typedSums(
  typed: TypedTerms,
  grid: ScheduleGrid | undefined,
  currency: string,
): { readonly complete: DryRunTotals; readonly failed: DryRunTotals } | undefined {
  if (!grid) return undefined;
  try {
    const { cases } = dryRun(scheduleOfGrid(grid), ruleTerms(typed, currency));
    const complete = cases.find((each) => each.kind === 'complete');
    const failed = cases.find((each) => each.kind === 'screen-failure');
    return complete && failed && { complete: complete.totals, failed: failed.totals };
  } catch {
    return undefined;
  }
}
