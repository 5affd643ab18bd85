// The report as one model: chapters of texts, tables and figures in one language. Page, PDF and workbook only draw it.
import type { ActivityReadCounts } from './report-activity.ts';
import type { Company, Note } from './evidence-notes.ts';
import type { Outlook, Tag } from './outlook-types.ts';
import type { Position } from './position.ts';
import type { Pipeline } from './position-pipeline.ts';
import type { Recommendation } from './recommendations.ts';
import type { SegmentIntervals } from './segment-intervals.ts';

export const reportLanguages = ['en', 'es'] as const;
export type ReportLanguage = (typeof reportLanguages)[number];

/** A number as it is shown and as it is; `digits` after the point. A text has no value. */
export interface ReportCell {
  readonly text: string;
  readonly value: number | null;
  readonly digits?: number;
  readonly tag?: Tag;
}

/** A column; `width` in parts of the table's, `unit` as it stands in the header. `adds` says that its rows add up to the total. */
export interface ReportColumn {
  readonly header: string;
  readonly unit: string | null;
  readonly width: number;
  readonly isNumber: boolean;
  readonly adds: boolean;
}

export interface ReportRow {
  readonly cells: readonly ReportCell[];
  readonly isTotal: boolean;
  /** Where its figures come from; null where the source of the table holds. */
  readonly source: string | null;
}

export interface ReportTable {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** Tags and source in words. */
  readonly note: string;
  readonly source: string;
}

/** How a figure is drawn out of the columns of its table. */
export type ReportPicture =
  | { readonly kind: 'lines'; readonly value: number; readonly low: number; readonly high: number }
  | { readonly kind: 'bars'; readonly values: readonly number[] }
  /** From one column to another, on a scale that is shown. */
  | { readonly kind: 'spans'; readonly low: number; readonly high: number }
  | { readonly kind: 'scatter'; readonly x: number; readonly y: number };

export interface ReportFigure {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** What it shows, with its numbers; read aloud in its stead. */
  readonly alt: string;
  /** The table whose numbers it draws, in the same section. */
  readonly tableId: string;
  readonly picture: ReportPicture;
}

export type ReportBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'points'; readonly points: readonly string[] }
  | { readonly kind: 'table'; readonly table: ReportTable }
  | { readonly kind: 'figure'; readonly figure: ReportFigure };

export interface ReportSection {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

export interface ReportChapter {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly sections: readonly ReportSection[];
}

/** The report in one language. */
export interface Report {
  readonly language: ReportLanguage;
  readonly title: string;
  readonly lead: string;
  /** That a demo network made it; null of a real one. It stands on every page and on the first sheet. */
  readonly mark: string | null;
  /** What names it: names and values. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly chapters: readonly ReportChapter[];
}

/** The run that a report tells of. */
export interface ReportedRun {
  readonly id: string;
  readonly kernel: string;
  readonly seed: string;
  readonly inputSha256: string;
  readonly resultSha256: string;
  /** `YYYY-MM-DD`. */
  readonly madeOn: string;
}

/** Everything a report is made of; the same question gives the same report. */
export interface ReportQuestion {
  readonly isDemo: boolean;
  readonly run: ReportedRun;
  readonly outlook: Outlook;
  /** The 80 % of every segment, however many cuts cross in it. */
  readonly intervals: SegmentIntervals;
  readonly activity: ActivityReadCounts | null;
  readonly companies: readonly (Company & { readonly notes: readonly Note[] })[];
  /** The network's own SWOT and five forces. */
  readonly notes: readonly Note[];
  readonly position: Position;
  readonly pipeline: Pipeline;
  /** The day from which the rates of currencies are assumed. */
  readonly ratesAsOf: string;
  readonly recommendations: readonly Recommendation[];
}
