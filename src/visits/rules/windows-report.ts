// The visit windows report: which visits that took place lay inside their windows.
import type { Temporal } from '#lib';
import { outByDays } from './window.ts';

/** A visit with what is known of its window. */
export interface WindowsReportVisit {
  readonly subject: string;
  readonly visitKey: string;
  readonly cycle?: number;
  readonly target: Temporal.PlainDate | null;
  readonly earliest: Temporal.PlainDate | null;
  readonly latest: Temporal.PlainDate | null;
  readonly actual: Temporal.PlainDate | null;
}

/** `visits` counts rows: visits that took place and have a window; the others are named, never dropped silently. */
export interface VisitWindowsReport {
  readonly rows: readonly (WindowsReportVisit & { readonly outByDays: number })[];
  readonly totals: { readonly visits: number; readonly inWindow: number; readonly early: number; readonly late: number };
  readonly withoutWindow: readonly WindowsReportVisit[];
  readonly notDone: readonly WindowsReportVisit[];
}

/** Rows and totals of the report; a visit on the first or last day of its window is inside. */
export function visitWindowsReport(visits: readonly WindowsReportVisit[]): VisitWindowsReport {
  const happened = visits.filter((visit) => visit.actual !== null);
  const rows = happened.flatMap((visit) => {
    const { actual, earliest, latest } = visit;
    return actual && earliest && latest ? [{ ...visit, outByDays: outByDays(actual, earliest, latest) }] : [];
  });
  const count = (holds: (outBy: number) => boolean) => rows.filter((row) => holds(row.outByDays)).length;
  return {
    rows,
    totals: { visits: rows.length, inWindow: count((out) => out === 0), early: count((out) => out < 0), late: count((out) => out > 0) },
    withoutWindow: happened.filter((visit) => !visit.earliest || !visit.latest),
    notDone: visits.filter((visit) => visit.actual === null),
  };
}
