// Keeps reports as they were made with what was drawn of them, and loads them.
import { type Tx, insertRows } from '#platform';
import type { Report, ReportChapter, ReportLanguage } from '../rules.ts';
import { report, reportFile } from '../tables.ts';
import { UTC } from './words.ts';

/** The formats in which a report is drawn. */
export const reportFormats = ['pdf', 'xlsx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** What was drawn, without its bytes. */
export interface ReportFileHead {
  readonly language: ReportLanguage;
  readonly format: ReportFormat;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** What names a kept report. */
export interface ReportHead {
  readonly id: string;
  readonly runId: string;
  readonly version: string;
  readonly contentSha256: string;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly files: readonly ReportFileHead[];
}

/** Every report in reach, the latest first, or one of them. */
export async function loadReportHeads(tx: Tx, reportId: string | null = null): Promise<ReportHead[]> {
  const { rows } = await tx.$client.query<ReportHead>({
    name: 'market-reports',
    text: `select r.id, r.run_id as "runId", r.report_version as version, r.content_sha256 as "contentSha256", r.made_by_name as "madeBy", ${UTC('r.made_at')} as "madeAt",
        (select coalesce(json_agg(json_build_object('language', f.language, 'format', f.format, 'sha256', f.sha256, 'sizeBytes', f.size_bytes) order by f.language, f.format), '[]')
          from market.report_file f where f.report_id = r.id) as files
      from market.report r where $1::uuid is null or r.id = $1 order by r.made_at desc, r.id desc limit 200`,
    values: [reportId],
  });
  return rows;
}

/** A report in one language with the titles of its chapters and sections, without what stands in them. */
export async function loadContents(tx: Tx, reportId: string, language: ReportLanguage): Promise<Report | null> {
  const { rows } = await tx.$client.query<{ content: Report }>({
    name: 'market-report-contents',
    text: `select (r.content -> $2) - 'chapters' || jsonb_build_object('chapters', (
        select jsonb_agg(jsonb_build_object('id', c.value -> 'id', 'number', c.value -> 'number', 'title', c.value -> 'title', 'sections', (
          select jsonb_agg(jsonb_build_object('id', s.value -> 'id', 'number', s.value -> 'number', 'title', s.value -> 'title') order by s.at)
          from jsonb_array_elements(c.value -> 'sections') with ordinality s (value, at))) order by c.at)
        from jsonb_array_elements(r.content -> $2 -> 'chapters') with ordinality c (value, at))) as content
      from market.report r where r.id = $1`,
    values: [reportId, language],
  });
  return rows[0]?.content ?? null;
}

/** One chapter of a report; null where there is none. */
export async function loadChapter(tx: Tx, reportId: string, language: ReportLanguage, chapterId: string): Promise<ReportChapter | null> {
  const { rows } = await tx.$client.query<{ chapter: ReportChapter }>({
    name: 'market-report-chapter',
    text: `select c.value as chapter from market.report r, jsonb_array_elements(r.content -> $2 -> 'chapters') c
      where r.id = $1 and c.value ->> 'id' = $3`,
    values: [reportId, language, chapterId],
  });
  return rows[0]?.chapter ?? null;
}

/** The id of the report of this content, or null. */
export async function knownReport(tx: Tx, contentSha256: string): Promise<string | null> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'market-known-report',
    text: 'select r.id from market.report r where r.content_sha256 = $1',
    values: [contentSha256],
  });
  return rows[0]?.id ?? null;
}

const insert = insertRows(
  'keep-market-report',
  report,
  ['id', 'runId', 'reportVersion', 'content', 'contentSha256', 'madeByName', 'madeAt'],
  'on conflict (content_sha256) do nothing',
);

/** Keeps a report; answers false where it was kept before. */
export async function insertReport(tx: Tx, row: Parameters<typeof insert>[1][number]): Promise<boolean> {
  return (await insert(tx, [row])).has(row.id);
}

/** Keeps what was drawn of a report. */
export const insertReportFiles = insertRows('keep-market-report-files', reportFile, [
  'id',
  'reportId',
  'language',
  'format',
  'sha256',
  'sizeBytes',
]);
